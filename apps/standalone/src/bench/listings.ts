import '@app/directory'; // foreign keys lead to it and to plans
import '@app/plans';
import {addDays, londonDay, startOfDay} from '@app/kernel';
import {connection, servingOptions, type Environment} from '@app/platform';
import {DataSource, getMetadataArgsStorage} from 'typeorm';
import pg from 'pg';
import type {Bench, BenchOptions, BenchReport} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {figuresOf, inTurn, interleaved, load, type Figures} from './harness.js';
import {startProcess} from './product-process.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';

const SIZES = [100_000];
const CONNECTIONS = [1, 10];
const PICKED = 1_000;
const PAGE = 20;
const WEEKS = 8;
/** A page that is opened all day is asked some thousands of times before it is measured: code compiled, statements planned. */
const WARM_SECONDS = 8;
/** What a page of results looks through. */
const NEXT_DAYS = 28;

/** Free times where the database works them out, and a profile as anybody reads it. */
export const benchListings: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const superuser = await new DataSource({
    ...connection(servers.superuserUrl),
    entities: getMetadataArgsStorage().tables.map(({target}) => target as new () => object),
  }).initialize();
  try {
    const seeder = await ListingSeeder.open(superuser, {unchecked: true, atOnce: 20_000});
    for (const size of options.sizes.length === 0 ? SIZES : options.sizes) {
      report.note(`listings: making up ${size} listings …`);
      await seeder.upTo(size);
      const ids = await busy(superuser);
      await superuser.query(`VACUUM ANALYZE`);
      await freeTimes(size, ids, servers.environment, options, report);
      await profiles(size, ids, servers.environment, options, report);
    }
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};

/** Some listings as they are in real life: visits on most days of eight weeks, a fortnight away, the way between. */
async function busy(superuser: DataSource): Promise<string[]> {
  const rows = await superuser.query<{id: string}[]>(
    `SELECT id FROM listing WHERE state = 'live' ORDER BY md5(id::text) LIMIT ${PICKED}`,
  );
  const ids = rows.map(({id}) => id);
  await superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(`UPDATE listing SET buffer_minutes = 15, bank_holidays = false WHERE id = ANY ($1)`, [ids]);
    await tx.query(
      `INSERT INTO availability_exception (council_id, listing_id, starts_on, ends_on, available)
       SELECT council_id, id, current_date + 20, current_date + 33, false FROM listing WHERE id = ANY ($1)`,
      [ids],
    );
    await tx.query(
      `INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence)
       SELECT l.council_id, new_id(), coalesce(l.person_id, l.id), 'accepted', s.at, s.at + interval '1 hour', 1500
       FROM listing l CROSS JOIN (
         SELECT day + hour AS at FROM generate_series(current_date::timestamptz, current_date + interval '56 days', '1 day') day
         CROSS JOIN (VALUES (interval '9 hours'), (interval '11 hours'), (interval '14 hours')) AS hours (hour)) s
       WHERE l.id = ANY ($1) ON CONFLICT DO NOTHING`,
      [ids],
    );
  });
  return ids;
}

async function freeTimes(
  size: number,
  ids: readonly string[],
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const {options: session} = servingOptions(environment).extra as {options: string};
  const client = new pg.Client({connectionString: environment.DATABASE_URL, options: session});
  await client.connect();
  try {
    const now = new Date();
    const end = (days: number) => startOfDay(addDays(londonDay(now), days));
    const some = (index: number, many: number) =>
      Array.from({length: many}, (_, at) => ids[(index * many + at) % ids.length]);
    const one = `SELECT * FROM public_listing_free_times($1, $2, $3)`;
    const next = `SELECT * FROM public_next_free($1, $2, $3, 2)`;
    const figures = await interleaved(
      {
        'free times of one, eight weeks': () =>
          timed(options.seconds, (index) =>
            client.query({name: 'one', text: one, values: [some(index, 1), now, end(WEEKS * 7)]}),
          ),
        'next free times of 20': () =>
          timed(options.seconds, (index) =>
            client.query({name: 'next', text: next, values: [some(index, PAGE), now, end(NEXT_DAYS)]}),
          ),
      },
      options.rounds,
    );
    for (const [name, figure] of figures) tell(name, size, 1, figure, report);
  } finally {
    await client.end();
  }
}

async function profiles(
  size: number,
  ids: readonly string[],
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const web = await startProcess('web', environment);
  try {
    const requests = ids.map((id) => ({method: 'GET' as const, path: `/listings/${id}`}));
    const page = (connections: number, seconds: number) => () =>
      load({url: web.url, next: inTurn(requests, connections), connections, seconds});
    await page(Math.max(...CONNECTIONS), WARM_SECONDS)();
    for (const connections of CONNECTIONS) {
      const loads = {'profile page': page(connections, options.seconds)};
      for (const [name, figure] of await interleaved(loads, options.rounds)) {
        tell(name, size, connections, figure, report);
      }
    }
  } finally {
    await web.stop();
  }
}

function tell(name: string, size: number, connections: number, {rps, p50, p95, p99}: Figures, report: BenchReport) {
  report.line({bench: 'listings', case: name, size, connections, rps, p50_ms: p50, p95_ms: p95, p99_ms: p99});
}

/** At least twice, however long it takes. */
async function timed(seconds: number, ask: (index: number) => Promise<unknown>): Promise<Figures> {
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  for (let index = 0; index < 2 || performance.now() < end; index += 1) {
    const sent = performance.now();
    await ask(index);
    times.push(performance.now() - sent);
  }
  return figuresOf(times, performance.now() - begun);
}
