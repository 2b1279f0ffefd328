import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DecideReview, ReadReviews} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t} from '../../words/t.js';
import {DecideForm} from './review.form.js';
import {REVIEW_KIND_WORDS, REVIEW_REASON_WORDS, reviewCard} from './review.words.js';

const VIEW = 'journeys/reviews/one';

/** What is due, what waits for a second person, and deciding that. */
@Controller('council/reviews')
export class ReviewsPageController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly decides: DecideReview,
    private readonly clock: Clock,
  ) {}

  @Allow('review:approve')
  @Get()
  @Render('journeys/reviews/list')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const records = principal.permissions.has('review:record');
    const due = records ? await this.reviews.due(principal) : null;
    return {
      done: typeof done === 'string' ? doneWords(done) : undefined,
      waiting: (await this.reviews.waiting(principal)).map((each) => ({
        ...reviewCard(each),
        isOwn: each.recordedBy.id === principal.personId,
      })),
      due: due && {
        ...due,
        due: due.due.map((each) => ({
          ...each,
          needs: REVIEW_KIND_WORDS[each.needsFull ? 'full' : 'light'],
          why: each.request && REVIEW_REASON_WORDS[each.request.why],
        })),
      },
    };
  }

  @Allow('review:approve')
  @Get(':id')
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('review:approve')
  @Post(':id')
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(DecideForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {decision, note, from: fromDay} = form;
      await this.decides.run(principal, id, {decision, note, fromDay});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {from_day: 'from-day'});
    }
    return reply.redirect(`/council/reviews?done=${form.decision}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const review = await this.reviews.one(principal, id);
    const today = londonDay(this.clock.now());
    const mayDecide = review.state === 'waiting' && review.recordedBy.id !== principal.personId;
    return {review: reviewCard(review), mayDecide, hasPassed: review.fromDay !== null && review.fromDay <= today};
  }
}

function doneWords(code: string): string | undefined {
  const said: Record<string, string> = {
    recorded: t('The review is recorded, and the person is told.'),
    waiting: t('The review is recorded. Its change is above your limit, so it waits for somebody else.'),
    approved: t('The change is approved, and the person is told.'),
    refused: t('It is sent back to who held the review.'),
    rule: t('The rule is saved.'),
  };
  return said[code];
}
