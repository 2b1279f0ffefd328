import {dirname} from 'node:path';
import {prepareFolder} from './data-folder.js';
import {lockFolder} from './folder-lock.js';
import {freePort, startOnFreePort} from './free-port.js';
import {type PostgresUrls, passwordsIn, urlsOf} from './postgres-access.js';
import {type Cluster, openCluster} from './postgres-cluster.js';
import {prepareDatabase} from './postgres-database.js';
import {endLeftover, isPostgresReady, spawnPostgres} from './postgres-process.js';
import {findPostgresPackage, programsIn} from './postgres-programs.js';
import {Supervisor} from './supervisor.js';

export interface EmbeddedPostgres extends PostgresUrls {
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  database?: string;
  /** Put over our own: see postgresql.conf. */
  settings?: Record<string, string>;
  log?: (line: string) => void;
}

/** Starts the PostgreSQL that comes from npm, in `<dataDir>/postgres`; made at the first start. */
export async function startPostgres(options: PostgresOptions, choosePort = freePort): Promise<EmbeddedPostgres> {
  const {dataDir, database = 'alongside', log = () => {}} = options;
  const home = prepareFolder(dataDir, 'postgres');
  const packaged = findPostgresPackage();
  const lock = await lockFolder(home);
  try {
    const programs = programsIn(packaged, dirname(home), log);
    const passwords = passwordsIn(home);
    const cluster = await openCluster(home, programs.initdb, passwords.postgres);
    const supervise = (port: number): Supervisor => supervisorOf(cluster, programs.postgres, port, options);
    const {port, server} = await startOnFreePort(supervise, choosePort);
    try {
      await prepareDatabase(cluster, passwords, port, database);
    } catch (error) {
      await server.stop();
      throw error;
    }
    const stop = async (): Promise<void> => {
      await server.stop();
      lock.release();
    };
    return {...urlsOf(passwords, port, database), stop};
  } catch (error) {
    lock.release();
    throw error;
  }
}

function supervisorOf(cluster: Cluster, program: string, port: number, options: PostgresOptions): Supervisor {
  const {settings = {}, log = () => {}} = options;
  return new Supervisor({
    name: 'PostgreSQL',
    async spawn() {
      await endLeftover(cluster, log);
      return spawnPostgres(program, cluster, port, settings);
    },
    isReady: ({child}) => isPostgresReady(cluster, child.pid),
    stopSignal: 'SIGINT', // "fast": ends sessions, writes everything out
    forceSignal: 'SIGQUIT', // "immediate": the next start recovers
    patienceMs: 30_000,
    log,
  });
}
