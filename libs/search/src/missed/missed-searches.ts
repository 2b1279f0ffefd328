import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {TimeBand} from './search-missed.entity.js';

export interface MissedCount {
  outcode: string;
  /** As people read it; empty where none was asked for. */
  service: string;
  need: string;
  timeBand: TimeBand;
  count: number;
}

/** What a council's people looked for and did not find, for figures: it names nobody. */
@Injectable()
export class MissedSearches {
  /** Of the months that begin in the period, the most missed first. */
  between(tx: Tx, from: Day, to: Day): Promise<MissedCount[]> {
    return tx.query<MissedCount[]>(
      `SELECT m.outcode, coalesce((SELECT name FROM service s WHERE s.code = m.service
                                   ORDER BY s.council_id NULLS LAST LIMIT 1), m.service) AS service,
              m.need, m.time_band AS "timeBand", sum(m.count)::integer AS count
       FROM search_missed m WHERE m.month BETWEEN date_trunc('month', $1::date) AND $2
       GROUP BY m.outcode, m.service, m.need, m.time_band ORDER BY count DESC, m.outcode, m.service, m.need, m.time_band`,
      [from, to],
    );
  }
}
