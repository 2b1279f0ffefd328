import {once} from 'node:events';
import {statSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {AlreadyRunning} from './launch-error.js';

const ANSWER_MS = 5_000;

export interface FolderLock {
  release(): void;
}

/**
 * One process at a time with one folder. The lock is a socket name in Linux's abstract namespace, made from the
 * folder's inode: the kernel frees it with the process, kill -9 included, so there is no stale lock to judge and no
 * race in taking one over. Who connects is told the holder's process id.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const {dev, ino} = statSync(folder);
  const name = `\0alongside-${dev}-${ino}`;
  const server = createServer((peer) => peer.on('error', () => peer.destroy()).end(String(process.pid)));
  try {
    server.listen(name);
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new AlreadyRunning(
      `Alongside is already running with this data folder (${await holder(name)}): ${folder}. ` +
        'Stop it first, or set DATA_DIR to another folder.',
    );
  }
  server.unref();
  return {release: () => void server.close()};
}

async function holder(name: string): Promise<string> {
  const peer = connect(name);
  try {
    const [pid] = (await once(peer, 'data', {signal: AbortSignal.timeout(ANSWER_MS)})) as [Buffer];
    return `process ${pid.toString()}`;
  } catch {
    return 'a process that does not answer';
  } finally {
    peer.on('error', () => undefined).destroy();
  }
}
