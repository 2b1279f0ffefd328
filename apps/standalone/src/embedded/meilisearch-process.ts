import {rmSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {LaunchError} from './launch-error.js';
import {type FoundProcess, findProcesses, signal, waitUntil} from './processes.js';
import {type ServiceProcess, spawnService} from './service-process.js';
import {makeFolderFor, runAsFor} from './unprivileged.js';

export interface MeilisearchFiles {
  program: string;
  /** Everything the server writes; only a projection of PostgreSQL, so it may be lost. */
  folder: string;
  logFile: string;
}

export async function spawnMeilisearch(files: MeilisearchFiles, port: number, key: string): Promise<ServiceProcess> {
  const {program, folder, logFile} = files;
  const user = runAsFor(folder);
  makeFolderFor(user, folder);
  const options = {
    'http-addr': `127.0.0.1:${port}`,
    env: 'production',
    'db-path': databasePath(files),
    'dump-dir': join(folder, 'dumps'),
    'snapshot-dir': join(folder, 'snapshots'),
    'max-indexing-memory': '512Mb',
    // Of itself it takes half of them and keeps the rest for searches, most of which we answer without it.
    'max-indexing-threads': String(availableParallelism()),
    'log-level': 'WARN', // what people searched for stays out of the log
  };
  return spawnService({
    program,
    args: ['--no-analytics', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])],
    user,
    cwd: '/',
    env: {MEILI_MASTER_KEY: key, NO_COLOR: '1'}, // not an argument: those are open to every user
    logFile,
  });
}

/** The key makes sure that it is our server which answers. */
export async function isMeilisearchReady(url: string, key: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/version`, {
      headers: {Authorization: `Bearer ${key}`, Connection: 'close'},
      signal: AbortSignal.timeout(1000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** After a kill -9 of Node, its Meilisearch goes on without it; two on the same files would spoil them. */
export async function endLeftover(files: MeilisearchFiles, log: (line: string) => void): Promise<void> {
  const left = (): number[] => serversOf(files).map(({pid}) => pid);
  if (left().length === 0) return;
  log('Stopping the Meilisearch that an earlier run left behind.');
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of left()) signal(pid, name);
    if (await waitUntil(() => left().length === 0, 3_000)) return;
  }
  throw new LaunchError(`An earlier Meilisearch does not end: process ${left().join(', ')}`);
}

/** Where the server that runs on these files now listens, whoever started it. */
export function urlOf(files: MeilisearchFiles): string | null {
  const argv = serversOf(files)[0]?.argv ?? [];
  const address = argv[argv.indexOf('--http-addr') + 1];
  return address ? `http://${address}` : null;
}

function serversOf(files: MeilisearchFiles): FoundProcess[] {
  return findProcesses((argv) => argv[argv.indexOf('--db-path') + 1] === databasePath(files));
}

/** It ended by itself before it was ready: its files are damaged or of another version. */
export function isSpoilt(ended: ServiceProcess): boolean {
  const byOthers = ended.child.signalCode === 'SIGKILL' || ended.child.signalCode === 'SIGTERM';
  return !byOthers && !/Address already in use/i.test(ended.output());
}

export function discardFiles(files: MeilisearchFiles): void {
  rmSync(files.folder, {recursive: true, force: true});
}

function databasePath({folder}: MeilisearchFiles): string {
  return join(folder, 'data');
}
