import {Injectable} from '@nestjs/common';
import {FEEDBACK_DECIDED, FEEDBACK_WAITING, FeedbackFacts, REPLY_DECIDED, type FeedbackFact} from '@app/choices';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** Feedback, to officers until they have looked; what became of it, to who wrote it; that there is some, to whom it is about. */
@Injectable()
export class TellFeedback {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: FeedbackFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of feedback',
      topics: [FEEDBACK_WAITING, FEEDBACK_DECIDED, REPLY_DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.of(tx, event.subjectId);
    if (!fact) return;
    if (event.topic === FEEDBACK_WAITING) await this.tellOfficers(tx, event, fact);
    else if (event.topic === FEEDBACK_DECIDED) await this.tellDecided(tx, event, fact);
    else await this.tellOwners(tx, event, fact, fact.replyState === 'shown' ? 'reply_shown' : 'reply_refused');
  }

  private async tellOfficers(tx: Tx, event: RelayedEvent, {state, replyState}: FeedbackFact): Promise<void> {
    if (state !== 'waiting' && replyState !== 'waiting') return;
    const {councilId, subjectId: feedbackId, id} = event;
    for (const personId of await this.holders.of(tx, 'officer')) {
      const key = `${keyOf(event, personId)}:${id}`;
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'feedback_waiting', data: {feedbackId}, key});
    }
  }

  private async tellDecided(tx: Tx, event: RelayedEvent, fact: FeedbackFact): Promise<void> {
    const {state, listingId, listingName: listing, writers} = fact;
    if (state !== 'shown' && state !== 'refused') return;
    for (const {personId, forName} of writers) {
      const data = {listingId, listing, shown: state === 'shown', forName};
      const key = `${keyOf(event, personId)}:${event.id}`;
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'feedback_decided',
        data,
        key,
      });
    }
    if (state === 'shown') await this.tellOwners(tx, event, fact, 'written');
  }

  private async tellOwners(
    tx: Tx,
    event: RelayedEvent,
    {owners, listingName: listing}: FeedbackFact,
    what: 'written' | 'reply_shown' | 'reply_refused',
  ): Promise<void> {
    for (const personId of owners) {
      const key = `${keyOf(event, personId)}:${event.id}`;
      const data = {listing, what};
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'feedback_received',
        data,
        key,
      });
    }
  }
}
