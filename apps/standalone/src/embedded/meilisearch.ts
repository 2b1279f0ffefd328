import {join} from 'node:path';
import {prepareFolder} from './data-folder.js';
import {lockFolder} from './folder-lock.js';
import {freePort, startOnFreePort} from './free-port.js';
import {LaunchError} from './launch-error.js';
import {meilisearchFiles} from './meilisearch-files.js';
import {
  type MeilisearchFiles,
  discardFiles,
  endLeftover,
  isMeilisearchReady,
  isSpoilt,
  spawnMeilisearch,
} from './meilisearch-process.js';
import {secrets} from './secrets.js';
import {Supervisor} from './supervisor.js';

export interface EmbeddedMeilisearch {
  url: string;
  key: string;
  stop(): Promise<void>;
  /** Ends it at once and leaves it down until `restart`: for tests of what happens without it. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface MeilisearchOptions {
  dataDir: string;
  log?: (line: string) => void;
}

/**
 * Starts the Meilisearch that comes from npm, in `<dataDir>/meilisearch`. It is not a needed part: where it can't run
 * the answer is null, the log says why, and search goes through PostgreSQL.
 */
export async function startMeilisearch(
  options: MeilisearchOptions,
  choosePort = freePort,
): Promise<EmbeddedMeilisearch | null> {
  const {dataDir, log = () => {}} = options;
  const home = prepareFolder(dataDir, 'meilisearch');
  const files = meilisearchFiles(home, log);
  if (!files) {
    log(`Meilisearch does not run: npm has none for ${process.platform} ${process.arch}.`);
    return null;
  }
  const lock = await lockFolder(home);
  try {
    const {key} = secrets(join(home, 'secrets.json'), ['key']);
    const supervise = (port: number): Supervisor => supervisorOf(files, port, key, log);
    // Once more after a failure, which has thrown a damaged index away.
    const {port, server} = await startOnFreePort(supervise, choosePort).catch(() => startOnFreePort(supervise));
    return {
      url: urlAt(port),
      key,
      async stop() {
        await server.stop();
        lock.release();
      },
      kill: () => server.stop('SIGKILL'),
      async restart() {
        await server.stop();
        await server.start();
      },
    };
  } catch (error) {
    lock.release();
    if (!(error instanceof LaunchError)) throw error;
    log(`Meilisearch does not run: ${error.message}`);
    return null;
  }
}

const urlAt = (port: number): string => `http://127.0.0.1:${port}`;

function supervisorOf(files: MeilisearchFiles, port: number, key: string, log: (line: string) => void): Supervisor {
  return new Supervisor({
    name: 'Meilisearch',
    async spawn() {
      await endLeftover(files, log);
      return spawnMeilisearch(files, port, key);
    },
    isReady: () => isMeilisearchReady(urlAt(port), key),
    onFailure(process) {
      if (!isSpoilt(process)) return;
      log('Meilisearch could not open its index: it starts afresh, and the index is built again from PostgreSQL.');
      discardFiles(files);
    },
    stopSignal: 'SIGTERM',
    forceSignal: 'SIGKILL',
    patienceMs: 5_000,
    log,
  });
}
