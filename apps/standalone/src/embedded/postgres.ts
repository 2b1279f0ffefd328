import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {prepareFolder} from './data-folder.js';
import {lockFolder} from './folder-lock.js';
import {freePort, startOnFreePort} from './free-port.js';
import {LaunchError} from './launch-error.js';
import {type Cluster, openCluster} from './postgres-cluster.js';
import {type Passwords, databaseUrl, prepareDatabase} from './postgres-database.js';
import {endLeftover, isPostgresReady, spawnPostgres} from './postgres-process.js';
import {postgresPrograms} from './postgres-programs.js';
import {secrets} from './secrets.js';
import {Supervisor} from './supervisor.js';

export interface EmbeddedPostgres {
  /** For migrations: owns the database. */
  ownerUrl: string;
  /** For the product: owns nothing and can't bypass row-level security. */
  appUrl: string;
  /** For setting up, as in tests. */
  superuserUrl: string;
  port: number;
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
  const {dataDir, database = 'alongside', settings = {}, log = () => {}} = options;
  const home = prepareFolder(dataDir, 'postgres');
  const lock = await lockFolder(home);
  try {
    const programs = await postgresPrograms(dirname(home), log);
    const passwords = passwordsIn(home);
    const cluster = await openCluster(home, programs.initdb, passwords.postgres);
    const {port, server} = await startOnFreePort(
      (each) => supervisorOf(cluster, programs.postgres, each, settings, log),
      choosePort,
    );
    const stop = async (): Promise<void> => {
      await server.stop();
      lock.release();
    };
    try {
      await prepareDatabase(cluster, port, passwords, database);
    } catch (error) {
      await server.stop();
      throw error;
    }
    const url = (role: keyof Passwords): string => databaseUrl(role, passwords, port, database);
    return {
      ownerUrl: url('alongside_owner'),
      appUrl: url('alongside_app'),
      superuserUrl: url('postgres'),
      port,
      stop,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function supervisorOf(
  cluster: Cluster,
  program: string,
  port: number,
  settings: Record<string, string>,
  log: (line: string) => void,
): Supervisor {
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

function passwordsIn(home: string): Passwords {
  const file = join(home, 'secrets.json');
  if (!existsSync(file) && existsSync(join(home, 'cluster'))) {
    throw new LaunchError(`${file} is missing: it holds the passwords of the database beside it. Put it back.`);
  }
  return secrets(file, ['postgres', 'alongside_owner', 'alongside_app']);
}
