import {createHash, randomBytes} from 'node:crypto';
import {sessionCookie} from '@app/identity';
import {addDays, addMonths, londonDay, londonInstant} from '@app/kernel';
import type {Environment} from '@app/platform';
import type {DataSource} from 'typeorm';
import type {BenchOptions, BenchReport} from './bench.js';
import type {Pair} from './booking-world.js';
import type {LoadRequest} from './connection.js';
import {interleaved, load} from './harness.js';
import {startProcess} from './product-process.js';

const VISITS = 1_000;
const MONTH_VISITS = 500;
const VISITS_A_DAY = 17;
const HALF_HOUR_MS = 30 * 60_000;
const CONNECTIONS = [1, 10];

/** A month with 500 visits on a page, and the file of 1,000 visits that a telephone's calendar reads. */
export async function benchCalendar(
  superuser: DataSource,
  pair: Pair,
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const first = `${addMonths(londonDay(new Date()), 6).slice(0, 7)}-01`;
  await makeVisits(superuser, pair, first);
  const address = await makeAddress(superuser, pair);
  const cookie = `${sessionCookie(environment.SECURE_COOKIES === 'yes')}=${pair.token}`;
  const page: LoadRequest = {method: 'GET', path: `/calendar?month=${first.slice(0, 7)}`, headers: {cookie}};
  const file: LoadRequest = {method: 'GET', path: address};
  const web = await startProcess('web', environment);
  try {
    for (const connections of CONNECTIONS) {
      const run = (request: LoadRequest) => () =>
        load({url: web.url, next: () => request, connections, seconds: options.seconds});
      const loads = {'calendar, month page': run(page), 'calendar, file': run(file)};
      for (const [name, {rps, p50, p95, p99}] of await interleaved(loads, options.rounds)) {
        const size = name === 'calendar, file' ? VISITS : MONTH_VISITS;
        report.line({bench: 'booking', case: name, size, connections, rps, p50_ms: p50, p95_ms: p95, p99_ms: p99});
      }
    }
  } finally {
    await web.stop();
  }
}

/** Half in the month, half in the one after it, one after another through each day. */
async function makeVisits(superuser: DataSource, {holderId, listingId, workerId}: Pair, first: string): Promise<void> {
  const starts = Array.from({length: VISITS}, (_, at) => {
    const inMonth = at % MONTH_VISITS;
    const month = at < MONTH_VISITS ? first : addMonths(first, 1);
    const day = addDays(month, Math.floor(inMonth / VISITS_A_DAY));
    return new Date(londonInstant(day, '08:00').getTime() + (inMonth % VISITS_A_DAY) * HALF_HOUR_MS);
  });
  await superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(
      `WITH made AS (
         INSERT INTO booking (council_id, reference, holder_id, listing_id, state, requested_by)
         SELECT council_id, 'calendar', $1, id, 'accepted', $1 FROM listing WHERE id = $2 RETURNING id, council_id
       )
       INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence)
       SELECT made.council_id, made.id, $3, 'accepted', s.at, s.at + interval '30 minutes', 725
       FROM made, unnest($4::timestamptz[]) AS s (at)`,
      [holderId, listingId, workerId, starts],
    );
  });
}

async function makeAddress(superuser: DataSource, {holderId}: Pair): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await superuser.query(
    `INSERT INTO calendar_feed (council_id, person_id, token_hash) SELECT council_id, id, $2 FROM person WHERE id = $1`,
    [holderId, createHash('sha256').update(token).digest()],
  );
  return `/calendars/${token}.ics`;
}
