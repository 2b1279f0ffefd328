import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {MonitoringRules, RATINGS, type MonitoringTerms, type ReceiptsWanted} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {exampleOf} from '../council/example-day.js';
import {MonitoringRuleForm} from './monitoring.form.js';
import {RATING_WORDS} from './monitoring.words.js';

const VIEW = 'journeys/monitoring/rules';
const BOXES = {
  ...{large_pence: 'large', sample_percent: 'percent', every_weeks: 'weeks', starts_on: 'starts-day'},
  RULE_EXISTS: 'starts-day',
};
const RECEIPT_WORDS: Record<ReceiptsWanted, string> = words({
  none: 'No receipts',
  large: 'Receipts of what is large',
  all: 'All receipts',
});

/** What is asked of whom at each rating. */
@Controller('council/monitoring-rules')
export class MonitoringRulesController {
  constructor(
    private readonly rules: MonitoringRules,
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
    const {form, errors, values} = readForm(MonitoringRuleForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {rating, receipts, large: largePence, percent: samplePercent} = form;
      const {weeks: everyWeeks, starts: startsOn, source} = form;
      await this.rules.add(principal, {rating, receipts, largePence, samplePercent, everyWeeks, startsOn, source});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/monitoring-rules?done=set', 303);
  }

  private async page(principal: Principal) {
    const said = (each: MonitoringTerms) => ({
      ...each,
      ratingWords: RATING_WORDS[each.rating],
      receiptWords: RECEIPT_WORDS[each.receipts],
    });
    return {
      rules: (await this.rules.list(principal)).map(said),
      ratings: RATINGS.map((value) => ({value, text: RATING_WORDS[value].name})),
      receipts: (['none', 'large', 'all'] as const).map((value) => ({value, text: RECEIPT_WORDS[value]})),
      example: exampleOf(addDays(londonDay(this.clock.now()), 14)),
    };
  }
}
