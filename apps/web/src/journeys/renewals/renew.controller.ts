import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AskRenewal, ReadRenewals, SHOWING, type Showing} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {line, SHOWING_WORDS} from './register.presenter.js';

const VIEW = 'journeys/renewals/renew';

class RenewForm {
  @ChoiceInput('How the council can see it', SHOWING)
  how: Showing;

  @DayInput('The day from which we can see it')
  ready: Day;
}

/** A member says that they have what renews one thing. Nobody is asked here what it says. */
@Controller('work/register/:member/:code')
export class RenewController {
  constructor(
    private readonly renewals: ReadRenewals,
    private readonly ask: AskRenewal,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam('member') member: string, @Param('code') code: string) {
    return this.page(principal, member, code);
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam('member') member: string,
    @Param('code') code: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, member, code);
    const {form, errors, values} = readForm(RenewForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.ask.run(principal, member, code, {how: form.how, readyOn: form.ready});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {ready_on: 'ready-day'});
    }
    return reply.redirect('/work/register?done=asked', 303);
  }

  /** @throws NOT_FOUND for what is not theirs, or not asked of them */
  private async page(principal: Principal, memberId: string, code: string) {
    const today = londonDay(this.clock.now());
    const member = (await this.renewals.mine(principal)).find((each) => each.memberId === memberId);
    const wanted = member?.requirements.find((each) => each.state.terms.code === code);
    if (!wanted) throw notFound('requirement');
    const isDbs = wanted.state.terms.kind === 'dbs';
    // The original of a certificate is looked at with its owner there; it is not sent.
    const ways = SHOWING.filter((way) => !(isDbs && way === 'post'));
    return {requirement: line(wanted, today), hows: ways.map((value) => ({value, text: SHOWING_WORDS[value]})), isDbs};
  }
}
