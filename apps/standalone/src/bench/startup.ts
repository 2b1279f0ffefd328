import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {freePort} from '../embedded/free-port.js';
import type {Bench, BenchReport} from './bench.js';

const MAIN = join(import.meta.dirname, '..', '..', 'main.js');
const READY = 'Alongside is ready';

/** From an installed product to its last line: the first run makes everything, the second goes on, the third mends. */
export const benchStartup: Bench = async ({rounds}, report) => {
  const times = {first: [] as number[], second: [] as number[], killed: [] as number[]};
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
    try {
      times.first.push(await startAndEnd(dataDir, 'SIGTERM'));
      times.second.push(await startAndEnd(dataDir, 'SIGKILL'));
      times.killed.push(await startAndEnd(dataDir, 'SIGTERM'));
    } finally {
      rmSync(dataDir, {recursive: true, force: true});
    }
  }
  tell(report, 'first run, with the demonstration', times.first);
  tell(report, 'second run', times.second);
  tell(report, 'after kill -9', times.killed);
};

/** @returns milliseconds until it said that it is ready */
async function startAndEnd(dataDir: string, signal: NodeJS.Signals): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {...process.env, DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: 'error'},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await untilItSays(child, READY);
  const lasted = performance.now() - begun;
  child.kill(signal);
  await exited;
  return lasted;
}

async function untilItSays(child: ChildProcess, words: string): Promise<void> {
  if (!child.stdout) return;
  for await (const line of createInterface({input: child.stdout})) if (line.startsWith(words)) return;
  throw new Error('the product ended before it was ready');
}

function tell(report: BenchReport, name: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const median = times[times.length >> 1] ?? 0;
  report.line({
    bench: 'startup',
    case: name,
    size: 1,
    connections: 0,
    rps: 1_000 / median,
    p50_ms: median,
    p95_ms: times.at(-1) ?? 0,
    p99_ms: times.at(-1) ?? 0,
  });
}
