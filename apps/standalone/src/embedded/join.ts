import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {prepareFolder} from './data-folder.js';
import {AlreadyRunning, LaunchError} from './launch-error.js';
import {meilisearchFiles} from './meilisearch-files.js';
import {isMeilisearchReady, urlOf} from './meilisearch-process.js';
import {type EmbeddedMeilisearch, type MeilisearchOptions, startMeilisearch} from './meilisearch.js';
import {passwordsIn, urlsOf} from './postgres-access.js';
import {clusterIn} from './postgres-cluster.js';
import {isPrepared} from './postgres-database.js';
import {portOf} from './postgres-process.js';
import {type EmbeddedPostgres, type PostgresOptions, startPostgres} from './postgres.js';
import {secrets} from './secrets.js';

/** Stopping what another process started is not ours to do. */
const stop = (): Promise<void> => Promise.resolve();

/** For commands: starts PostgreSQL or, while the product runs with this data folder, uses the product's. */
export async function startOrJoinPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await startPostgres(options);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    const joined = await within(30_000, () => findPostgres(options)); // it may have begun only just now
    if (!joined) throw new LaunchError(`${error.message} Its PostgreSQL does not answer.`);
    return joined;
  }
}

export async function startOrJoinMeilisearch(
  options: MeilisearchOptions,
): Promise<Pick<EmbeddedMeilisearch, 'url' | 'key' | 'stop'> | null> {
  try {
    return await startMeilisearch(options);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    return within(5_000, () => findMeilisearch(options));
  }
}

async function findPostgres({dataDir, database = 'alongside'}: PostgresOptions): Promise<EmbeddedPostgres | null> {
  const home = prepareFolder(dataDir, 'postgres');
  if (!existsSync(join(home, 'cluster'))) return null;
  const cluster = clusterIn(join(home, 'cluster'));
  const passwords = passwordsIn(home);
  const port = portOf(cluster);
  if (!port || !(await isPrepared(cluster, passwords, port, database))) return null;
  return {...urlsOf(passwords, port, database), stop};
}

async function findMeilisearch({dataDir, log = () => {}}: MeilisearchOptions) {
  const home = prepareFolder(dataDir, 'meilisearch');
  const files = meilisearchFiles(home, log);
  const url = files && urlOf(files);
  if (!url) return null;
  const {key} = secrets(join(home, 'secrets.json'), ['key']);
  return (await isMeilisearchReady(url, key)) ? {url, key, stop} : null;
}

async function within<T>(ms: number, find: () => Promise<T | null>): Promise<T | null> {
  for (const end = Date.now() + ms; ; await pause(50)) {
    const found = await find();
    if (found || Date.now() > end) return found;
  }
}
