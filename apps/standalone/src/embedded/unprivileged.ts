import {chmodSync, chownSync, mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';

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
