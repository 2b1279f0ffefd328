import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AskForReview, ReadReviews} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AskForm} from './review.form.js';
import {reviewCard} from './review.words.js';

const VIEW = 'journeys/reviews/own';
const ASK = 'journeys/reviews/ask';

/** When somebody's support is looked at again, what was said then, and asking for it sooner. */
@Controller('plan/reviews')
export class OwnReviewsController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly asks: AskForReview,
  ) {}

  @Allow('plan:read')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    const {budgets, reviews} = await this.reviews.own(principal);
    const mayAsk = principal.permissions.has('plan:write');
    return {budgets, reviews: reviews.map(reviewCard), mayAsk, done: done === 'asked'};
  }

  @Allow('plan:write')
  @Get(':id/ask')
  @Render(ASK)
  ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('plan:write')
  @Post(':id/ask')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(AskForm, body);
    if (errors.length) return showAgain(reply, ASK, {...page, errors, values});
    try {
      await this.asks.own(principal, id, form.text);
    } catch (error) {
      return showRefusal(reply, ASK, {...page, values}, error);
    }
    return reply.redirect('/plan/reviews?done=asked', 303);
  }

  private async page(principal: Principal, id: string) {
    const budget = (await this.reviews.own(principal)).budgets.find((each) => each.budgetId === id);
    if (!budget) throw notFound('budget');
    return {budget};
  }
}
