import {Injectable} from '@nestjs/common';
import {ReviewFacts} from '@app/allocations';
import {Representatives} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** What came of a review: told to the person, and to everybody who writes plans for them. */
@Injectable()
export class TellReviews {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly reviews: ReviewFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of reviews',
      topics: ['budget_review.decided'],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const review = await this.reviews.of(tx, event.subjectId);
    if (!review) return;
    const {holder, result, purpose, fromDay, weeklyPence, nextDueOn} = review;
    for (const personId of [holder.id, ...(await this.representatives.of(tx, holder.id, 'write_plan'))]) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'review_decided',
        data: {
          ...{result, purpose: purpose ?? '', fromDay, weeklyPence, nextDueOn},
          forName: personId === holder.id ? '' : holder.name,
        },
        key: keyOf(event, personId),
      });
    }
  }
}
