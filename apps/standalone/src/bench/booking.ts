import {randomBytes, randomUUID} from 'node:crypto';
import {addDays, londonDay, londonInstant, weekday} from '@app/kernel';
import {
  configureHttp,
  connection,
  createHttpApp,
  PlatformModule,
  ProblemFilter,
  servingOptions,
  type Environment,
} from '@app/platform';
import {Module} from '@nestjs/common';
import {DataSource, getMetadataArgsStorage} from 'typeorm';
import {ApiModule} from '../../../api/src/api.module.js';
import type {Bench} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {bookingPairs, type Pair} from './booking-world.js';
import type {LoadRequest} from './connection.js';
import {figuresOf, interleaved, load, type Figures} from './harness.js';
import {startProcess} from './product-process.js';
import {RawSql, Recorder, swapsOf, type Chosen, type Recording} from './recorded-sql.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';

const CONNECTIONS = [1, 10];
const SLOTS_A_DAY = 40;

/** A single booking over HTTP: permission, standing, price, exclusion, hold, audit, outbox; beside the same SQL sent raw. */
export const benchBooking: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const entities = getMetadataArgsStorage().tables.map(({target}) => target);
  const superuser = await new DataSource({...connection(servers.superuserUrl), entities}).initialize();
  try {
    report.note('booking: making up 10000 listings, 40 holders, 400 agreements …');
    const pairs = await bookingPairs(superuser, await ListingSeeder.open(superuser, {unchecked: true, atOnce: 5_000}));
    const slots = new Slots(pairs);
    const recording = await recordOne(servers.environment, slots);
    report.note(`booking: one takes ${recording.statements.length} statements`);
    const api = await startProcess('api', servers.environment);
    try {
      for (const connections of CONNECTIONS) {
        const raw = new RawSql(
          servers.environment.DATABASE_URL ?? '',
          servingSession(servers.environment),
          connections,
        );
        const measured = interleaved(
          {
            raw: () => rawLoad(raw, recording, slots, connections, options.seconds),
            http: () =>
              load({url: api.url, next: () => requestOf(slots.next()), connections, seconds: options.seconds}),
          },
          options.rounds,
        );
        const figures = await measured.finally(() => raw.stop());
        const [ours, theirs] = [figures.get('http') as Figures, figures.get('raw') as Figures];
        report.line({
          bench: 'booking',
          case: 'one visit, HTTP',
          size: 10_000,
          connections,
          rps: ours.rps,
          p50_ms: ours.p50,
          p99_ms: ours.p99,
          against: {name: 'same SQL raw', rps: theirs.rps, p50_ms: theirs.p50},
          ratio: ours.rps / theirs.rps,
        });
      }
    } finally {
      await api.stop();
    }
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};

/** A pair and a half hour of the PA's that nobody has booked yet. */
type Slot = Chosen;

class Slots {
  private taken = 0;
  private readonly first = addDays(londonDay(new Date()), 8 - weekday(londonDay(new Date())));

  constructor(private readonly pairs: readonly Pair[]) {}

  next(): Slot {
    const number = this.taken++;
    const pair = this.pairs[number % this.pairs.length] as Pair;
    const slot = Math.floor(number / this.pairs.length);
    const day = addDays(this.first, Math.floor(slot / SLOTS_A_DAY));
    const startsAt = new Date(londonInstant(day, '02:00').getTime() + (slot % SLOTS_A_DAY) * 30 * 60_000);
    return {...pair, startsAt, endsAt: new Date(startsAt.getTime() + 30 * 60_000), day, key: randomUUID()};
  }
}

function requestOf({listingId, engagementId, lineId, token, startsAt, endsAt, key}: Slot): LoadRequest {
  return {
    method: 'POST',
    path: '/api/v1/bookings',
    headers: {authorization: `Bearer ${token}`, 'idempotency-key': key},
    body: JSON.stringify({
      listing_id: listingId,
      engagement_id: engagementId,
      starts_at: startsAt,
      ends_at: endsAt,
      splits: [{budget_line_id: lineId, share_bp: 10_000}],
    }),
  };
}

/** What one booking through the whole of the API sends to the database. */
async function recordOne(environment: Environment, slots: Slots): Promise<Recording<Slot>> {
  @Module({imports: [PlatformModule.forRoot(environment), ApiModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  configureHttp(app);
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const slot = slots.next();
  const {method, path, headers, body} = requestOf(slot);
  const recorder = new Recorder();
  app.get(DataSource).setOptions({logger: recorder, logging: true});
  const answer = await app.inject({
    method,
    url: path,
    headers: {...headers, 'content-type': 'application/json'},
    payload: body ?? '',
  });
  await app.close();
  if (answer.statusCode !== 201) throw new Error(`the recorded booking was refused: ${answer.body}`);
  const {id, reference, visits} = answer.json<{id: string; reference: string; visits: {id: string}[]}>();
  return {statements: recorder.statements, given: slot, reference, bookingId: id, visitId: visits[0]?.id ?? ''};
}

async function rawLoad(
  raw: RawSql,
  recording: Recording<Slot>,
  slots: Slots,
  connections: number,
  seconds: number,
): Promise<Figures> {
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  await Promise.all(
    Array.from({length: connections}, async () => {
      while (performance.now() < end) {
        const swaps = swapsOf(recording, slots.next(), randomBytes(5).toString('hex'));
        const sent = performance.now();
        await raw.replay(recording, swaps);
        times.push(performance.now() - sent);
      }
    }),
  );
  return figuresOf(times, performance.now() - begun);
}

const servingSession = (environment: Environment) => (servingOptions(environment).extra as {options: string}).options;
