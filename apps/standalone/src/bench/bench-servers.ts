import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {loadReferenceData} from '@app/geography';
import {migrate, readEnvironment, type Environment} from '@app/platform';
import {startMeilisearch} from '../embedded/meilisearch.js';
import {startPostgres} from '../embedded/postgres.js';

export interface BenchServers {
  environment: Environment;
  /** Sees and may do everything: for making up what is measured. */
  superuserUrl: string;
  /** The search engine, for ending it; null where there is none. */
  meilisearch: Awaited<ReturnType<typeof startMeilisearch>>;
  /** Where all of it is kept. */
  dataDir: string;
  stop(): Promise<void>;
}

/** Servers of the measurement's own, in a folder that goes with them: nobody's data is touched. */
export async function startBenchServers(wants: {
  search: boolean;
  /** Of PostgreSQL. */
  settings?: Record<string, string>;
}): Promise<BenchServers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
  const postgres = await startPostgres({dataDir, settings: wants.settings});
  const meilisearch = wants.search ? await startMeilisearch({dataDir}) : null;
  const environment = readEnvironment({
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...(meilisearch && {MEILISEARCH_URL: meilisearch.url, MEILISEARCH_KEY: meilisearch.key}),
  });
  await migrate(postgres.ownerUrl);
  await loadReferenceData(postgres.ownerUrl);
  return {
    environment,
    superuserUrl: postgres.superuserUrl,
    meilisearch,
    dataDir,
    stop: async () => {
      await Promise.all([meilisearch?.stop(), postgres.stop()]);
      rmSync(dataDir, {recursive: true, force: true});
    },
  };
}
