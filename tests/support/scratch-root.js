import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH = 4 * 1024 ** 3;
const PREFIX = 'alongside-tests-';

/**
 * A folder for all that a run of tests writes, removed after it. In memory where there is room: making a test file's
 * database copies some 1,300 files, which takes a disk about a second and memory a twentieth of it.
 */
export function makeScratchRoot() {
  const place = hasRoomInMemory() ? MEMORY : tmpdir();
  for (const name of readdirSync(place)) {
    if (name.startsWith(PREFIX) && !isRunning(name)) removeScratch(join(place, name));
  }
  const root = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
  chmodSync(root, 0o755); // servers run as a user without privileges
  return root;
}

/** What cannot be removed, as a test's disk that is still mounted, must fail no run: the next one tries again. */
export function removeScratch(root) {
  try {
    rmSync(root, {recursive: true, force: true});
  } catch (error) {
    process.stderr.write(`${root} is left behind: ${error.message}\n`);
  }
}

function hasRoomInMemory() {
  try {
    const {bavail, bsize} = statfsSync(MEMORY);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === MEMORY);
    const canHoldPrograms = mount !== undefined && !/\bnoexec\b/.test(mount);
    return canHoldPrograms && bavail * bsize > ENOUGH && process.availableMemory() > 2 * ENOUGH;
  } catch {
    return false;
  }
}

/** Whether the run that made a folder of this name still runs; one that was killed left its folder behind. */
function isRunning(name) {
  try {
    process.kill(Number(name.slice(PREFIX.length).split('-')[0]), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
