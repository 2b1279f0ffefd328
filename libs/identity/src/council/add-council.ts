import {DomainError, invalid} from '@app/kernel';
import {databaseError, type Tx} from '@app/platform';

const UNIQUE_VIOLATION = '23505';

/**
 * A new tenant. Only the owner of the tables may: the serving role cannot make councils.
 * @param tx of a connection as the owner
 * @returns its id
 */
export async function addCouncil(tx: Tx, code: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(code)) {
    throw invalid({field: 'code', message: 'Use a short code in lower case, like nottinghamshire.'});
  }
  if (!name.trim()) throw invalid({field: 'name', message: 'Enter the name of the council.'});
  try {
    const [row] = await tx.query<{id: string}[]>(`INSERT INTO council (code, name) VALUES ($1, $2) RETURNING id`, [
      code,
      name.trim(),
    ]);
    return (row as {id: string}).id;
  } catch (error) {
    if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('conflict', 'COUNCIL_EXISTS', `There is already a council with the code ${code}.`);
  }
}
