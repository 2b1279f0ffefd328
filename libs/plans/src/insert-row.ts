import type {Tx} from '@app/platform';

/** Only the columns that are given: the serving role may write no others, not even with what they are by default. */
export async function insertRow(tx: Tx, table: string, columns: Readonly<Record<string, unknown>>): Promise<string> {
  const names = Object.keys(columns);
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING id`,
    Object.values(columns),
  );
  return (row as {id: string}).id;
}
