import type {Environment} from '@app/platform';
import {setTimeout as pause} from 'node:timers/promises';
import type {BenchReport} from './bench.js';
import {Connection, type LoadRequest} from './connection.js';
import {figuresOf} from './harness.js';
import {startProcess, type ProductProcess} from './product-process.js';

const CONNECTIONS = [1, 10, 50];

/** A process that has just begun, asked different questions, each once; and then the same again. */
export async function benchCold(
  size: number,
  environment: Environment,
  requests: readonly LoadRequest[],
  report: BenchReport,
): Promise<void> {
  for (const connections of CONNECTIONS) {
    const fresh = await startAnswering(environment, report);
    try {
      for (const name of ['cold', 'warm']) {
        const {rps, p50, p95, p99} = await once(fresh.url, requests, connections);
        report.line({
          bench: 'search',
          case: `full search, ${requests.length} different questions, each once, ${name}`,
          ...{size, connections, rps, p50_ms: p50, p95_ms: p95, p99_ms: p99},
        });
      }
    } finally {
      await fresh.stop();
    }
  }
}

/** A process that answers from memory, and has been asked nothing yet. */
async function startAnswering(environment: Environment, report: BenchReport): Promise<ProductProcess> {
  const begun = performance.now();
  const fresh = await startProcess('api', environment);
  const wanted = environment.MEILISEARCH_URL ? 'meilisearch' : 'postgres';
  for (let engine = ''; engine !== wanted; await pause(50)) {
    engine = ((await (await fetch(`${fresh.url}/api/v1/search?per_page=1`)).json()) as {engine: string}).engine;
  }
  const seconds = (performance.now() - begun) / 1_000;
  report.note(`search: a process answers from memory ${seconds.toFixed(1)} s after its start`);
  return fresh;
}

async function once(url: string, requests: readonly LoadRequest[], connections: number) {
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({length: connections}, async () => {
      const connection = await Connection.open(url);
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sent = performance.now();
        const {status} = await connection.ask(request);
        times.push(performance.now() - sent);
        if (status >= 300) throw new Error(`${url} answered ${status}`);
      }
      connection.close();
    }),
  );
  return figuresOf(times, performance.now() - begun);
}
