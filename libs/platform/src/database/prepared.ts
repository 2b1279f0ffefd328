import {createHash} from 'node:crypto';
import type {Tx} from './unit-of-work.js';

const names = new Map<string, string>();

/**
 * A query that each connection keeps prepared: PostgreSQL plans it a few times and then no more. For what is asked all
 * day long and takes longer to plan than to run. Its text must be one of a few: every one is kept on every connection.
 */
export function prepared<T>(tx: Pick<Tx, 'query'>, text: string, values: readonly unknown[]): Promise<T> {
  // The driver takes a name with the text, and TypeORM hands on what it is given.
  return tx.query<T>({name: nameOf(text), text, values} as unknown as string);
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
