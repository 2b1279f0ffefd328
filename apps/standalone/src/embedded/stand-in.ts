import {createHash} from 'node:crypto';
import {existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {LaunchError} from './launch-error.js';
import {isReachable, openFolder} from './unprivileged.js';

/**
 * Where the servers' user gets to: the data folder itself or, when root keeps that behind a closed door, a stand-in
 * in the system's temporary directory, for programs and for what can be built again. Data never goes there.
 */
export function reachablePlace(dataDir: string): string {
  if (isReachable(dataDir)) return dataDir;
  const all = standIns();
  for (const name of readdirSync(all)) removeIfOrphan(join(all, name));
  const place = openFolder(join(all, createHash('sha256').update(dataDir).digest('hex').slice(0, 16)));
  writeFileSync(join(place, 'for'), dataDir);
  return place;
}

function standIns(): string {
  const folder = join([tmpdir(), '/tmp', '/var/tmp'].find(isReachable) ?? '/tmp', 'alongside-root');
  mkdirSync(folder, {recursive: true});
  const found = lstatSync(folder);
  // Anyone may write to the temporary directory, so what stands there under our name need not be ours.
  if (!found.isDirectory() || found.uid !== 0) throw new LaunchError(`Remove ${folder}: it is not Alongside's own.`);
  return openFolder(folder);
}

function removeIfOrphan(place: string): void {
  const note = join(place, 'for');
  if (existsSync(note) && !existsSync(readFileSync(note, 'utf8'))) rmSync(place, {recursive: true, force: true});
}
