import type {Day, Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

/** The person's own part of a line: what they put in, and what of it is left. It is never taken back. */
export interface OwnPart {
  lineId: string;
  leftPence: Pence;
  ownLeftPence: Pence;
  /** Their part is used up before the council's; otherwise both in proportion to what was paid in. */
  contributionFirst: boolean;
}

/** What was put in and what became of it in all periods of line `l` that have begun by the day `$1`. */
export const LINE_SUMS = `
  CROSS JOIN LATERAL (SELECT coalesce(sum(f.allocated_pence + f.contribution_pence + f.written_off_pence - f.rolled_over_pence
        - f.reclaimed_pence), 0)::bigint AS given, coalesce(sum(f.spent_pence), 0)::bigint AS spent,
      coalesce(sum(f.held_pence + f.committed_pence), 0)::bigint AS promised,
      coalesce(sum(f.ring_fenced_pence), 0)::bigint AS ring_fenced, coalesce(sum(f.reclaimed_pence), 0)::bigint AS reclaimed,
      coalesce(sum(f.contribution_pence), 0)::bigint AS own, coalesce(sum(f.contribution_paid_pence), 0)::bigint AS own_paid
    FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = l.id AND p.starts_on <= $1::date) s
  CROSS JOIN LATERAL (SELECT l.contribution_first OR (SELECT r.contribution_first FROM surplus_rule r
      WHERE r.starts_on <= $1::date AND (r.council_id IS NULL OR r.council_id = l.council_id)
      ORDER BY r.council_id IS NULL, r.starts_on DESC LIMIT 1) AS own_first) u
  CROSS JOIN LATERAL (SELECT own_part_left(s.own, s.given + s.reclaimed, s.spent + s.promised, s.given - s.spent - s.promised,
      u.own_first) AS own_left) o`;

/** Of those lines into which the person pays something. */
export function ownPartsOf(tx: Tx, lineIds: readonly string[], today: Day): Promise<OwnPart[]> {
  return tx.query<OwnPart[]>(
    `SELECT l.id AS "lineId", s.given - s.spent - s.promised AS "leftPence", o.own_left AS "ownLeftPence",
            u.own_first AS "contributionFirst"
     FROM budget_line l ${LINE_SUMS} WHERE l.id = ANY ($2::uuid[]) AND s.own > 0`,
    [today, lineIds],
  );
}
