import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {BandRule} from './bands.js';

/** Which hours a council counts as evening or weekend: they explain rates that anybody may see. */
@Injectable()
export class ReadRateBands {
  constructor(private readonly uow: UnitOfWork) {}

  /** The rules in force on a day, of any council. */
  inForce(councilId: string, day: Day): Promise<BandRule[]> {
    return this.uow.run(councilId, (tx) =>
      tx.query<BandRule[]>(
        `SELECT band, weekdays, left(from_time::text, 5) AS "from", left(to_time::text, 5) AS "to",
                starts_on AS "startsOn", ends_on AS "endsOn"
         FROM rate_band_rule
         WHERE council_id = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)
         ORDER BY band, weekdays, from_time`,
        [councilId, day],
      ),
    );
  }
}
