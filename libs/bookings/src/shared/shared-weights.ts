import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {AbsenceRule} from './shared.entity.js';
import {sharesWithAbsence} from './shares.js';

interface Row {
  periodId: string;
  lineId: string;
  weight: number;
  absent: boolean;
  absence: AbsenceRule;
}

/**
 * What each period pays of a visit that several people share, by who came along and the rule they chose.
 * @returns null for a visit that nobody shares
 */
export async function sharedShares(tx: Tx, visitId: string, actualPence: Pence): Promise<Map<string, Pence> | null> {
  const rows = await tx.query<Row[]>(
    `SELECT DISTINCT ON (p.line_id) s.period_id AS "periodId", p.line_id AS "lineId", m.weight, g.absence,
            a.member_id IS NOT NULL AS absent, m.asked_at, m.id
     FROM visit v JOIN booking b ON b.id = v.booking_id JOIN shared_support g ON g.id = b.shared_id JOIN visit_split s ON s.visit_id = v.id
     JOIN budget_period p ON p.id = s.period_id JOIN shared_member m ON m.shared_id = g.id AND m.line_id = p.line_id
     LEFT JOIN shared_absence a ON a.visit_id = v.id AND a.member_id = m.id
     WHERE v.id = $1 AND (m.state IN ('agreed', 'leaving') OR m.state = 'left' AND s.amount_pence > 0)
     ORDER BY p.line_id, m.asked_at DESC`,
    [visitId],
  );
  const [first] = rows;
  if (!first) return null;
  const shares = sharesWithAbsence(actualPence, rows, first.absence);
  return new Map(rows.map(({periodId}, place) => [periodId, shares[place] ?? 0]));
}
