import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReviewRules} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {exampleOf} from '../council/example-day.js';
import {RuleForm} from './review.form.js';

const VIEW = 'journeys/reviews/rules';
const BOXES = {
  ...{early_weeks: 'early', first_months: 'first', then_months: 'then', soon_days: 'soon', limit_pence: 'limit'},
  health_months: 'health',
  ...{starts_on: 'starts-day', RULE_EXISTS: 'starts-day'},
};

/** When reviews are due, and by how much a week a reviewer changes a line alone. */
@Controller('council/review-rules')
export class ReviewRulesController {
  constructor(
    private readonly rules: ReviewRules,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'set'};
  }

  @Allow('scheme:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RuleForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {early: earlyWeeks, first: firstMonths, then: thenMonths, soon: soonDays} = form;
      const {health: healthMonths, health_source: healthSource, limit: limitPence, starts: startsOn, source} = form;
      const health = {healthMonths, healthSource};
      const terms = {earlyWeeks, firstMonths, thenMonths, ...health, soonDays, limitPence, startsOn, source};
      await this.rules.add(principal, terms);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/review-rules?done=set', 303);
  }

  private async page(principal: Principal) {
    const rules = await this.rules.list(principal);
    return {rules, now: rules[0], example: exampleOf(addDays(londonDay(this.clock.now()), 14))};
  }
}
