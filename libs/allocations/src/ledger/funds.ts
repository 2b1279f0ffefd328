import {Injectable} from '@nestjs/common';
import {type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

/** A period under lock, with what it has left. */
export interface LockedPeriod {
  id: string;
  lineId: string;
  startsOn: Day;
  endsOn: Day;
  availablePence: Pence;
}

/** Locks the periods that a booking touches: always in one order, so that two bookings never wait for each other in a ring. */
@Injectable()
export class Funds {
  /**
   * The open periods of these lines that have a day in the span, by line and day. The balance's own row is what is
   * locked, so that the figures are those after whoever was waited for.
   */
  lock(tx: Tx, lineIds: readonly string[], span: {startsOn: Day; endsOn: Day}): Promise<LockedPeriod[]> {
    return tx.query<LockedPeriod[]>(
      `SELECT p.id, p.line_id AS "lineId", p.starts_on AS "startsOn", p.ends_on AS "endsOn",
              b.available_pence AS "availablePence"
       FROM budget_period p JOIN period_balance b ON b.period_id = p.id
       WHERE p.line_id = ANY($1::uuid[]) AND b.closed_at IS NULL
         AND daterange(p.starts_on, p.ends_on, '[]') && daterange($2::date, $3::date, '[]')
       ORDER BY p.line_id, p.starts_on FOR NO KEY UPDATE OF b`,
      [lineIds, span.startsOn, span.endsOn],
    );
  }
}
