import {Injectable} from '@nestjs/common';
import {type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {allocationInsufficient} from '../allocations.errors.js';
import type {Span} from '../budget/periods.js';
import type {PeriodAmount} from './ledger.js';

/** A period under lock, with what it has left: what an officer lets it overdraw counts. */
export interface LockedPeriod {
  id: string;
  lineId: string;
  startsOn: Day;
  endsOn: Day;
  availablePence: Pence;
}

/** How far money is set for a line, and how far it could go. */
export interface LineEnd {
  lineId: string;
  /** The last day of its last period; null when it has none. */
  knownThrough: Day | null;
  /** After this day the line pays for nothing; null while it goes on. */
  lastDay: Day | null;
}

/** A line that ends pays for nothing after its last day, however far its period goes. */
const LINE_ENDS = `
  (SELECT c.from_day FROM line_change c WHERE c.line_id = p.line_id AND c.kind = 'end'
     AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id) ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1)`;

const PERIODS = `
  SELECT p.id, p.line_id AS "lineId", p.starts_on AS "startsOn", least(p.ends_on, ${LINE_ENDS}) AS "endsOn",
         b.available_pence + b.overdraft_pence AS "availablePence"
  FROM budget_period p JOIN period_balance b ON b.period_id = p.id`;

/** Always this order, so that two transactions never wait for each other in a ring. The row that is locked is the
 * balance's own, so that the figures are those after whoever was waited for. */
const IN_ORDER = `ORDER BY p.line_id, p.starts_on`;
const LOCK = `FOR NO KEY UPDATE OF b`;

const IN_SPAN = `
  WHERE p.line_id = ANY($1::uuid[]) AND b.closed_at IS NULL
    AND daterange(p.starts_on, p.ends_on, '[]') && daterange($2::date, $3::date, '[]')`;

/** The periods that a booking touches, and what they have left. */
@Injectable()
export class Funds {
  /** The open periods of these lines that have a day in the span, locked. */
  lock(tx: Tx, lineIds: readonly string[], span: Span): Promise<LockedPeriod[]> {
    return tx.query<LockedPeriod[]>(`${PERIODS} ${IN_SPAN} ${IN_ORDER} ${LOCK}`, [lineIds, span.startsOn, span.endsOn]);
  }

  /** The same without a lock: good for showing, not for spending. */
  read(tx: Tx, lineIds: readonly string[], span: Span): Promise<LockedPeriod[]> {
    return tx.query<LockedPeriod[]>(`${PERIODS} ${IN_SPAN} ${IN_ORDER}`, [lineIds, span.startsOn, span.endsOn]);
  }

  /** For what lies beyond the periods there are: whether they only have not been opened yet. */
  ends(tx: Tx, lineIds: readonly string[]): Promise<LineEnd[]> {
    return tx.query<LineEnd[]>(
      `SELECT l.id AS "lineId", k.through AS "knownThrough",
              coalesce((SELECT c.from_day FROM line_change c WHERE c.line_id = l.id AND c.kind = 'end'
                          AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
                        ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1),
                       l.ends_on, CASE WHEN l.cycle = 'once' THEN k.through END) AS "lastDay"
       FROM budget_line l CROSS JOIN LATERAL (
         SELECT max(ends_on) AS through FROM budget_period p WHERE p.line_id = l.id) k
       WHERE l.id = ANY($1::uuid[])`,
      [lineIds],
    );
  }

  /** These periods, locked. */
  lockById(tx: Tx, periodIds: readonly string[]): Promise<LockedPeriod[]> {
    return tx.query<LockedPeriod[]>(`${PERIODS} WHERE p.id = ANY($1::uuid[]) ${IN_ORDER} ${LOCK}`, [periodIds]);
  }
}

/** @throws ALLOCATION_INSUFFICIENT with the figures of the first period that has less available than is needed */
export function requireAvailable(periods: readonly LockedPeriod[], needed: readonly PeriodAmount[]): void {
  for (const {periodId, pence} of needed) {
    const period = periods.find((each) => each.id === periodId);
    if (!period || pence <= period.availablePence) continue;
    throw allocationInsufficient({
      lineId: period.lineId,
      periodStartsOn: period.startsOn,
      periodEndsOn: period.endsOn,
      neededPence: pence,
      availablePence: period.availablePence,
    });
  }
}
