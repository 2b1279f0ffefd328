import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client} from 'pg';
import {startPostgres} from '../../apps/standalone/src/embedded/postgres.js';
import {migrate} from '../../libs/platform/src/database/migrate.js';
import {TEMPLATE} from './database.js';
import {running} from './running.js';

/** One real PostgreSQL for the run, with a migrated database that every test file clones. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'alongside-test-'));
  // What these tests kill is processes, never the machine, so waiting for the disk would prove nothing.
  const postgres = await startPostgres({
    dataDir,
    settings: {fsync: 'off', full_page_writes: 'off', max_connections: '300'},
  });
  running.postgres = postgres;
  running.dataDir = dataDir;
  const superuser = new Client({connectionString: postgres.superuserUrl});
  await superuser.connect();
  await superuser.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE alongside OWNER alongside_owner`);
  await superuser.end();
  await migrate(postgres.ownerUrl.replace(/\/[^/]+$/, `/${TEMPLATE}`));
  process.env.TEST_SUPERUSER_URL = postgres.superuserUrl;
  process.env.TEST_OWNER_URL = postgres.ownerUrl;
  process.env.TEST_APP_URL = postgres.appUrl;
}
