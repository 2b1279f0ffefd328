import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pg from 'pg';
import {startPostgres} from '../../dist/apps/standalone/src/embedded/postgres.js';
import {migrate} from '../../dist/libs/platform/src/index.js';
import {running} from './running.js';

/**
 * One real PostgreSQL for the run, with a migrated database that every test file clones. It comes from the build,
 * because Jest does not transform what its set-up imports.
 */
export default async function globalSetup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'alongside-test-'));
  // What these tests kill is processes, never the machine, so waiting for the disk would prove nothing.
  const settings = {fsync: 'off', full_page_writes: 'off', max_connections: '300'};
  const postgres = await startPostgres({dataDir, settings});
  running.postgres = postgres;
  running.dataDir = dataDir;
  const superuser = new pg.Client({connectionString: postgres.superuserUrl});
  await superuser.connect();
  await superuser.query(`CREATE DATABASE alongside_template TEMPLATE alongside OWNER alongside_owner`);
  await superuser.end();
  await migrate(postgres.ownerUrl.replace(/\/[^/]+$/, '/alongside_template'));
  process.env.TEST_SUPERUSER_URL = postgres.superuserUrl;
  process.env.TEST_OWNER_URL = postgres.ownerUrl;
  process.env.TEST_APP_URL = postgres.appUrl;
}
