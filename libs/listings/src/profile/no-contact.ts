import {invalid} from '@app/kernel';
import type {Tx} from '@app/platform';

/**
 * Anybody reads a listing, and contact details pass once both sides agree: so none stand in its words. The database knows
 * them in whatever way they are typed.
 * @param words by the field in which they were typed
 * @throws VALIDATION_FAILED naming each
 */
export async function requireNoContact(tx: Tx, words: Readonly<Record<string, string>>): Promise<void> {
  const named = await tx.query<{field: string}[]>(
    `SELECT key AS field FROM jsonb_each_text($1) WHERE names_contact(value)`,
    [JSON.stringify(words)],
  );
  const message = 'Leave out telephone numbers, e-mail and web addresses and postcodes: people write to you here.';
  if (named.length) throw invalid(named.map(({field}) => ({field, message})));
}
