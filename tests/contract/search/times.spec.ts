import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant, type Day, type TimeRange} from '@app/kernel';
import fc from 'fast-check';
import type {DataSource, EntityManager} from 'typeorm';
import {freeVisits} from '../../../libs/search/src/engines/postgres/free-visits.js';
import {Doubts} from '../../../libs/search/src/facts/doubts.js';
import {readBands, readPrices} from '../../../libs/search/src/pattern/prices.js';
import {VisitCosts} from '../../../libs/search/src/pattern/visit-costs.js';
import {askedTime} from '../../../libs/search/src/times/asked-time.js';
import {LiveTimes} from '../../../libs/search/src/times/live-times.js';
import {PruneTimes} from '../../../libs/search/src/times/prune-times.js';
import {connectAs} from '../../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {allIsOver} from '../../support/all-is-over.js';
import {asked, AWAY_IN_NO_TIME, OVER_THE_CHANGE, rows, type Rows} from './random-times.js';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const LISTINGS = 40;
const TODAY = londonDay(new Date());
/** With a change of the clocks in its first week. */
const WINDOW = [lastSunday(3), lastSunday(10)].sort().find((day) => day > TODAY) as Day;
const COUNCIL = `(SELECT id FROM council LIMIT 1)`;

let database: TestDatabase;
let owner: DataSource;
let app: DataSource;
let live: LiveTimes;
let doubts: Doubts;

beforeAll(async () => {
  database = await testDatabase();
  [owner, app] = [await connectAs('superuser', database), await connectAs('app', database)];
  await owner.query(
    `INSERT INTO council (code, name, area, email, phone, phone_hours) VALUES ('timely', 'Timely', 'Timely', '', '', '')`,
  );
  await owner.transaction(fill);
  for (const event of ['insert', 'update', 'delete']) {
    await owner.query(`ALTER TABLE visit ENABLE ALWAYS TRIGGER visit_search_times_${event}`);
  }
  live = new LiveTimes(app);
  doubts = new Doubts(app, live.log);
  await live.begin();
  await live.load((await ids()).map(({id}) => id));
}, 60_000);
afterAll(async () => {
  await Promise.all([owner.destroy(), app.destroy()]);
  await database.drop();
});

const ids = () => owner.query<{id: string; number: number}[]>(`SELECT id, number FROM search_document ORDER BY number`);
/** Rules of bookings and listings are out of the way; the notes of visits are not. */
const unchecked = (tx: EntityManager) => tx.query(`SET LOCAL session_replication_role = replica`);
const past = (work: (tx: EntityManager) => Promise<unknown>) =>
  owner.transaction(async (tx) => {
    await unchecked(tx);
    await work(tx);
  });

async function fill(tx: EntityManager): Promise<void> {
  await unchecked(tx);
  await tx.query(`
    INSERT INTO listing (id, council_id, member_id, person_id, organisation_id, kind, state, name, capacity, summary, outcode, latitude, longitude, public_latitude, public_longitude,
      buffer_minutes, bank_holidays)
    SELECT new_id(), ${COUNCIL}, new_id(), CASE WHEN n % 4 > 0 THEN new_id() END, CASE WHEN n % 4 = 0 THEN new_id() END,
           CASE WHEN n % 4 > 0 THEN 'pa' ELSE 'provider' END, 'live', 'Worker A.', CASE WHEN n % 4 = 0 THEN 2 ELSE 1 END,
           'Here', 'NG1', 53, -1, 53, -1, CASE WHEN n % 3 = 0 THEN 15 * (n % 7) ELSE 0 END, n % 5 > 0
    FROM generate_series(1, ${LISTINGS}) n`);
  await tx.query(`
    INSERT INTO search_document (id, council_id, listed, revision, words_revision, kind, services, needs, languages,
      latitude, longitude, cell, area, travel_km, accredited, card, words)
    SELECT id, council_id, true, 1, 1, kind, '{}', '{}', '{}', 53, -1, 1, 1, 10, true, '{}', '' FROM listing`);
  const some = fc.sample(fc.array(rows, {minLength: LISTINGS, maxLength: LISTINGS}), {numRuns: 1, seed: SEED})[0] ?? [];
  const all = await tx.query<{id: string; worker: string}[]>(
    `SELECT id, coalesce(person_id, id) AS worker FROM listing ORDER BY id`,
  );
  const known = [AWAY_IN_NO_TIME, ...some];
  for (const [index, {id, worker}] of all.entries()) {
    const {weekly, days, visits, rates} = known[index] as Rows;
    for (const {weekday, from, to, starts, ends} of weekly) {
      await tx.query(
        `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on, ends_on)
         VALUES (${COUNCIL}, $1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          id,
          weekday,
          clock(from),
          clock(to),
          addDays(WINDOW, starts),
          ends === null ? null : addDays(WINDOW, starts + ends),
        ],
      );
    }
    for (const {available, from, to, starts, length} of days) {
      await tx.query(
        `INSERT INTO availability_exception (council_id, listing_id, starts_on, ends_on, available, from_time, to_time)
         VALUES (${COUNCIL}, $1, $2, $3, $4, $5, $6)`,
        [
          id,
          addDays(WINDOW, starts),
          addDays(WINDOW, starts + length),
          available,
          from === null ? null : clock(from),
          from === null ? null : clock(to),
        ],
      );
    }
    for (const {starts, minutes, lane} of visits) await visit(tx, worker, at(starts), minutes, lane);
    // What an enterprise sends them to.
    for (const {starts, minutes, lane} of (some[(index + 2) % LISTINGS] as Rows).visits.slice(0, 2)) {
      if (id !== worker) await visit(tx, randomUUID(), at(starts), minutes, lane, worker);
    }
    if (id === worker) await sessions(tx, id, (some[(index + 1) % LISTINGS] as Rows).visits);
    for (const {band, unit, pence, starts} of rates) {
      await tx.query(
        `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on) VALUES (${COUNCIL}, $1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [id, band, unit, pence, addDays(WINDOW, starts)],
      );
    }
  }
  await tx.query(
    `INSERT INTO rate_band_rule (council_id, band, weekdays, from_time, to_time, source, starts_on)
     VALUES (${COUNCIL}, 'evening', '{1,2,3,4,5}', '18:00', '24:00', 'A test', '2020-01-01'),
            (${COUNCIL}, 'weekend', '{6,7}', '00:00', '24:00', 'A test', '2020-01-01')`,
  );
}

/** A group that they hold. */
async function sessions(tx: EntityManager, listing: string, times: Rows['visits']): Promise<void> {
  await tx.query(
    `INSERT INTO offer (council_id, listing_id, kind, title, capacity) VALUES (${COUNCIL}, $1, 'group', 'A group', 5)`,
    [listing],
  );
  for (const {starts, minutes, lane} of times) {
    await tx.query(
      `INSERT INTO offer_session (council_id, offer_id, starts_at, ends_at, place, capacity, cancelled_at)
       SELECT ${COUNCIL}, id, $2::timestamptz, $2::timestamptz + make_interval(mins => $3), 'A hall', 5,
              CASE WHEN $4 > 1 THEN now() END
       FROM offer WHERE listing_id = $1 ON CONFLICT DO NOTHING`,
      [listing, at(starts), minutes, lane],
    );
  }
}

function visit(
  tx: Pick<EntityManager, 'query'>,
  worker: string,
  from: Date,
  minutes: number,
  lane: number,
  named: string | null = null,
): Promise<unknown> {
  return tx.query(
    `INSERT INTO visit (council_id, booking_id, worker_id, lane, state, starts_at, ends_at, price_pence, named_worker_id)
     VALUES (${COUNCIL}, new_id(), $1, $2, 'accepted', $3, $4, 1, $5) ON CONFLICT DO NOTHING`,
    [worker, lane, from, new Date(+from + minutes * 60_000), named],
  );
}

describe('times and rates in memory', () => {
  it('say of every listing what the database says, on the days of a change of the clocks too', async () => {
    const all = await ids();
    const property = fc.asyncProperty(fc.array(asked, {minLength: 1, maxLength: 8}), async (times) => {
      const visits = times
        .map(({starts, minutes}) => range(at(starts), minutes))
        .sort((a, b) => +a.startsAt - +b.startsAt);
      const free = await freeVisits(
        app,
        all.map(({id}) => id),
        visits,
      );
      const count = live.times.counter(visits.map(askedTime));
      expect(all.map(({number}) => count(number))).toEqual(all.map(({id}) => free.get(id) ?? 0));
    });
    await fc.assert(property, {numRuns: 60, seed: SEED, examples: [[[OVER_THE_CHANGE]]]});
  });

  it('cost what they cost by the tables', async () => {
    const all = await ids();
    const visits = Array.from({length: 12}, (_, week) => {
      const day = addDays(WINDOW, week * 5);
      return {day, week, startsAt: londonInstant(day, '16:30'), endsAt: londonInstant(day, '19:15')};
    });
    const [from, to] = [WINDOW, addDays(WINDOW, 60)];
    const [prices, bands] = [
      await readPrices(
        app,
        all.map(({id}) => id),
        from,
        to,
      ),
      await readBands(app, from, to),
    ];
    const [own, theirs] = [new VisitCosts(visits, live.times.bands), new VisitCosts(visits, bands)];
    const costs = all.map(({number, id}) => {
      const [mine, told] = [live.times.askingFor(number), prices.get(id)];
      return [mine ? own.of(mine) : null, told ? theirs.of(told) : null];
    });
    expect(costs.filter(([mine]) => mine !== null).length).toBeGreaterThan(3);
    for (const [mine, told] of costs) expect(mine).toEqual(told);
  });

  it('hold a change as soon as it is committed, in whatever order changes are', async () => {
    const [first, second] = await owner.query<[Worker, Worker]>(
      `SELECT d.number, l.person_id AS id FROM listing l JOIN search_document d ON d.id = l.id
       WHERE l.kind = 'pa' ORDER BY d.number LIMIT 2`,
    );
    const from = at({day: 200, minute: 600});
    const time = [askedTime(range(from, 60))];
    const open = `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on)
      SELECT ${COUNCIL}, id, isodow, '00:00', '24:00', '${addDays(WINDOW, 150)}' FROM listing, generate_series(1, 7) isodow
      WHERE person_id = ANY ($1)`;
    await owner.query(`DELETE FROM availability_pattern; DELETE FROM availability_exception`);
    const free = async () => {
      await doubts.now();
      await live.caughtUp();
      const count = live.times.counter(time);
      return [count(first.number), count(second.number)];
    };
    expect(await free()).toEqual([0, 0]);
    await owner.query(open, [[first.id, second.id]]);
    expect(await free()).toEqual([1, 1]);
    const [early, late] = [owner.createQueryRunner(), owner.createQueryRunner()];
    for (const each of [early, late]) await each.startTransaction();
    for (const each of [early, late]) await unchecked(each.manager);
    await visit(early.manager, first.id, from, 30, 1);
    await visit(late.manager, second.id, from, 30, 1);
    await late.commitTransaction();
    expect(await free()).toEqual([1, 0]);
    await early.commitTransaction();
    expect(await free()).toEqual([0, 0]);
    await Promise.all([early.release(), late.release()]);
    await past((tx) => tx.query(`DELETE FROM visit`));
    expect(await free()).toEqual([1, 1]);
    await past((tx) => visit(tx, randomUUID(), from, 30, 1, first.id));
    expect(await free()).toEqual([0, 1]);
    await past((tx) => tx.query(`UPDATE visit SET named_worker_id = $1`, [second.id]));
    expect(await free()).toEqual([1, 0]);
  });

  it('are noted by every table that they are made from, whatever is done to it', async () => {
    const [source] = await owner.query<{text: string}[]>(
      `SELECT string_agg(prosrc, ' ') AS text FROM pg_proc
       WHERE proname IN ('public_listing_times', 'public_listing_free_visits', 'public_listing_free', 'public_rate_bands',
                         'listing_busy', 'listing_open')`,
    );
    const named = [...(source?.text ?? '').matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, name]) => name);
    const rows = await owner.query<{table: string; events: number}[]>(
      `SELECT relname AS table, (SELECT count(DISTINCT tgtype & 28)::integer FROM pg_trigger
                                 WHERE tgrelid = c.oid AND tgname ~ '_search_times_') AS events
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname = ANY ($1)`,
      [named],
    );
    const some = 'listing rate visit availability_pattern availability_exception rate_band_rule'.split(' ');
    expect(rows.map(({table}) => table)).toEqual(expect.arrayContaining(some));
    // Bank holidays are a migration's to write, and the same in the kernel.
    expect(rows.filter(({events}) => events !== 3)).toEqual([{table: 'bank_holiday', events: 0}]);
  });

  it('forget no note before everybody has read it', async () => {
    const notes = async () => (await owner.query<unknown[]>(`SELECT FROM search_times_changed`)).length;
    const prune = new PruneTimes(app);
    expect(await notes()).toBeGreaterThan(0);
    await allIsOver(owner);
    const now = Date.now();
    await prune.run(now);
    await prune.run(now + 9 * 60_000);
    expect(await notes()).toBeGreaterThan(0);
    await prune.run(now + 10.1 * 60_000);
    expect(await notes()).toBe(0);
  });
});

interface Worker {
  number: number;
  id: string;
}

const range = (startsAt: Date, minutes: number): TimeRange => ({
  startsAt,
  endsAt: new Date(+startsAt + minutes * 60_000),
});
const at = ({day, minute}: {day: number; minute: number}) =>
  new Date(+londonInstant(addDays(WINDOW, day), '00:00') + minute * 60_000);
const clock = (quarter: number) =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
function lastSunday(month: number): Day {
  for (const year of [Number(TODAY.slice(0, 4)), Number(TODAY.slice(0, 4)) + 1]) {
    const first = `${year}-${String(month).padStart(2, '0')}-31`;
    const day = addDays(first, -(new Date(`${first}T00:00:00Z`).getUTCDay() % 7));
    if (day > TODAY) return day;
  }
  throw new Error('there is one each year');
}
