import type {Environment} from '@app/platform';
import type {DataSource} from 'typeorm';
import type {BenchReport} from './bench.js';
import {Connection} from './connection.js';
import {figuresOf} from './harness.js';
import {startProcess} from './product-process.js';

const QUEUED = 10_000;
const REMOVED = 50;

/** Behind ten thousand queued changes, how long after its commit a listing that was taken down is still found. */
export async function benchRemoval(
  size: number,
  environment: Environment,
  superuser: DataSource,
  report: BenchReport,
): Promise<void> {
  const [api, worker] = await Promise.all([startProcess('api', environment), startProcess('worker', environment)]);
  const connection = await Connection.open(api.url);
  const times: number[] = [];
  try {
    const listings = await superuser.query<{id: string; name: string}[]>(
      `SELECT d.id, d.card ->> 'name' AS name FROM search_document d
       WHERE listed ORDER BY id DESC LIMIT ${REMOVED}`,
    );
    await superuser.query(
      `INSERT INTO search_stale (listing_id) SELECT id FROM search_document WHERE listed ORDER BY id LIMIT ${QUEUED}`,
    );
    const begun = performance.now();
    for (const {id, name} of listings) {
      const query = new URLSearchParams({q: name, per_page: '100', sort: 'relevance'});
      await superuser.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [id]);
      const committed = performance.now();
      for (let found = true; found;) {
        const {body} = await connection.ask({method: 'GET', path: `/api/v1/search?${query}`});
        found = (JSON.parse(body.toString()) as {items: {id: string}[]}).items.some((each) => each.id === id);
        if (!found) times.push(performance.now() - committed);
      }
    }
    const {p50, p95, p99} = figuresOf(times, 1);
    report.line({
      bench: 'search',
      case: `taken down behind ${QUEUED} queued changes, until it is found no more`,
      size,
      connections: 1,
      rps: REMOVED / ((performance.now() - begun) / 1_000),
      p50_ms: p50,
      p95_ms: p95,
      p99_ms: p99,
    });
  } finally {
    connection.close();
    await Promise.all([api.stop(), worker.stop()]);
  }
}
