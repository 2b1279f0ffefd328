import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {IdParam, paperPdf, type Paper} from '@app/platform';
import {MakeAppeal, ReadDecision, type AppealChannel} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {Council} from '../../council.js';
import {decisionPage, WAY_WORDS} from './decision.presenter.js';
import {letterPaper} from './decision.words.js';

const APPEAL = 'journeys/vetting/appeal';
type WrittenDown = Exclude<AppealChannel, 'online'>;

class AppealForm {
  @TextInput('Why you do not agree', {max: 4_000})
  grounds: string;

  @ChoiceInput('How it came', ['letter', 'phone', 'meeting'], {optional: true})
  channel: WrittenDown | null;

  @DayInput('Day it came', {optional: true})
  received: Day | null;
}

/** The decision in words for the applicant, as a page and as a letter to print or keep, and what they can do about it. */
@Controller('applications/:id/decision')
export class DecisionController {
  constructor(
    private readonly decisions: ReadDecision,
    private readonly appeals: MakeAppeal,
    private readonly clock: Clock,
  ) {}

  @Allow('application:read')
  @Get()
  @Render('journeys/vetting/decision')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('application:read')
  @Get('letter')
  async letter(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    return reply.view('journeys/vetting/letter', {...page, paper: this.paper(page, reply)});
  }

  @Allow('application:read')
  @Get('letter.pdf')
  async pdf(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const body = await paperPdf(this.paper(await this.page(principal, id), reply));
    await reply
      .header('content-disposition', `attachment; filename="letter-${id}.pdf"`)
      .type('application/pdf')
      .send(body);
  }

  @Allow('appeal:make')
  @Get('appeal/:against/:subject')
  @Render(APPEAL)
  async ask(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('against') against: string,
    @IdParam('subject') subjectId: string,
  ) {
    return this.way(principal, id, against, subjectId);
  }

  @Allow('appeal:make')
  @Post('appeal/:against/:subject')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('against') against: string,
    @IdParam('subject') subjectId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.way(principal, id, against, subjectId);
    const {form, errors, values} = readForm(AppealForm, body);
    if (errors.length) return showAgain(reply, APPEAL, {...page, errors, values});
    const {grounds, channel, received} = form;
    try {
      await this.appeals.run(principal, {
        against: page.way.against,
        subjectId,
        grounds,
        channel: channel ?? undefined,
        receivedOn: received ?? undefined,
      });
    } catch (error) {
      return showRefusal(reply, APPEAL, {...page, values}, error, {received_on: 'received-day'});
    }
    return reply.redirect(`/applications/${id}/decision#appeals`, 303);
  }

  private async way(principal: Principal, id: string, against: string, subjectId: string) {
    const page = await this.page(principal, id);
    const way = page.letter.ways.find((each) => each.against === against && each.subjectId === subjectId);
    if (!way) throw notFound('decision');
    return {...page, way, words: WAY_WORDS[way.against]};
  }

  private async page(principal: Principal, id: string) {
    const staff = principal.permissions.has('application:queue');
    return {...decisionPage(await this.decisions.run(principal, id)), staff, councilName: principal.councilName};
  }

  private paper(page: ReturnType<typeof decisionPage>, reply: FastifyReply): Paper {
    return letterPaper(page, reply.locals?.council as Council, londonDay(this.clock.now()));
  }
}
