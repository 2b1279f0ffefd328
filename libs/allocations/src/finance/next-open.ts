import type {Tx} from '@app/platform';

/** The first open period of the same line after this one; null when there is none. */
export async function nextOpen(tx: Tx, periodId: string): Promise<string | null> {
  const [row] = await tx.query<{id: string}[]>(
    `SELECT n.id FROM budget_period p JOIN budget_period n ON n.line_id = p.line_id AND n.starts_on > p.starts_on
     JOIN period_balance b ON b.period_id = n.id WHERE p.id = $1 AND b.closed_at IS NULL ORDER BY n.starts_on LIMIT 1`,
    [periodId],
  );
  return row?.id ?? null;
}
