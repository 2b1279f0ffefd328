import type {BenchOptions, BenchReport} from './bench.js';
import {inTurn, load} from './harness.js';
import type {PeopleWorld} from './people-world.js';
import {startProcess} from './product-process.js';
import {makeTenYears} from './ten-years.js';

const YEARS = 10;

/** A copy of everything that is kept of one person after ten years, as data: found, looked through, and sent. */
export async function benchAccessExport(world: PeopleWorld, options: BenchOptions, report: BenchReport): Promise<void> {
  const [years = YEARS] = options.sizes;
  const {token, requestId, records} = await makeTenYears(world.superuser, world.councilId, years);
  const api = await startProcess('api', world.environment);
  try {
    const path = `/api/v1/data-requests/${requestId}/copy`;
    const headers = {authorization: `Bearer ${token}`};
    const answer = await fetch(`${api.url}${path}`, {headers});
    const bytes = (await answer.text()).length;
    if (!answer.ok) throw new Error(`the copy was refused: ${answer.status}`);
    report.note(`access export: ${records} records of ${years} years, ${(bytes / 1e6).toFixed(1)} MB`);
    const next = inTurn([{method: 'GET', path, headers}], 1);
    const {rps, p50, p95, p99} = await load({url: api.url, next, connections: 1, seconds: options.seconds});
    const figures = {rps, p50_ms: p50, p95_ms: p95, p99_ms: p99};
    report.line({bench: 'people', case: 'access export', size: records, connections: 1, ...figures});
  } finally {
    await api.stop();
  }
}
