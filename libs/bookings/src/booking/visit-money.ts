import type {PeriodAmount} from '@app/allocations';
import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

export interface VisitAmount extends PeriodAmount {
  visitId: string;
}

/** What these visits take from each period, as held or committed. */
export function amountsOf(tx: Tx, visitIds: readonly string[]): Promise<VisitAmount[]> {
  return tx.query<VisitAmount[]>(
    `SELECT visit_id AS "visitId", period_id AS "periodId", amount_pence AS pence FROM visit_split
     WHERE visit_id = ANY($1::uuid[]) ORDER BY visit_id, period_id`,
    [visitIds],
  );
}

/** The same, summed by period. */
export function byPeriod(amounts: readonly PeriodAmount[]): PeriodAmount[] {
  const sums = new Map<string, Pence>();
  for (const {periodId, pence} of amounts) sums.set(periodId, (sums.get(periodId) ?? 0) + pence);
  return [...sums].map(([periodId, pence]) => ({periodId, pence}));
}

/** Notes what each visit has really taken. */
export async function noteSpent(tx: Tx, spent: readonly VisitAmount[]): Promise<void> {
  await tx.query(
    `UPDATE visit_split s SET spent_pence = n.pence
     FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n (visit_id, period_id, pence)
     WHERE s.visit_id = n.visit_id AND s.period_id = n.period_id`,
    [spent.map((each) => each.visitId), spent.map((each) => each.periodId), spent.map((each) => each.pence)],
  );
}
