import {Injectable} from '@nestjs/common';
import {BEYOND_DUE, BookingFacts, NoteBeyond, type Noted} from '@app/bookings';
import {Notices} from '@app/notifications';
import {OutboxRelay, type Tx} from '@app/platform';
import {STANDING_CHANGED} from '@app/register';
import {Told} from './told.js';

/** Bookings beyond a listing: told to both sides, once each time that it comes to be so. */
@Injectable()
export class TellBeyond {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly note: NoteBeyond,
    private readonly facts: BookingFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of bookings beyond a listing',
      topics: [STANDING_CHANGED, BEYOND_DUE],
      handle: (events) =>
        told.each(events, async (tx, {councilId, subjectId}) => {
          for (const each of await this.note.ofMember(tx, councilId, subjectId)) await this.tell(tx, councilId, each);
        }),
    });
  }

  private async tell(tx: Tx, councilId: string, noted: Noted): Promise<void> {
    const booking = await this.facts.booking(tx, noted.bookingId);
    if (!booking) return;
    const {holder, listing, workers} = booking;
    const all = [
      ...(await this.told.holderSide(tx, holder)).map((each) => ({...each, side: 'holder' as const})),
      ...workers.map((personId) => ({personId, forName: '', side: 'worker' as const})),
    ];
    for (const {personId, forName, side} of all) {
      await this.notices.tell(tx, {
        councilId,
        to: {personId},
        template: 'visits_beyond',
        data: {
          bookingId: noted.bookingId,
          worker: listing.name,
          visits: noted.visitIds.length,
          firstOn: noted.fromDay,
          lapses: noted.listedNow,
          side,
          forName,
        },
        key: `beyond:${noted.id}:${personId}`,
      });
    }
  }
}
