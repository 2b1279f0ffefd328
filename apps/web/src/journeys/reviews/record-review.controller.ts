import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ChangeLine, ReadCouncilBudgets, ReadReviews, RecordReview, type NewReview} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {AcceptedOutcomes} from '@app/plans';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {textIn} from '../../forms/typed-input.js';
import {previewPart} from '../council-budgets/budget.presenter.js';
import {readReview} from './review.form.js';
import {checkPart, recordPage} from './record.presenter.js';

const FORM = 'journeys/reviews/record';
const BOXES = {
  ...{held_on: 'held-day', from_day: 'from-day', next_due_on: 'next-day', weekly_pence: 'weekly'},
  ...{contribution_weekly_pence: 'contribution', outcomes: 'met-0', ALLOCATION_INSUFFICIENT: 'weekly'},
};

/** Writing down a review that was held: what it would change is shown before anything is kept. */
@Controller('council/budgets/:id/review')
export class RecordReviewController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly budgets: ReadCouncilBudgets,
    private readonly plans: AcceptedOutcomes,
    private readonly records: RecordReview,
    private readonly changes: ChangeLine,
    private readonly clock: Clock,
  ) {}

  @Allow('review:record')
  @Get()
  @Render(FORM)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return (await this.page(principal, id)).page;
  }

  @Allow('review:record')
  @Post()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {page, plan} = await this.page(principal, id);
    const {review, errors, values} = readReview(body, plan);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    const step = textIn(values, 'step');
    if (step === 'again') return reply.code(200).view(FORM, {...page, values});
    try {
      if (step === 'confirm') {
        const {waits} = await this.records.run(principal, id, review);
        return await reply.redirect(`/council/reviews?done=${waits ? 'waiting' : 'recorded'}`, 303);
      }
      const check = {...page, values, ...checkPart(review, page), ...(await this.preview(principal, review))};
      return await reply.code(200).view('journeys/reviews/check', check);
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, BOXES);
    }
  }

  /** What the change would do to each period; nothing of it stays. */
  private async preview(principal: Principal, {change, summary: reason}: NewReview) {
    if (!change) return {adjustments: null};
    const {lineId, fromDay} = change;
    const wanted =
      change.result === 'end'
        ? {kind: 'end' as const, fromDay, reason}
        : {
            ...{kind: 'amount' as const, fromDay, reason, weeklyPence: change.weeklyPence},
            contributionWeeklyPence: change.contributionWeeklyPence,
          };
    const {adjustments} = await this.changes.run(principal, lineId, wanted, {dryRun: true});
    return previewPart(adjustments);
  }

  private async page(principal: Principal, id: string) {
    const budget = await this.budgets.one(principal, id);
    const {due, reviews} = await this.reviews.ofBudget(principal, id);
    const plan = await this.plans.of(principal, budget.holder.id);
    const today = londonDay(this.clock.now());
    return {plan, page: recordPage({budget, due, reviews, plan, today})};
  }
}
