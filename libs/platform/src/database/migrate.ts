import {runMigrations as installJobQueue} from 'graphile-worker';
import {DataSource} from 'typeorm';
import {migrations} from '../migrations/index.js';
import {APP_ROLE, connection} from './data-source.js';

/**
 * Brings a database to the schema this code expects: the job queue's tables, then our migrations, each in a
 * transaction of its own. Safe to run twice at once: a lock lets one go first.
 * @param ownerUrl signs in as the owner of the tables, who may create roles where `alongside_app` is missing
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const owner = new DataSource({...connection(ownerUrl), migrations, poolSize: 2});
  await owner.initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('alongside migrations'))`);
    await ensureAppRole(owner);
    await installJobQueue({connectionString: ownerUrl});
    await owner.runMigrations({transaction: 'each'});
  } finally {
    await lock.release();
    await owner.destroy();
  }
}

/** Makes the serving role where it is missing, and lets whoever migrates step down to it. */
async function ensureAppRole(owner: DataSource): Promise<void> {
  await owner.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN
      CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    BEGIN
      EXECUTE format('GRANT ${APP_ROLE} TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
      NULL; -- it serves under a sign-in of its own
    END;
  END $$`);
}
