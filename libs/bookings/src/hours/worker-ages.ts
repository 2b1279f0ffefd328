import {Injectable} from '@nestjs/common';
import {londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';

/** How old an employed PA was, as far as whoever employs them wrote it down. */
@Injectable()
export class WorkerAges {
  /** In whole years on the day; null where nobody wrote it down. */
  async on(tx: Tx, engagementId: string, at: Date): Promise<number | null> {
    const [row] = await tx.query<{age: number | null}[]>(
      `SELECT extract(year FROM age($2::date, born_on))::int AS age FROM pay_arrangement
       WHERE engagement_id = $1 AND born_on IS NOT NULL ORDER BY starts_on DESC, recorded_at DESC LIMIT 1`,
      [engagementId, londonDay(at)],
    );
    return row?.age ?? null;
  }
}
