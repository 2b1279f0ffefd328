import {nameOf, type Named} from './named-statements.js';
import type {Reader} from './read-at-once.js';
import type {Tx} from './unit-of-work.js';

/**
 * A query that each connection keeps prepared from the first time on: for what is asked outside of a council's
 * transaction all day long. Its text must be one of a few: every one is kept on every connection.
 */
export function prepared<T>(tx: Pick<Tx, 'query'> | Reader, text: string, values: readonly unknown[]): Promise<T> {
  // The driver takes a name with the text, and TypeORM hands on what it is given.
  return tx.query<T>({name: nameOf(text), text, values} satisfies Named as unknown as string);
}
