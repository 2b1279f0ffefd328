import {Body, Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AnswerRequest} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {ApplyPages} from './apply-page.js';
import {taskPath} from './tasks.presenter.js';

const VIEW = 'journeys/apply/request';

class RequestForm {
  @TextInput('Your answer', {max: 4_000})
  answer: string;
}

/** Something that the council asks for, and the applicant's answer. */
@Controller('apply/:id/requests/:request')
export class RequestAnswerController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly answers: AnswerRequest,
  ) {}

  @Allow('application:open')
  @Get()
  @Render(VIEW)
  async show(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('request') requestId: string,
  ) {
    return this.page(request, principal, id, requestId);
  }

  @Allow('application:open')
  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('request') requestId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(request, principal, id, requestId);
    const {form, errors, values} = readForm(RequestForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.answers.run(principal, id, requestId, form.answer);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {ALREADY_ANSWERED: 'answer'});
    }
    return reply.redirect(`/apply/${id}?done=answered`, 303);
  }

  private async page(request: FastifyRequest, principal: Principal, id: string, requestId: string) {
    const page = await this.pages.read(request, principal, id, 'request');
    const asked = page.apply.requests.find((each) => each.id === requestId);
    if (!asked) throw notFound('request');
    const task = page.apply.tasks.find(
      (each) => each.requirement !== null && each.requirement.code === asked.requirement,
    );
    return {
      ...page,
      asked,
      // Where a copy of the paper is sent, when it is about one.
      about: task && {title: task.requirement?.title, path: taskPath(page.base, task)},
    };
  }
}
