import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {RateBudget, RATINGS, ReadMonitoring, ReadSurplus} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addMonths, Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {RatingForm} from './monitoring.form.js';
import {askedWords, theirWords, RATING_WORDS, sumSteps} from './monitoring.words.js';

const VIEW = 'journeys/monitoring/budget';

/** How one budget is looked at: its rating, what is asked, receipts that are wanted, and money left over. */
@Controller('council/budgets/:id/monitoring')
export class BudgetMonitoringController {
  constructor(
    private readonly monitoring: ReadMonitoring,
    private readonly surplus: ReadSurplus,
    private readonly rates: RateBudget,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:manage')
  @Post()
  async rate(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(RatingForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.rates.run(principal, id, {rating: form.rating, reason: form.reason, reviewBy: form.by});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {review_by: 'by-day'});
    }
    return reply.redirect(`/council/budgets/${id}/monitoring`, 303);
  }

  private async page(principal: Principal, id: string) {
    const {asked, ratings, wanted} = await this.monitoring.ofBudget(principal, id);
    const lines = await this.surplus.ofBudget(principal, id);
    return {
      asked: {...asked, ratingWords: RATING_WORDS[asked.rating], askedWords: askedWords(asked)},
      history: ratings.map((each) => ({...each, ratingWords: RATING_WORDS[each.rating]})),
      wanted,
      lines: lines.map((line) => ({...line, steps: sumSteps(line, 'council'), own: theirWords(line)})),
      ratings: RATINGS.map((value) => ({
        ...{value, text: RATING_WORDS[value].name},
        hint: {text: RATING_WORDS[value].means},
      })),
      usualBy: addMonths(londonDay(this.clock.now()), 6),
    };
  }
}
