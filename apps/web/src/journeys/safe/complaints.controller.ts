import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {Complaints, type ComplaintView} from '@app/register';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {COMPLAINT_WORDS} from '../../words/safe-words.js';

const ONE = 'journeys/safe/council-complaint';

class AnswerForm {
  @TextInput('What was answered', {max: 4_000})
  answer: string;
}

/** Complaints, for the officers who answer them. One that is about safety goes on to those who may read that. */
@Controller('council/complaints')
export class ComplaintsPageController {
  constructor(private readonly complaints: Complaints) {}

  @Allow('complaint:read')
  @Get()
  @Render('journeys/safe/council-complaints')
  async list(@Current() principal: Principal) {
    return {complaints: (await this.complaints.list(principal)).map(inWords)};
  }

  @Allow('complaint:read')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return {complaint: inWords(await this.complaints.one(principal, id))};
  }

  @Allow('complaint:read')
  @Post(':id')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.complaints.answer(principal, id, form.answer);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect('/council/complaints', 303);
  }

  @Allow('complaint:read')
  @Post(':id/pass-on')
  async passOn(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.complaints.passOn(principal, id);
    return reply.redirect('/council/complaints', 303);
  }
}

function inWords<T extends ComplaintView>(complaint: T) {
  return {...complaint, aboutWords: COMPLAINT_WORDS[complaint.about]};
}
