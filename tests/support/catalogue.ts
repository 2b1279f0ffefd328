import {connection, servingOptions, readEnvironment} from '@app/platform';
import {DataSource} from 'typeorm';
import type {TestDatabase} from './database.js';

/** Connections as somebody who goes round row-level security, and as the role that serves requests. */
export async function connectAs(who: 'superuser' | 'app', database: TestDatabase, poolSize = 2): Promise<DataSource> {
  if (who === 'superuser') {
    return new DataSource({...connection(database.superuserUrl), poolSize}).initialize();
  }
  const environment = readEnvironment({NODE_ENV: 'test', DATABASE_URL: database.appUrl});
  return new DataSource({...servingOptions(environment), poolSize} as ReturnType<typeof connection>).initialize();
}

/** Every table with a council, by its name: what row-level security has to hold. */
export async function tenantTables(owner: DataSource): Promise<string[]> {
  const rows = await owner.query<{name: string}[]>(`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'council_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped ORDER BY c.relname`);
  return rows.map((row) => row.name);
}

/** Tables with a council that row-level security does not hold, and why that is right. */
export const NOT_HELD: Readonly<Record<string, string>> = {
  outbox_event: 'the relay tells the events of every council onwards; they hold ids only',
  search_document: 'a copy of what anybody may see: it says whose register a listing is on, and belongs to nobody',
};

/** What a role may do with the columns of a table. */
export async function columnsOpenTo(
  owner: DataSource,
  table: string,
  privilege: 'INSERT' | 'UPDATE',
): Promise<string[]> {
  const rows = await owner.query<{name: string}[]>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
       AND has_column_privilege('alongside_app', attrelid, attnum, $2) ORDER BY attnum`,
    [table, privilege],
  );
  return rows.map((row) => row.name);
}
