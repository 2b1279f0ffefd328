import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AskForReview, ReadReviews, REVIEW_REASONS} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {ForwardForm} from './review.form.js';
import {REVIEW_REASON_WORDS, reviewCard} from './review.words.js';

const VIEW = 'journeys/reviews/budget';

/** The reviews of one budget as the council reads them, and bringing the next one forward. */
@Controller('council/budgets/:id/reviews')
export class BudgetReviewsController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly asks: AskForReview,
  ) {}

  @Allow('review:record')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('review:record')
  @Post()
  async bringForward(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(ForwardForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.asks.bringForward(principal, id, form.why, form.text);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/council/budgets/${id}/reviews`, 303);
  }

  private async page(principal: Principal, id: string) {
    const {due, reviews} = await this.reviews.ofBudget(principal, id);
    return {
      due: {...due, why: due.request && REVIEW_REASON_WORDS[due.request.why]},
      reviews: reviews.map(reviewCard),
      reasons: REVIEW_REASONS.map((value) => ({value, text: REVIEW_REASON_WORDS[value]})),
    };
  }
}
