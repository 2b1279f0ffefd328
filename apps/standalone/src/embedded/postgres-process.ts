import {readFileSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {LaunchError} from './launch-error.js';
import {type Cluster} from './postgres-cluster.js';
import {findProcesses, signal, waitUntil} from './processes.js';
import {type ServiceProcess, spawnService} from './service-process.js';

/** For a small machine, and safe: what is committed is on the disk. */
const standard: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors go to who caused them. In the log their texts would be personal data: a duplicate key, a mistyped date.
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

export async function spawnPostgres(
  program: string,
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
): Promise<ServiceProcess> {
  const all = {...standard, ...settings, port: String(port), cluster_name: cluster.name};
  return spawnService({
    program,
    args: ['-D', cluster.argument, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    user: cluster.user,
    cwd: cluster.folder,
    logFile: join(dirname(cluster.folder), 'postgres.log'),
  });
}

/** "ready" stands in the pid file only after the port is bound, and beside our own child's id. */
export function isPostgresReady(cluster: Cluster, pid: number | undefined): boolean {
  const lines = pidFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * After a kill -9 of Node, its PostgreSQL goes on without it. We stop that one and start our own rather than use it:
 * so it is our child again, with this start's settings, and nothing half-done by the killed process goes on in it.
 * Where only PostgreSQL's main process was killed, the others end by themselves, and we wait for them.
 */
export async function endLeftover(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const left = (): number[] => findProcesses((argv) => belongs(argv, cluster)).map(({pid}) => pid);
  if (left().length > 0) {
    log('Stopping the PostgreSQL that an earlier run left behind.');
    const main = Number(pidFile(cluster)[0]);
    const stopped = async (name: NodeJS.Signals, patienceMs: number): Promise<boolean> => {
      if (left().includes(main)) signal(main, name);
      return waitUntil(() => left().length === 0, patienceMs);
    };
    if (!(await stopped('SIGINT', 20_000)) && !(await stopped('SIGQUIT', 5_000))) {
      throw new LaunchError(
        `An earlier PostgreSQL does not end: processes ${left().join(', ')} use ${cluster.folder}.`,
      );
    }
  }
  // PostgreSQL would refuse to start while the process id in an old pid file is that of any living process, or of a
  // dead one that nobody collects, as in a container. We have just seen that none is left of its own.
  rmSync(join(cluster.folder, 'postmaster.pid'), {force: true});
}

/** The port of the server that runs on these files now, whoever started it. */
export function portOf(cluster: Cluster): number | null {
  const [main] = findProcesses((argv) => argv.includes(`cluster_name=${cluster.name}`));
  const port = main?.argv.find((argument) => argument.startsWith('port='));
  return port ? Number(port.slice('port='.length)) : null;
}

function belongs(argv: string[], {name}: Cluster): boolean {
  return argv.includes(`cluster_name=${name}`) || Boolean(argv[0]?.startsWith(`postgres: ${name}:`));
}

function pidFile(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return []; // not there yet, or no more
  }
}
