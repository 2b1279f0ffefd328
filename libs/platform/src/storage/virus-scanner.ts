import {createConnection, type Socket} from 'node:net';
import {Inject, Injectable} from '@nestjs/common';
import {Environment} from '../env/environment.js';

const CHUNK_BYTES = 64 * 1024;
const LONGEST_SCAN_MS = 60_000;

export type ScanResult = 'clean' | 'infected';

/** Asks clamd, over TCP, whether there is something in a file. Whatever else it answers is no answer: fail closed. */
@Injectable()
export class VirusScanner {
  private readonly address: {host: string; port: number} | null;

  constructor(@Inject(Environment) {CLAMD_URL: url}: Environment) {
    const parts = url ? new URL(url) : null;
    this.address = parts && {host: parts.hostname.replaceAll(/[[\]]/g, ''), port: Number(parts.port || 3310)};
  }

  get configured(): boolean {
    return this.address !== null;
  }

  /** @throws Error when there is no scanner, or it gives no verdict */
  async scan(content: Buffer): Promise<ScanResult> {
    if (!this.address) throw new Error('no scanner is configured');
    const socket = createConnection(this.address);
    const answer = read(socket);
    // INSTREAM: each chunk behind its length in four bytes; a length of nought ends it.
    socket.write('zINSTREAM\0');
    for (let at = 0; at < content.length; at += CHUNK_BYTES) {
      const chunk = content.subarray(at, at + CHUNK_BYTES);
      socket.write(lengthOf(chunk.length));
      socket.write(chunk);
    }
    socket.write(lengthOf(0));
    const verdict = await answer;
    if (verdict === 'stream: OK') return 'clean';
    if (/^stream: .+ FOUND$/.test(verdict)) return 'infected';
    throw new Error('the scanner gave no verdict');
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function read(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.setTimeout(LONGEST_SCAN_MS, () => socket.destroy(new Error('the scanner did not answer in time')));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(parts).toString('utf8').replaceAll('\0', '').trim()));
  });
}
