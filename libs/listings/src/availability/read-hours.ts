import {Injectable} from '@nestjs/common';
import type {TimeRange} from '@app/kernel';
import type {Tx} from '@app/platform';
import {londonDay} from '@app/kernel';
import type {Exception, Pattern} from './availability.js';
import {openHours} from './open-hours.js';

/** As `PATTERNS` and `EXCEPTIONS` read them, from the tables of those names. */
export const PATTERNS = `json_build_object('weekday', weekday, 'from', left(from_time::text, 5),
  'to', left(to_time::text, 5), 'startsOn', starts_on, 'endsOn', ends_on)`;
export const EXCEPTIONS = `json_build_object('startsOn', starts_on, 'endsOn', ends_on, 'available', available,
  'from', left(from_time::text, 5), 'to', left(to_time::text, 5))`;

/** When a listing is open; what is booked is not taken away here. */
@Injectable()
export class OpenHours {
  /** @returns nothing for a listing that is not in this council */
  async between(tx: Tx, listingId: string, from: Date, to: Date): Promise<TimeRange[]> {
    const [row] = await tx.query<{patterns: Pattern[]; exceptions: Exception[]}[]>(
      `SELECT (SELECT coalesce(json_agg(${PATTERNS}), '[]') FROM availability_pattern
               WHERE listing_id = $1 AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $2)) AS patterns,
              (SELECT coalesce(json_agg(${EXCEPTIONS}), '[]') FROM availability_exception
               WHERE listing_id = $1 AND starts_on <= $3 AND ends_on >= $2) AS exceptions`,
      [listingId, londonDay(from), londonDay(to)],
    );
    return row ? openHours(row.patterns, row.exceptions, from, to) : [];
  }
}
