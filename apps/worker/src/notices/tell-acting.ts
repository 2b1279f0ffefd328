import {Injectable} from '@nestjs/common';
import {ActingFacts, Names, Representatives} from '@app/identity';
import {BookingFacts} from '@app/bookings';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

type What = TemplateData<'acted_for'>['what'];

const WHAT: Record<string, What> = {
  'engagement.proposed': 'terms_offered',
  'booking.requested': 'visits_asked',
  'booking.cancelled': 'visits_cancelled',
  'visit.approved': 'hours_approved',
  'visit.queried': 'hours_returned',
};

/** What somebody did for somebody else: told to the person it was for, and to everybody else who acts for them. */
@Injectable()
export class TellActing {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ActingFacts,
    private readonly bookings: BookingFacts,
    private readonly representatives: Representatives,
    private readonly names: Names,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of what was done for somebody',
      topics: Object.keys(WHAT),
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, topic, subjectId} = event;
    const done = await this.facts.actedFor(tx, topic, subjectId);
    const about = done && (await this.about(tx, event));
    if (!about) return;
    const forName = (await this.names.of(tx, [done.forId])).get(done.forId) ?? '';
    const others = await this.representatives.of(tx, done.forId, 'see_support');
    for (const personId of new Set([done.forId, ...others])) {
      if (personId === done.actor.id) continue;
      await this.notices.tell(tx, {
        councilId,
        to: {personId},
        template: 'acted_for',
        data: {
          what: WHAT[topic] as What,
          by: done.actor.name,
          forName,
          how: done.how,
          toHolder: personId === done.forId,
          ...about,
        },
        key: `acted:${keyOf(event, personId)}`,
      });
    }
  }

  private async about(tx: Tx, {topic, subjectId}: RelayedEvent): Promise<{worker: string; path: string} | null> {
    if (topic.startsWith('engagement.')) {
      const terms = await this.bookings.engagement(tx, subjectId);
      return terms && {worker: terms.listing.name, path: `/agreements/${subjectId}`};
    }
    const bookingId = topic.startsWith('visit.') ? await this.bookings.bookingOf(tx, subjectId) : subjectId;
    const booking = bookingId ? await this.bookings.booking(tx, bookingId) : null;
    return booking && {worker: booking.listing.name, path: `/bookings/${booking.id}`};
  }
}
