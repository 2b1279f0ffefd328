import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {
  AskForReview,
  DecideReview,
  ReadReviews,
  RecordReview,
  type NewReview,
  type ReviewedChange,
} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {snake} from '../snake.js';
import {
  BringForwardRequest,
  BudgetReviewsResponse,
  DecideReviewRequest,
  DueReviewsResponse,
  NewReviewRequest,
  RecordedReviewResponse,
  ReviewedChangeRequest,
  ReviewResponse,
  ReviewsResponse,
} from './review.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class CouncilReviewsController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly records: RecordReview,
    private readonly decides: DecideReview,
    private readonly asks: AskForReview,
  ) {}

  /** What waits for somebody other than who held it, and what was sent back to the caller. */
  @Allow('review:approve')
  @Get('reviews')
  async waiting(@Current() principal: Principal): Promise<ReviewsResponse> {
    return wholeList(snake(await this.reviews.waiting(principal)));
  }

  /** Budgets to look at again, the longest overdue first. */
  @Allow('review:record')
  @Get('reviews/due')
  async due(@Current() principal: Principal): Promise<DueReviewsResponse> {
    const {due, overdue, soon} = await this.reviews.due(principal);
    return {items: snake(due), overdue, soon};
  }

  /** One review. That it was read is on record. */
  @Allow('review:approve')
  @Get('reviews/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ReviewResponse> {
    return snake(await this.reviews.one(principal, id));
  }

  /** Approves the change of a review, or sends it back. Never by whoever held it. */
  @Allow('review:approve')
  @Post('reviews/:id/decision')
  @HttpCode(204)
  decide(@Current() principal: Principal, @IdParam() id: string, @Body() body: DecideReviewRequest): Promise<void> {
    const {decision, note = null, from_day: fromDay = null} = body;
    return this.decides.run(principal, id, {decision, note, fromDay});
  }

  /** When a budget is due, and what was said of it so far. That it was read is on record. */
  @Allow('review:record')
  @Get('budgets/:id/reviews')
  async ofBudget(@Current() principal: Principal, @IdParam() id: string): Promise<BudgetReviewsResponse> {
    return snake(await this.reviews.ofBudget(principal, id));
  }

  /** Writes down a review that was held. Above the limit of the reviewer its change waits for somebody else. */
  @Allow('review:record')
  @Post('budgets/:id/reviews')
  record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: NewReviewRequest,
  ): Promise<RecordedReviewResponse> {
    return this.records.run(principal, id, reviewOf(body));
  }

  /** Brings the next review of a budget forward. */
  @Allow('review:record')
  @Post('budgets/:id/review-request')
  @HttpCode(204)
  bringForward(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {why, text}: BringForwardRequest,
  ): Promise<void> {
    return this.asks.bringForward(principal, id, why, text);
  }
}

function reviewOf(body: NewReviewRequest): NewReview {
  const {kind, held_on: heldOn, how, took_part: tookPart, own_words: ownWords = null, summary} = body;
  return {
    ...{kind, heldOn, how, tookPart, ownWords, summary, planId: null, nextDueOn: body.next_due_on ?? null},
    outcomes: body.outcomes.map(({text, met, words = null}) => ({text, met, words})),
    change: body.change ? changeOf(body.change) : null,
  };
}

/** @throws VALIDATION_FAILED for another amount that is not said */
function changeOf(change: ReviewedChangeRequest): ReviewedChange {
  const {result, budget_line_id: lineId, from_day: fromDay, weekly_pence: weeklyPence} = change;
  if (result === 'end') return {result, lineId, fromDay};
  if (weeklyPence === undefined) {
    throw invalid({field: 'change.weekly_pence', message: 'Say how much a week it is from then on.'});
  }
  return {result, lineId, fromDay, weeklyPence, contributionWeeklyPence: change.contribution_weekly_pence ?? 0};
}
