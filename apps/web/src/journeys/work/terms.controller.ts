import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AnswerEngagement, ReadEngagements} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DeclineForm} from './decline.form.js';
import {termsPage} from './terms.presenter.js';

const VIEW = 'journeys/work/terms';
const DECLINE = 'journeys/work/decline';

/** Terms that somebody offers a PA or provider: to read, and to accept or decline. */
@Controller('work/engagements/:id')
export class TermsController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly answers: AnswerEngagement,
  ) {}

  @Allow('engagement:answer')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return termsPage(await this.engagements.one(principal, id), done);
  }

  @Allow('engagement:answer')
  @Post('accept')
  async accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.answers.accept(principal, id);
    } catch (error) {
      const page = termsPage(await this.engagements.one(principal, id), null);
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/work/engagements/${id}?done=yes`, 303);
  }

  @Allow('engagement:answer')
  @Get('decline')
  @Render(DECLINE)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.declinePage(principal, id);
  }

  @Allow('engagement:answer')
  @Post('decline')
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.declinePage(principal, id);
    const {form, errors, values} = readForm(DeclineForm, body);
    if (errors.length) return showAgain(reply, DECLINE, {...page, errors, values});
    try {
      await this.answers.decline(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, DECLINE, {...page, values}, error);
    }
    return reply.redirect(`/work/engagements/${id}?done=yes`, 303);
  }

  private async declinePage(principal: Principal, id: string) {
    const {holder} = await this.engagements.one(principal, id);
    return {what: 'terms', holder, back: `/work/engagements/${id}`};
  }
}
