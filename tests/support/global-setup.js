import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import pg from 'pg';
import {running} from './running.js';
import {makeScratchRoot} from './scratch-root.js';

/** One real PostgreSQL for the run, with a migrated database that every test file clones. Tests run what is built. */
export default async function globalSetup() {
  const {status} = spawnSync(process.execPath, ['script/prepare.mjs', '--build'], {stdio: 'inherit'});
  if (status !== 0) throw new Error('The build failed.');
  const {startPostgres} = await import('../../dist/apps/standalone/src/embedded/postgres.js');
  const {hashPassword} = await import('../../dist/libs/identity/src/index.js');
  const {migrate} = await import('../../dist/libs/platform/src/index.js');
  const scratch = makeScratchRoot();
  running.scratch = scratch;
  const dataDir = join(scratch, 'servers');
  mkdirSync(dataDir);
  // What these tests kill is processes, never the machine, so waiting for the disk would prove nothing.
  // And passwords that live as long as a run need not be slow to guess: each of its thousands of connections would be.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    max_wal_size: '256MB',
    scram_iterations: '1',
  };
  const postgres = await startPostgres({dataDir, settings});
  running.postgres = postgres;
  const superuser = new pg.Client({connectionString: postgres.superuserUrl});
  await superuser.connect();
  await superuser.query(`ALTER ROLE postgres PASSWORD ${pg.escapeLiteral(superuser.password)}`);
  await superuser.query(`CREATE DATABASE alongside_template TEMPLATE alongside OWNER alongside_owner`);
  await superuser.end();
  await migrate(postgres.ownerUrl.replace(/\/[^/]+$/, '/alongside_template'));
  process.env.TEST_PASSWORD_HASH = await hashPassword('correct horse battery'); // PASSWORD of people.ts
  process.env.TEST_SCRATCH = scratch;
  process.env.TEST_PAGES_READ = join(scratch, 'pages-read');
  process.env.TEST_SUPERUSER_URL = postgres.superuserUrl;
  process.env.TEST_OWNER_URL = postgres.ownerUrl;
  process.env.TEST_APP_URL = postgres.appUrl;
}
