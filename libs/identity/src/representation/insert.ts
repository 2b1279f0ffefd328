import type {Tx} from '@app/platform';

/** Inserts these columns and no others: when something was written down, and under which id, the database says. */
export async function insertRow(tx: Tx, table: string, columns: Record<string, unknown>): Promise<string> {
  const names = Object.keys(columns);
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO ${table} (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()}) RETURNING id`,
    Object.values(columns),
  );
  return row?.id ?? '';
}
