import {createHash} from 'node:crypto';
import type {DataSource} from 'typeorm';
import {prepared} from '../../facts/prepared.js';

/** A connection keeps so many plans; questions are put together from few parts, and most people ask for the same. */
const MOST = 100;

const names = new Map<string, string>();

/** Asks with a statement that is one of a few: what each connection has planned once it need not plan again. */
export function planned<T>(dataSource: DataSource, sql: string, values: unknown[]): Promise<T[]> {
  const name = names.get(sql) ?? nameOf(sql);
  return name === null ? dataSource.query<T[]>(sql, values) : prepared<T>(dataSource, name, sql, values);
}

function nameOf(sql: string): string | null {
  if (names.size >= MOST) return null;
  const name = `search_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`;
  names.set(sql, name);
  return name;
}
