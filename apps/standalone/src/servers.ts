import type {Environment} from '@app/platform';
import {startMeilisearch, type EmbeddedMeilisearch} from './embedded/meilisearch.js';
import {startPostgres, type EmbeddedPostgres} from './embedded/postgres.js';

/** The servers that this process started, and an environment that points at them. */
export interface Servers {
  environment: Environment;
  stop(): Promise<void>;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Starts what the environment does not name: PostgreSQL without DATABASE_URL, Meilisearch without MEILISEARCH_URL
 * (and unless SEARCH_ENGINE says postgres).
 */
export async function startServers(environment: Environment, needs: {search: boolean}): Promise<Servers> {
  const dataDir = environment.DATA_DIR;
  const wantsSearch = needs.search && environment.SEARCH_ENGINE === 'meilisearch' && !environment.MEILISEARCH_URL;
  const [postgres, meilisearch] = await Promise.allSettled([
    environment.DATABASE_URL ? null : startPostgres({dataDir, log: say}),
    wantsSearch ? startMeilisearch({dataDir, log: say}) : null,
  ]);
  if (postgres.status === 'rejected') {
    if (meilisearch.status === 'fulfilled') await meilisearch.value?.stop();
    throw postgres.reason;
  }
  if (meilisearch.status === 'rejected') say(`Search runs on PostgreSQL: ${String(meilisearch.reason)}`);
  const search = meilisearch.status === 'fulfilled' ? meilisearch.value : null;
  return {
    environment: pointAt(environment, postgres.value, search),
    stop: async () => {
      await Promise.all([search?.stop(), postgres.value?.stop()]);
    },
  };
}

function pointAt(environment: Environment, postgres: EmbeddedPostgres | null, search: EmbeddedMeilisearch | null): Environment {
  return Object.assign(Object.create(Object.getPrototypeOf(environment) as object) as Environment, environment, {
    ...(postgres && {DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl}),
    ...(search && {MEILISEARCH_URL: search.url, MEILISEARCH_KEY: search.key}),
  });
}
