import {randomBytes} from 'node:crypto';
import {Client} from 'pg';

const TEMPLATE = 'alongside_template'; // global-setup.js makes it

export interface TestDatabase {
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  drop(): Promise<void>;
}

/** A fresh migrated database of this test file's own. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER alongside_owner STRATEGY file_copy`);
  const url = (variable: string) => environmentUrl(variable).replace(/\/[^/]+$/, `/${name}`);
  return {
    superuserUrl: url('TEST_SUPERUSER_URL'),
    ownerUrl: url('TEST_OWNER_URL'),
    appUrl: url('TEST_APP_URL'),
    drop: () => asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Only one copy of a template can be made at a time, so a busy one is tried again. */
async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({connectionString: environmentUrl('TEST_SUPERUSER_URL')});
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(1)`);
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function environmentUrl(name: string): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: tests run under Jest's global set-up`);
  return url;
}
