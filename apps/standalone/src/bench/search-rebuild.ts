import type {Environment} from '@app/platform';
import type {BenchReport} from './bench.js';
import {Connection, type LoadRequest} from './connection.js';
import {figuresOf} from './harness.js';
import {startProcess} from './product-process.js';

/** Builds projection and index anew while somebody searches: how long it takes, and how they are answered meanwhile. */
export async function benchRebuild(
  size: number,
  environment: Environment,
  requests: readonly LoadRequest[],
  rebuild: () => Promise<number>,
  report: BenchReport,
): Promise<void> {
  const api = await startProcess('api', environment);
  const connection = await Connection.open(api.url);
  const times: number[] = [];
  const state = {building: true};
  const begun = performance.now();
  try {
    const building = rebuild().finally(() => (state.building = false));
    for (let index = 0; state.building; index += 1) {
      const sent = performance.now();
      const {status} = await connection.ask(requests[index % requests.length] as LoadRequest);
      if (status >= 300) throw new Error(`a search was answered ${status} during the rebuild`);
      times.push(performance.now() - sent);
    }
    const took = await building;
    const lasted = performance.now() - begun;
    report.note(`search: ${size} listings were built anew in ${took.toFixed(1)} s while searches were answered`);
    const {rps, p50, p95, p99} = figuresOf(times, lasted);
    report.line({
      bench: 'search',
      case: 'full search during a rebuild',
      size,
      connections: 1,
      rps,
      p50_ms: p50,
      p95_ms: p95,
      p99_ms: p99,
    });
  } finally {
    connection.close();
    await api.stop();
  }
}
