import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmodSync, rmSync, writeFileSync} from 'node:fs';
import {createConnection, createServer, type AddressInfo, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {until} from './until.js';
import {scratch} from './scratch.js';

/** The harmless text that every scanner calls a virus, in two parts so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const COMMAND = 'zINSTREAM\0';

/** Speaks INSTREAM as clamd does: chunks behind their lengths, a verdict at the end. Finds EICAR, and nothing else. */
export class TestClamd {
  /** What it says instead of a verdict. */
  broken: string | null = null;
  scans = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.serve(socket));
  }

  static async open(): Promise<TestClamd> {
    const server = createServer();
    const clamd = new TestClamd(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return clamd;
  }

  get url(): string {
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part]);
      const content = contentOf(received);
      if (content === null) return;
      this.scans += 1;
      const verdict = content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
      socket.end(`${this.broken ?? verdict}\0`);
    });
  }
}

/** Everything that was streamed, or null while the end has not come. @throws Error for what is not INSTREAM */
function contentOf(received: Buffer): Buffer | null {
  if (received.length < COMMAND.length) return null;
  if (received.toString('latin1', 0, COMMAND.length) !== COMMAND) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

export interface InstalledClamd {
  url: string;
  close(): void;
}

/** The real one where it is installed, which knows EICAR from a list of its own; else null. */
export async function installedClamd(): Promise<InstalledClamd | null> {
  if (spawnSync('clamd', ['--version']).status !== 0) return null;
  const port = await freePort();
  const folder = scratch('clamd');
  // It gives up its rights, and reads as somebody else.
  chmodSync(folder, 0o755);
  const sum = createHash('md5').update(EICAR).digest('hex');
  writeFileSync(join(folder, 'local.hdb'), `${sum}:${EICAR.length}:Eicar-Test-Signature\n`);
  const settings = ['Foreground yes', 'TCPAddr 127.0.0.1', `TCPSocket ${port}`, `DatabaseDirectory ${folder}`];
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const process = spawn('clamd', ['-c', join(folder, 'clamd.conf')], {stdio: 'ignore'});
  await until(() => answers(port));
  return {
    url: `tcp://127.0.0.1:${port}`,
    close: () => {
      process.kill();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({host: '127.0.0.1', port});
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
