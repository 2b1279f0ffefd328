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
  async memory(size: number, url: string, {dataDir}: BenchServers): Promise<void> {
    const {megabytes, heap, external} = await remembered(url);
    const {before} = this;
    this.before = {size, megabytes};
    const each = before && Math.round(((megabytes - before.megabytes) * 1_048_576) / (size - before.size));
    this.report.note(
      `search: a process with ${size} listings takes ${megabytes} MB (${heap} MB of objects, ${external} MB beside them)${
        each === null ? '' : `, ${each} bytes for each listing more`
      }; Meilisearch takes ${residentOf(`${dataDir}/meilisearch`)} MB`,
    );
  }
}

/** Megabytes of the processes whose command names a folder; pages of files that they look at are counted. */
function residentOf(folder: string): number {
  const found = findProcesses((argv) => argv.some((each) => each.startsWith(folder)));
  const kilobytes = found.map(({pid}) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  });
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1_024);
}
