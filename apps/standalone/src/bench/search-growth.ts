import {readFileSync} from 'node:fs';
import {findProcesses} from '../embedded/processes.js';
import type {BenchReport} from './bench.js';
import type {BenchServers} from './bench-servers.js';
import {remembered} from './search-remembered.js';

/** What becomes of figures as a register grows, in one run. */
export class Growth {
  private readonly p50s = new Map<string, {size: number; p50: number}>();
  private before: {size: number; megabytes: number} | null = null;

  constructor(private readonly report: BenchReport) {}

  note(name: string, size: number, p50: number): void {
    const smaller = this.p50s.get(name);
    this.p50s.set(name, {size, p50});
    if (!smaller) return;
    const times = (p50 / smaller.p50).toFixed(2);
    this.report.note(`search: ${name}: p50 at ${size} is ${times} times that at ${smaller.size}`);
  }

  /** Of a process that has just read everything, and of the servers behind it. */
  async memory(size: number, url: string, {meilisearch}: BenchServers): Promise<void> {
    const {megabytes, heap, external} = await remembered(url);
    const {before} = this;
    const engine = meilisearch && engineAt(meilisearch.url);
    this.before = {size, megabytes};
    const each = before && Math.round(((megabytes - before.megabytes) * 1_048_576) / (size - before.size));
    this.report.note(
      `search: a process with ${size} listings takes ${megabytes} MB (${heap} MB of objects, ${external} MB beside them)${
        each === null ? '' : `, ${each} bytes for each listing more`
      }${engine ? `; Meilisearch takes ${engine.megabytes} MB` : ''}`,
    );
  }
}

/** The engine's process, wherever its files are: it may run as somebody who can't reach our folder. */
export function engineAt(url: string): {folder: string; megabytes: number} | null {
  const [found] = findProcesses((argv) => argv.includes('--http-addr') && argv.includes(new URL(url).host));
  if (!found) return null;
  const status = readFileSync(`/proc/${found.pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return {
    folder: found.argv[found.argv.indexOf('--db-path') + 1] ?? '',
    megabytes: Math.round(kilobytes / 1_024), // pages of its files that it looks at are counted
  };
}
