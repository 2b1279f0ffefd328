import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

/** A time for which an officer recorded that less is paid into a budget, as during a stay in hospital. */
export interface BudgetSuspension {
  id: string;
  purpose: string;
  fromDay: Day;
  toDay: Day | null;
  keptBp: number;
}

/** Those of a person's lines that are not over, the soonest first. */
export function suspensionsOf(tx: Tx, holderId: string, today: Day): Promise<BudgetSuspension[]> {
  return tx.query<BudgetSuspension[]>(
    `${SUSPENSIONS} AND (c.to_day IS NULL OR c.to_day >= $2) ORDER BY c.from_day, c.id`,
    [holderId, today],
  );
}

/** The one that shares a day with this time; null when there is none. */
export async function suspensionOf(tx: Tx, holderId: string, from: Day, until: Day | null): Promise<string | null> {
  const [found] = await tx.query<BudgetSuspension[]>(
    `${SUSPENSIONS} AND daterange(c.from_day, c.to_day, '[]') && daterange($2::date, $3::date, '[]')
     ORDER BY c.recorded_at DESC, c.id LIMIT 1`,
    [holderId, from, until],
  );
  return found?.id ?? null;
}

const SUSPENSIONS = `
  SELECT c.id, l.purpose, c.from_day AS "fromDay", c.to_day AS "toDay", c.kept_bp AS "keptBp"
  FROM line_change c JOIN budget_line l ON l.id = c.line_id JOIN budget b ON b.id = l.budget_id
  WHERE b.holder_id = $1 AND c.kind = 'suspension' AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)`;
