import {setTimeout as pause} from 'node:timers/promises';
import type {BenchReport} from './bench.js';
import type {BenchServers} from './bench-servers.js';
import {Connection, type LoadRequest} from './connection.js';
import {figuresOf, type Figures} from './harness.js';

const ASKED = 200;
const TIMES = 5;

/**
 * What it costs whoever asks just when the engine dies: each time it is killed, the answers of the moment after, beside
 * those of a process that has only PostgreSQL. One at a time, so that nothing waits for anything else.
 */
export async function benchFallback(
  size: number,
  meilisearch: NonNullable<BenchServers['meilisearch']>,
  ours: string,
  postgres: string,
  requests: readonly LoadRequest[],
  report: BenchReport,
): Promise<void> {
  const [own, other] = await Promise.all([Connection.open(ours), Connection.open(postgres)]);
  const [after, beside]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    await untilAnsweredBy(own, 'meilisearch');
    const killed = meilisearch.kill();
    for (let index = 0; index < ASKED / TIMES; index += 1) {
      const request = requests[(time * ASKED + index) % requests.length] as LoadRequest;
      after.push(await took(own, request));
      beside.push(await took(other, request));
    }
    await killed;
    await meilisearch.restart();
  }
  own.close();
  other.close();
  const [with_, without] = [figuresOf(after, 1), figuresOf(beside, 1)];
  tell(size, with_, without, report);
}

function tell(size: number, after: Figures, beside: Figures, report: BenchReport): void {
  report.line({
    bench: 'search',
    case: 'full search in the moment after the engine was killed',
    size,
    connections: 1,
    rps: 1_000 / after.p50,
    p50_ms: after.p50,
    p95_ms: after.p95,
    p99_ms: after.p99,
    against: {name: 'PostgreSQL engine', rps: 1_000 / beside.p50, p50_ms: beside.p50},
    ratio: beside.p50 / after.p50,
  });
  report.note(
    `search: falling back adds ${(after.p99 - beside.p99).toFixed(1)} ms at p99, ${(after.p50 - beside.p50).toFixed(1)} ms at p50`,
  );
}

async function took(connection: Connection, request: LoadRequest): Promise<number> {
  const sent = performance.now();
  const {status} = await connection.ask(request);
  if (status >= 300) throw new Error(`a search was answered ${status}`);
  return performance.now() - sent;
}

async function untilAnsweredBy(connection: Connection, engine: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    const {body} = await connection.ask({method: 'GET', path: '/api/v1/search?q=cleaning&per_page=1'});
    if ((JSON.parse(body.toString()) as {engine: string}).engine === engine) return;
  }
  throw new Error(`${engine} did not come to answer`);
}
