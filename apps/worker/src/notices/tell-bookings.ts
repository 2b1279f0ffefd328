import {Injectable} from '@nestjs/common';
import {BookingFacts, type BookingFact} from '@app/bookings';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

const ANSWERED = ['booking.accepted', 'booking.declined', 'booking.expired'];

/** Bookings asked for, answered and called off: told to the other side. */
@Injectable()
export class TellBookings {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: BookingFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of bookings',
      topics: ['booking.requested', 'booking.cancelled', ...ANSWERED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const booking = await this.facts.booking(tx, event.subjectId);
    if (!booking) return;
    if (event.topic === 'booking.requested') await this.requested(tx, event, booking);
    else if (event.topic === 'booking.cancelled') await this.cancelled(tx, event, booking);
    else await this.answered(tx, event, booking);
  }

  private async requested(tx: Tx, event: RelayedEvent, {id, holder, visits, firstOn, workers}: BookingFact) {
    const who = await this.told.who(tx, event, holder);
    for (const personId of workers) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_requested',
        data: {bookingId: id, holder: holder.name, visits, firstOn, who},
        key: keyOf(event, personId),
      });
    }
  }

  private async answered(tx: Tx, event: RelayedEvent, {id, holder, listing, visits, firstOn}: BookingFact) {
    const outcome = event.topic.split('.')[1] as 'accepted' | 'declined' | 'expired';
    for (const {personId, forName, sharedPath} of [
      ...(await this.told.holderSide(tx, holder)).map((each) => ({...each, sharedPath: undefined})),
      ...(await this.told.sharers(tx, id)),
    ]) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_answered',
        data: {bookingId: id, path: sharedPath, worker: listing.name, outcome, visits, firstOn, forName},
        key: keyOf(event, personId),
      });
    }
  }

  private async cancelled(tx: Tx, event: RelayedEvent, booking: BookingFact) {
    const {id, reference, holder} = booking;
    const today = booking.calledOffToday > 0;
    const who = await this.told.who(tx, event, holder);
    const all = await this.told.bothSides(tx, {...booking, bookingId: id});
    for (const {personId, forName, side, other, sharedPath} of all) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_cancelled',
        data: {bookingId: id, path: sharedPath, reference, other, forName, side, today, who},
        key: keyOf(event, personId),
      });
    }
  }
}
