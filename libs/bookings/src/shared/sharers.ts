import type {Tx} from '@app/platform';
import type {Split} from '../booking/booking-request.js';
import type {AbsenceRule} from './shared.entity.js';
import {basisPoints} from './shares.js';

interface Row {
  memberId: string;
  personId: string;
  lineId: string;
  weight: number;
  absence: AbsenceRule;
  /** Visits of which it is known that they are not there. */
  away: string[] | null;
}

/** Those who share and pay, in the order in which they came, and from which visits each is known to be away. */
export class Sharers {
  constructor(private readonly rows: readonly Row[]) {}

  get people(): string[] {
    return this.rows.map(({personId}) => personId);
  }

  /** Where the others share what somebody who is away would pay, that one pays nothing; where nobody is there, all pay. */
  splitsOf(visitId: string): Split[] {
    const bp = basisPoints(this.rows);
    const isAway = (row: Row) => row.absence === 'others_share' && (row.away?.includes(visitId) ?? false);
    const someCome = this.rows.some((row) => !isAway(row));
    return this.rows.map((row, place) => ({
      ...{lineId: row.lineId, holderId: row.personId, shareBp: bp[place] ?? 0},
      weight: someCome && isAway(row) ? 0 : row.weight,
    }));
  }
}

export async function sharersOf(tx: Tx, sharedId: string): Promise<Sharers> {
  const rows = await tx.query<Row[]>(
    `SELECT m.id AS "memberId", m.person_id AS "personId", m.line_id AS "lineId", m.weight, s.absence,
            (SELECT array_agg(a.visit_id) FROM shared_absence a WHERE a.member_id = m.id) AS away
     FROM shared_member m JOIN shared_support s ON s.id = m.shared_id
     WHERE m.shared_id = $1 AND m.state IN ('agreed', 'leaving') ORDER BY m.asked_at, m.id`,
    [sharedId],
  );
  return new Sharers(rows);
}

/** SQL: the sharings that the person with this parameter is in and pays for. */
export const sharedWith = (parameter: string) =>
  `SELECT shared_id FROM shared_member WHERE person_id = ${parameter} AND state IN ('agreed', 'leaving')`;

/** SQL: how many share a booking `b` beside whom it is booked for. */
export const OTHERS = `CASE WHEN b.shared_id IS NULL THEN 0 ELSE (SELECT count(*)::int FROM shared_member o
  WHERE o.shared_id = b.shared_id AND o.state IN ('agreed', 'leaving') AND o.person_id <> b.holder_id) END`;
