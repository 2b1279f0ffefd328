import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Split} from '../booking/booking-request.js';

/** Who pays for a booking on which day: those it was asked with, and from some day on perhaps others. */
export class Payers {
  private constructor(private readonly eras: readonly {from: Day | null; splits: Split[]}[]) {}

  static async of(tx: Tx, bookingId: string): Promise<Payers> {
    const rows = await tx.query<(Split & {from: Day | null})[]>(
      `SELECT NULL::date AS "from", line_id AS "lineId", share_bp AS "shareBp" FROM booking_split WHERE booking_id = $1
       UNION ALL
       SELECT from_day, line_id, share_bp FROM booking_payer WHERE booking_id = $1
       ORDER BY 1 NULLS FIRST, 2`,
      [bookingId],
    );
    const eras: {from: Day | null; splits: Split[]}[] = [];
    for (const {from, ...split} of rows) {
      const last = eras.at(-1);
      if (last && last.from === from) last.splits.push(split);
      else eras.push({from, splits: [split]});
    }
    return new Payers(eras);
  }

  on(day: Day): Split[] {
    return this.eras.findLast(({from}) => from === null || from <= day)?.splits ?? [];
  }
}
