import {londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Split} from '../booking/booking-request.js';
import {sharersOf, type Sharers} from '../shared/sharers.js';

/**
 * Who pays for a booking on which day: those it was asked with, and from some day on perhaps others. Of what several
 * people share it is those who are in now, by the share of each.
 */
export class Payers {
  private constructor(
    private readonly eras: readonly {from: Day | null; splits: Split[]}[],
    private readonly sharers: Sharers | null,
  ) {}

  static async of(tx: Tx, bookingId: string): Promise<Payers> {
    const rows = await tx.query<(Split & {from: Day | null; sharedId: string | null})[]>(
      `SELECT NULL::date AS "from", s.line_id AS "lineId", s.share_bp AS "shareBp", b.shared_id AS "sharedId"
       FROM booking_split s JOIN booking b ON b.id = s.booking_id WHERE s.booking_id = $1
       UNION ALL
       SELECT from_day, line_id, share_bp, NULL FROM booking_payer WHERE booking_id = $1
       ORDER BY 1 NULLS FIRST, 2`,
      [bookingId],
    );
    const sharedId = rows[0]?.sharedId ?? null;
    if (sharedId) return new Payers([], await sharersOf(tx, sharedId));
    const eras: {from: Day | null; splits: Split[]}[] = [];
    for (const {from, lineId, shareBp} of rows) {
      const [last, split] = [eras.at(-1), {lineId, shareBp}];
      if (last && last.from === from) last.splits.push(split);
      else eras.push({from, splits: [split]});
    }
    return new Payers(eras, null);
  }

  /** @param visit where several share it, whoever is known to be away pays nothing if that is what they agreed */
  on(visit: {id: string; startsAt: Date}): Split[] {
    if (this.sharers) return this.sharers.splitsOf(visit.id);
    const day = londonDay(visit.startsAt);
    return this.eras.findLast(({from}) => from === null || from <= day)?.splits ?? [];
  }
}
