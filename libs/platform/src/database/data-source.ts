import type {DataSourceOptions} from 'typeorm';
import type {Environment} from '../env/environment.js';
import {Naming} from './naming.js';
import {setPgTypes} from './pg-types.js';

/** The role that serves requests: it owns no table and row-level security binds it. */
export const APP_ROLE = 'alongside_app';

/**
 * How long a connection waits to be needed again. A new one has read no catalogue and planned nothing: the first page
 * over it takes ten times as long, which after the ten seconds that are usual would be every page of a quiet hour.
 */
const KEPT_IDLE_MS = 15 * 60_000;

const LIMITS = '-c idle_in_transaction_session_timeout=60000 -c statement_timeout=600000';

/** Options that serving and migrating share. */
export function connection(url: string): DataSourceOptions & {type: 'postgres'} {
  setPgTypes();
  return {
    type: 'postgres',
    url,
    applicationName: 'alongside',
    namingStrategy: new Naming(),
    installExtensions: false,
    synchronize: false,
    logging: false,
    extra: {options: '-c timezone=UTC'},
    migrationsTableName: 'migration',
  };
}

/**
 * The serving connection. Every session starts as `alongside_app`, whoever DATABASE_URL signs in as; a
 * transaction that its process left open is ended by the database after a minute, and a statement after ten: the
 * longest one, the index of a million listings made anew, takes less.
 */
export function servingOptions(environment: Environment): DataSourceOptions {
  if (!environment.DATABASE_URL) throw new Error('DATABASE_URL is not set');
  return {
    ...connection(environment.DATABASE_URL),
    poolSize: environment.DATABASE_POOL,
    extra: {
      // What is asked without waiting for what was asked before it goes out at once: see `together`.
      pipeline: true,
      idleTimeoutMillis: KEPT_IDLE_MS,
      options: `-c timezone=UTC -c role=${APP_ROLE} ${LIMITS}`,
    },
  };
}
