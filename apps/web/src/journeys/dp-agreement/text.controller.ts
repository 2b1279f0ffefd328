import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadPayments, SetAgreement} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AgreementTextForm} from './forms.js';

const PAGE = 'journeys/dp-agreement/text';
const BOXES = {starts_on: 'starts-day', sign_by: 'sign-day', AGREEMENT_DAY_TAKEN: 'starts-day'};

/** The council's own text of the agreement, version by version. */
@Controller('council/budgets/agreement')
export class AgreementTextController {
  constructor(
    private readonly texts: SetAgreement,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @Query('done') done: unknown) {
    return this.page(principal, done !== undefined);
  }

  @Allow('budget:manage')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal, false);
    const {form, errors, values} = readForm(AgreementTextForm, body);
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      const {starts: startsOn, sign: signBy, purpose, asked, surplus, easy, source} = form;
      await this.texts.run(principal, {startsOn, signBy, purpose, asked, surplus, easy, source});
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/budgets/agreement?done', 303);
  }

  private async page(principal: Principal, done: boolean) {
    const texts = await this.texts.list(principal);
    return {texts, now: texts[0], done, today: londonDay(this.clock.now())};
  }
}

/** What was paid, and what was not, with why. */
@Controller('council/budgets/payments')
export class PaymentsController {
  constructor(private readonly payments: ReadPayments) {}

  @Allow('budget:manage')
  @Get()
  @Render('journeys/dp-agreement/payments')
  async show(@Current() principal: Principal) {
    const all = await this.payments.list(principal);
    return {withheld: all.filter((each) => each.open), rest: all.filter((each) => !each.open)};
  }
}
