import {chmodSync, chownSync, lstatSync, mkdirSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {LaunchError} from './launch-error.js';

/** Whom a server runs as; empty for "as ourselves". */
export interface RunAs {
  uid?: number;
  gid?: number;
}

const nobody = {uid: 65534, gid: 65534};
const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Servers never run as root: PostgreSQL refuses to and Meilisearch has no need. As root they run as nobody or, when an
 * ordinary user made the data, as that user, who can then still use it.
 */
export function runAsFor(data: string): RunAs {
  if (!isRoot()) return {};
  const owner = statSync(data, {throwIfNoEntry: false});
  return owner && owner.uid !== 0 ? {uid: owner.uid, gid: owner.gid} : nobody;
}

/** A new folder that only the server may enter. */
export function makeFolderFor(user: RunAs, folder: string): void {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
}

/** Whether a server run as someone else can get to `path`: root's home, for one, is closed to all others. */
export function isReachable(path: string): boolean {
  if (!isRoot()) return true;
  for (let at = path; (statSync(at).mode & 0o001) !== 0; at = dirname(at)) {
    if (at === dirname(at)) return true;
  }
  return false;
}

export function openFolder(folder: string): string {
  mkdirSync(folder, {recursive: true});
  chmodSync(folder, 0o755); // whatever the umask
  return folder;
}

/** Root's own folder that everyone can reach, for what can't stay behind a closed door. */
export function reachableFolder(part: string): string {
  const folder = join([tmpdir(), '/tmp', '/var/tmp'].find(isReachable) ?? '/tmp', 'alongside-root');
  mkdirSync(folder, {recursive: true});
  const found = lstatSync(folder);
  // Anyone may write to the temporary directory, so what stands there under our name need not be ours.
  if (!found.isDirectory() || found.uid !== 0) throw new LaunchError(`Remove ${folder}: it is not Alongside's own.`);
  openFolder(folder);
  return openFolder(join(folder, part));
}
