import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {BookingsBeyond, type Beyond} from './bookings-beyond.js';

/** A booking that has just come to be beyond, for telling its people. */
export interface Noted extends Beyond {
  /** Of this time round: another one is another. */
  id: string;
}

/** Keeps since when a booking is beyond, so that its people are told once; and clears what is no longer. */
@Injectable()
export class NoteBeyond {
  constructor(private readonly beyond: BookingsBeyond) {}

  /** @returns those of the member that were not noted yet */
  async ofMember(tx: Tx, councilId: string, memberId: string): Promise<Noted[]> {
    const found = await this.beyond.of(tx, {memberId});
    await tx.query(
      `UPDATE booking_beyond SET cleared_at = now()
       WHERE cleared_at IS NULL AND booking_id <> ALL ($2::uuid[]) AND booking_id IN (
         SELECT b.id FROM booking b JOIN listing l ON l.id = b.listing_id WHERE l.member_id = $1)`,
      [memberId, [...found.keys()]],
    );
    const noted: Noted[] = [];
    for (const beyond of found.values()) {
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO booking_beyond (council_id, booking_id, from_day) VALUES ($1, $2, $3)
         ON CONFLICT (booking_id) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
        [councilId, beyond.bookingId, beyond.fromDay],
      );
      if (row) noted.push({...beyond, id: row.id});
    }
    return noted;
  }
}
