import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {unusable} from './data-folder.js';
import {LaunchError, cannotRun} from './launch-error.js';
import {type RunAs, isReachable, runAsFor} from './unprivileged.js';

const majorVersion = '18';

/** The files of one PostgreSQL server. */
export interface Cluster {
  folder: string;
  /** How the server is told where they are. */
  argument: string;
  user: RunAs;
  /** Stands in the title of each of the server's processes and no other's. */
  name: string;
}

/** Opens the cluster in `home`, made by initdb at the first start. */
export async function openCluster(home: string, initdb: string, password: string): Promise<Cluster> {
  const folder = join(home, 'cluster');
  for (const name of readdirSync(home)) if (name.startsWith('new-')) discard(join(home, name));
  if (!existsSync(folder)) await createCluster(home, folder, initdb, password);
  return clusterIn(folder);
}

export function clusterIn(folder: string): Cluster {
  const user = runAsFor(folder);
  const found = versionOf(folder);
  if (found !== majorVersion) {
    throw new LaunchError(`${folder} is of PostgreSQL ${found} and this is ${majorVersion}: set DATA_DIR to another.`);
  }
  const {dev, ino} = statSync(folder);
  return {folder, argument: argumentFor(folder), user, name: `alongside-${dev}-${ino}`};
}

/**
 * A server that may not pass a closed folder above its own, as below root's home, can still work in it when we put
 * it there before dropping root's rights: then it is "here".
 */
function argumentFor(folder: string): string {
  return isReachable(dirname(folder)) ? folder : '/proc/self/cwd';
}

/** Made under another name and renamed when whole, so that a kill half-way leaves nothing that looks like a cluster. */
async function createCluster(home: string, folder: string, initdb: string, password: string): Promise<void> {
  const fresh = mkdtempSync(join(home, 'new-'));
  const user = runAsFor(fresh);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(fresh, user.uid, user.gid);
  await runInitdb(initdb, fresh, user, password);
  renameSync(fresh, folder);
  const parent = openSync(home, 'r');
  fsyncSync(parent); // or the rename could be lost with the power, and the data with it
  closeSync(parent);
}

async function runInitdb(initdb: string, folder: string, user: RunAs, password: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, {mode: 0o600});
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const input = openSync(passwordFile, 'r');
  try {
    const args = ['-D', argumentFor(folder), '--username=postgres', '--auth=scram-sha-256', '--pwfile=/dev/stdin'];
    // The builtin provider sorts by code point on every system and version: an index never breaks by an upgrade.
    args.push('--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
    args.push('--data-checksums', '--no-instructions');
    const child = spawn(initdb, args, {...user, cwd: folder, env: {}, stdio: [input, 'ignore', 'pipe']});
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close').catch((error) => {
      throw new LaunchError(`${cannotRun(initdb, error)} Set DATABASE_URL to a PostgreSQL server instead.`);
    })) as [number | null];
    if (code !== 0) throw new LaunchError(`PostgreSQL's data folder could not be made: ${said.trim().split('\n')[0]}`);
  } finally {
    closeSync(input);
    rmSync(passwordFile, {force: true});
  }
}

/** What an earlier run that was killed left half-made; its initdb may still be writing, then a later start removes it. */
function discard(path: string): void {
  try {
    rmSync(path, {recursive: true, force: true});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}

function versionOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw unusable(folder, error);
  }
}
