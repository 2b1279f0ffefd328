import {randomBytes, randomUUID} from 'node:crypto';
import {addDays, londonDay, londonInstant, weekday, type Day} from '@app/kernel';
import {connection, type Environment} from '@app/platform';
import '@app/directory'; // foreign keys lead to it and to plans
import '@app/plans';
import {DataSource, getMetadataArgsStorage} from 'typeorm';
import type {Bench} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {bookingReplay, type Chosen, type Recording} from './booking-replay.js';
import {bookingPairs, type Pair} from './booking-world.js';
import {benchCalendar} from './calendar.js';
import type {LoadRequest} from './connection.js';
import {interleaved, load, type Figures} from './harness.js';
import {startProcess} from './product-process.js';
import {recordRequest} from './record-request.js';
import {RawSql, stopping} from './recorded-sql.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';

const CONNECTIONS = [1, 10];
const SLOTS_A_DAY = 40;
/** Two days a week for a year: visits in fourteen periods, priced, held and answered at once. */
const PATTERN = {recurrence: {rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=104'}};
const PATTERN_VISITS = 104;

/** A single booking over HTTP: permission, standing, price, exclusion, hold, audit, outbox; beside the same SQL sent raw. */
export const benchBooking: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const entities = getMetadataArgsStorage().tables.map(({target}) => target);
  const superuser = await new DataSource({...connection(servers.superuserUrl), entities}).initialize();
  try {
    report.note('booking: making up 10000 listings, 40 holders, 400 agreements …');
    const pairs = await bookingPairs(superuser, await ListingSeeder.open(superuser, {unchecked: true, atOnce: 20_000}));
    const slots = new Slots(pairs);
    const recording = await recordOne(servers.environment, slots);
    report.note(`booking: one takes ${recording.statements.length} statements`);
    const api = await startProcess('api', servers.environment);
    try {
      await load({url: api.url, next: () => requestOf(slots.next()), connections: 10, seconds: options.seconds});
      await superuser.query(`ANALYZE`); // what was planned while nobody had booked anything is planned anew
      for (const connections of CONNECTIONS) {
        const raw = new RawSql(servers.environment, recording.statements, connections);
        const measured = interleaved(
          {
            raw: () => raw.load(() => bookingReplay(recording, slots.next(), newReference()), options.seconds),
            http: () =>
              load({url: api.url, next: () => requestOf(slots.next()), connections, seconds: options.seconds}),
          },
          options.rounds,
        );
        const figures = await stopping(raw, measured);
        const [ours, theirs] = [figures.get('http') as Figures, figures.get('raw') as Figures];
        report.line({
          bench: 'booking',
          case: 'one visit, HTTP',
          size: 10_000,
          connections,
          rps: ours.rps,
          p50_ms: ours.p50,
          p95_ms: ours.p95,
          p99_ms: ours.p99,
          against: {name: 'same SQL raw', rps: theirs.rps, p50_ms: theirs.p50},
          ratio: ours.rps / theirs.rps,
        });
      }
      const patterns = new Slots(pairs, 1);
      const pattern = () => requestOf(patterns.next(), PATTERN);
      const {rps, p50, p95, p99} = await load({url: api.url, next: pattern, connections: 1, seconds: options.seconds});
      const times = {p50_ms: p50, p95_ms: p95, p99_ms: p99};
      report.line({bench: 'booking', case: 'a year, HTTP', size: PATTERN_VISITS, connections: 1, rps, ...times});
    } finally {
      await api.stop();
    }
    await benchCalendar(superuser, pairs[0] as Pair, servers.environment, options, report);
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};

const newReference = () => randomBytes(5).toString('hex');

/** A pair and a half hour of the PA's that nobody has booked yet. */
type Slot = Chosen;

class Slots {
  private taken = 0;
  private readonly first: Day;

  /** @param after days after the next Monday, from which on they are taken */
  constructor(
    private readonly pairs: readonly Pair[],
    after = 0,
  ) {
    const today = londonDay(new Date());
    this.first = addDays(today, 8 - weekday(today) + after);
  }

  next(): Slot {
    const number = this.taken++;
    const pair = this.pairs[number % this.pairs.length] as Pair;
    const slot = Math.floor(number / this.pairs.length);
    const day = addDays(this.first, Math.floor(slot / SLOTS_A_DAY));
    const startsAt = new Date(londonInstant(day, '02:00').getTime() + (slot % SLOTS_A_DAY) * 30 * 60_000);
    return {...pair, startsAt, endsAt: new Date(startsAt.getTime() + 30 * 60_000), day, key: randomUUID()};
  }
}

function requestOf(
  {listingId, engagementId, lineId, token, startsAt, endsAt, key}: Slot,
  more: object = {},
): LoadRequest {
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
      ...more,
    }),
  };
}

/** What one booking through the whole of the API sends to the database. */
async function recordOne(environment: Environment, slots: Slots): Promise<Recording> {
  const given = slots.next();
  const {statements, answer} = await recordRequest<Booked>(environment, requestOf(given));
  return {statements, given, reference: answer.reference, bookingId: answer.id, visitId: answer.visits[0]?.id ?? ''};
}

interface Booked {
  id: string;
  reference: string;
  visits: {id: string}[];
}
