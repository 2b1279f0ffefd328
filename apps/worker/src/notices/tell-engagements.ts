import {Injectable} from '@nestjs/common';
import {BookingFacts} from '@app/bookings';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** Terms offered and answered: told to the other side. */
@Injectable()
export class TellEngagements {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: BookingFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of agreements',
      topics: ['engagement.proposed', 'engagement.accepted', 'engagement.declined'],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const terms = await this.facts.engagement(tx, event.subjectId);
    if (!terms) return;
    const {id: engagementId, holder, listing, workers} = terms;
    const {councilId, topic} = event;
    if (topic === 'engagement.proposed') {
      const who = await this.told.who(tx, event, holder);
      for (const personId of workers) {
        const data = {engagementId, holder: holder.name, who};
        const key = keyOf(event, personId);
        await this.notices.tell(tx, {councilId, to: {personId}, template: 'terms_proposed', data, key});
      }
      return;
    }
    const accepted = topic === 'engagement.accepted';
    for (const {personId, forName} of await this.told.holderSide(tx, holder)) {
      const data = {engagementId, worker: listing.name, accepted, forName};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'terms_answered', data, key});
    }
  }
}
