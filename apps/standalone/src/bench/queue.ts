import {sessionCookie} from '@app/identity';
import type {Environment} from '@app/platform';
import type {BenchOptions, BenchReport} from './bench.js';
import type {LoadRequest} from './connection.js';
import {inTurn, interleaved, load} from './harness.js';
import {startProcess} from './product-process.js';
import type {RegisterWorld} from './register-world.js';

const CONNECTIONS = [1, 10];

/** The vetting queue as a desk looks at it over a day: mostly its beginning, then a stage, a handler, a page further. */
export async function benchQueue(
  {officer, desk}: RegisterWorld,
  open: number,
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const handler = desk.handlerIds[1] ?? officer.personId;
  const asked = [
    '',
    '?state=in_checks',
    '?assigned=me',
    '?page=2',
    '',
    '?state=ready',
    `?assigned=${handler}`,
    '?assigned=nobody&state=submitted',
  ];
  const page = (query: string): LoadRequest => ({
    method: 'GET',
    path: `/council/applications${query}`,
    headers: {cookie: `${sessionCookie(environment.SECURE_COOKIES === 'yes')}=${officer.token}`},
  });
  const list = (query: string): LoadRequest => ({
    method: 'GET',
    path: `/api/v1/applications${query}`,
    headers: {authorization: `Bearer ${officer.token}`},
  });
  const api = await startProcess('api', environment);
  const web = await startProcess('web', environment);
  try {
    const loads = (connections: number) => {
      const run = (url: string, requests: LoadRequest[]) => () =>
        load({url, next: inTurn(requests, connections), connections, seconds: options.seconds});
      return {
        'queue, page': run(web.url, [...asked, '?late=yes'].map(page)),
        'queue, API': run(api.url, [...asked, '?late=true'].map(list)),
      };
    };
    for (const warmUp of Object.values(loads(Math.max(...CONNECTIONS)))) await warmUp();
    for (const connections of CONNECTIONS) {
      for (const [name, {rps, p50, p95, p99}] of await interleaved(loads(connections), options.rounds)) {
        const times = {p50_ms: p50, p95_ms: p95, p99_ms: p99};
        report.line({bench: 'register', case: name, size: open, connections, rps, ...times});
      }
    }
  } finally {
    await Promise.all([api.stop(), web.stop()]);
  }
}
