import type {Environment} from '@app/platform';
import {startOrJoinMeilisearch, startOrJoinPostgres} from './embedded/join.js';
import {startMeilisearch} from './embedded/meilisearch.js';
import {startPostgres} from './embedded/postgres.js';
import {filesKey} from './embedded/files-key.js';

/** The servers that this process uses, and an environment that points at them. */
export interface Servers {
  environment: Environment;
  stop(): Promise<void>;
}

export interface ServersWanted {
  search: boolean;
  /** A command uses the servers of a product that runs with the same data folder. */
  join: boolean;
}

const log = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Starts what the environment does not name: PostgreSQL without DATABASE_URL, Meilisearch without MEILISEARCH_URL
 * (unless SEARCH_ENGINE says postgres). Without Meilisearch search runs on PostgreSQL.
 */
export async function startServers(environment: Environment, wanted: ServersWanted): Promise<Servers> {
  const options = {dataDir: environment.DATA_DIR, log};
  const wantsSearch = wanted.search && environment.SEARCH_ENGINE === 'meilisearch' && !environment.MEILISEARCH_URL;
  const [database, search] = await Promise.allSettled([
    environment.DATABASE_URL ? null : wanted.join ? startOrJoinPostgres(options) : startPostgres(options),
    wantsSearch ? (wanted.join ? startOrJoinMeilisearch(options) : startMeilisearch(options)) : null,
  ]);
  const meilisearch = search.status === 'fulfilled' ? search.value : null;
  if (database.status === 'rejected') {
    await meilisearch?.stop();
    throw database.reason;
  }
  if (search.status === 'rejected') log(`Search runs on PostgreSQL: ${String(search.reason)}`);
  const postgres = database.value;
  return {
    environment: environment.with({
      ...(postgres && {DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl}),
      ...(meilisearch && {MEILISEARCH_URL: meilisearch.url, MEILISEARCH_KEY: meilisearch.key}),
      // With a database of its own the product keeps a key of its own beside it.
      ...(postgres && !environment.FILES_KEY && {FILES_KEY: filesKey(environment.DATA_DIR)}),
    }),
    stop: async () => {
      await Promise.all([meilisearch?.stop(), postgres?.stop()]);
    },
  };
}
