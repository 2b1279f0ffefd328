import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {CoverClock} from '../../libs/bookings/src/cover/cover-clock.js';
import {FollowFunds} from '../../libs/bookings/src/funding/follow-funds.js';
import type {TestPerson} from '../support/people.js';
import {ProductProcess} from '../support/process.js';
import {at, booking, Scenario, type TestListing} from '../support/scenario.js';

/** `BOOKINGS_CHAOS=full` is the size that is asked of the product; otherwise as much as fits beside the other tests. */
const FULL = process.env.BOOKINGS_CHAOS === 'full';
const CLIENTS = FULL ? 64 : 16;
const KILLS = FULL ? 10 : 3;
const WORKERS = FULL ? 50 : 6;
const LINES = FULL ? 200 : 8;
const ACTS = FULL ? 300 : 60;
const KINDS = ['booking', 'change', 'cover', 'pause', 'visit'];

interface Client {
  holder: TestPerson;
  line: string;
}
interface Booked {
  id: string;
  provider: TestListing;
  holder: TestPerson;
  visits: {id: string; starts_at: string}[];
}

let scenario: Scenario;
let clients: Client[];
let providers: TestListing[];
const booked: Booked[] = [];
/** Visits that are over, promised before the storm, whose hours can be recorded and approved. */
const over: Booked[] = [];

beforeAll(async () => {
  scenario = await Scenario.open();
  providers = await several(WORKERS, () => scenario.provider(2));
  clients = await several(LINES, async () => {
    const holder = await scenario.holder();
    return {holder, line: await scenario.line(holder, 30_000)};
  });
  const contacts = providers.slice(0, 3).map(({id}, index) => ({
    ...{kind: 'provider', listing_id: id, name: `Back-up ${index}`, phone: '01632 960001'},
  }));
  for (const {holder} of clients) await scenario.call(holder, 'put', '/backup', {contacts}).expect(200);
  await before();
}, 600_000);
afterAll(() => scenario.close());

/** A few at a time: more who sign in at once from one place are told to wait. */
async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) {
    made.push(...(await Promise.all(Array.from({length: Math.min(20, count - made.length)}, make))));
  }
  return made;
}

/** What was booked for today's early hours, two weeks ago. */
async function before(): Promise<void> {
  const start = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 3 * 3_600_000);
  scenario.api.clock.travelTo(new Date(start.getTime() - 86_400_000).toISOString());
  const rich = clients.slice(0, WORKERS);
  for (const [index, {holder, line}] of rich.entries()) {
    const provider = providers[index] as TestListing;
    const end = new Date(start.getTime() + 3_600_000).toISOString();
    const made = await scenario.call(holder, 'post', '/bookings', booking(provider, line, start.toISOString(), end));
    if (made.status !== 201) continue; // a period that began today has nothing for the night before it
    const {id, visits} = made.body as {id: string; visits: Booked['visits']};
    await scenario.call(provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    over.push({id, provider, holder, visits});
  }
  scenario.api.clock.back();
}

/** What the API said it did, before it was killed: by kind and id, as the database then has to have it. */
const acknowledged = new Map<string, string>();
/** Answers that were our own fault. */
const faults: string[] = [];

describe('a process killed in the middle of its work', () => {
  it('leaves nobody in two places, every penny accounted for, and everything it acknowledged', async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const api = await ProductProcess.start('api', {DATABASE_URL: scenario.database.appUrl});
      let running = true;
      const before = acknowledged.size;
      const all = Array.from({length: CLIENTS}, async (_, client) => {
        const pick = numbers(client * 7_919 + round * 104_729);
        while (running) await act(api.url, client, pick).catch(() => null);
      });
      const clockwork = (async () => {
        while (running) {
          await scenario.api.app.get(CoverClock, {strict: false}).run();
          await scenario.api.app.get(FollowFunds, {strict: false}).run();
          await pause(200);
        }
      })();
      const enough = ACTS + round * 7;
      for (const deadline = Date.now() + 900_000; Date.now() < deadline && acknowledged.size < before + enough;)
        await pause(10);
      await api.kill();
      running = false;
      await Promise.all([...all, clockwork]);
      expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
      expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS * ACTS);
    expect(await lost()).toEqual([]);
    expect(faults).toEqual([]);
    const kinds = new Set([...acknowledged.keys()].map((key) => key.split(' ')[0]));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(FULL ? KINDS : ['booking', 'change', 'visit']));
  }, 3_600_000);
});

/** Always the same numbers, so that what was found can be looked for again. */
function numbers(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A later step may have been done without its answer arriving; an earlier one may not have been lost. */
async function lost(): Promise<string[]> {
  const rows = await scenario.world.owner.query<{key: string; state: string}[]>(
    `SELECT 'booking ' || id AS key, state FROM booking UNION ALL SELECT 'visit ' || id, state FROM visit
     UNION ALL SELECT 'change ' || id, state FROM visit_change UNION ALL SELECT 'cover ' || id, state FROM cover_request
     UNION ALL SELECT 'pause ' || id, CASE WHEN ended_at IS NULL THEN 'begun' ELSE 'ended' END FROM support_pause`,
  );
  const states = new Map(rows.map((row) => [row.key, row.state]));
  const order = ['begun', 'requested', 'proposed', 'asking', 'nobody', 'accepted', 'paused', 'recorded', 'approved'];
  const ends = ['ended', 'cancelled', 'covered', 'withdrawn', 'missed', 'expired', 'declined'];
  const rank = (state = '') => (ends.includes(state) ? order.length : order.indexOf(state));
  return [...acknowledged]
    .filter(([key, state]) => rank(states.get(key)) < rank(state))
    .map(([key, state]) => `${key} ${state} ${states.get(key) ?? 'is not there'}`);
}

/** One client does something with what there is, as fast as it can. */
async function act(url: string, client: number, pick: (below: number) => number): Promise<void> {
  const {holder, line} = clients[(client + pick(7) * CLIENTS) % clients.length] as Client;
  const some = booked.length ? booked[pick(booked.length)] : undefined;
  const visit = some?.visits[pick(some.visits.length)];
  switch (some && visit ? pick(12) : 0) {
    case 1:
    case 2:
      return note(
        await post(url, some?.provider.person, `/bookings/${some?.id ?? ''}/accept`),
        `booking ${some?.id ?? ''}`,
        'accepted',
      );
    case 3:
      return note(
        await post(url, some?.holder, `/visits/${visit?.id ?? ''}/cancel`, {reach: 'one'}),
        `visit ${visit?.id ?? ''}`,
        'cancelled',
      );
    case 4:
      return note(
        await post(url, some?.holder, `/bookings/${some?.id ?? ''}/cancel`),
        `booking ${some?.id ?? ''}`,
        'cancelled',
      );
    case 5:
    case 6:
      return move(url, some as Booked, visit as {id: string}, pick);
    case 7:
      return cover(url, some as Booked, visit as {id: string});
    case 8:
      return away(url, holder, pick);
    case 9:
      return lapse(pick);
    case 10:
      return hours(url, pick);
    default:
      return request(url, holder, line, pick);
  }
}

async function request(url: string, holder: TestPerson, line: string, pick: (below: number) => number): Promise<void> {
  const provider = providers[pick(providers.length)] as TestListing;
  const [week, day, hour] = [2 + pick(45), 1 + pick(5), String(8 + pick(10)).padStart(2, '0')];
  const times = [at(week, day, `${hour}:00`), at(week, day, `${hour}:45`)] as const;
  const more = pick(3) ? {} : {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=6'}};
  const made = await post<{id: string; visits: Booked['visits']}>(
    url,
    holder,
    '/bookings',
    booking(provider, line, ...times, more),
  );
  if (!made) return;
  acknowledged.set(`booking ${made.id}`, 'requested');
  booked.push({...made, provider, holder});
}

async function move(
  url: string,
  {holder, provider}: Booked,
  visit: {id: string},
  pick: (below: number) => number,
): Promise<void> {
  const [week, day, hour] = [2 + pick(45), 1 + pick(5), String(8 + pick(9)).padStart(2, '0')];
  const body = {
    reach: pick(2) ? 'one' : 'following',
    starts_at: at(week, day, `${hour}:00`),
    ends_at: at(week, day, `${hour}:50`),
  };
  const made = await post<{id: string}>(url, pick(2) ? holder : provider.person, `/visits/${visit.id}/changes`, body);
  if (!made) return;
  acknowledged.set(`change ${made.id}`, 'proposed');
  for (const who of [provider.person, holder]) {
    note(await post(url, who, `/visit-changes/${made.id}/accept`), `change ${made.id}`, 'accepted');
  }
  await post(url, holder, `/visit-changes/${made.id}/withdraw`);
}

async function cover(url: string, {provider}: Booked, visit: {id: string}): Promise<void> {
  const made = await post<{id: string; asks: {id: string}[]}>(url, provider.person, `/visits/${visit.id}/cover`);
  if (!made) return;
  acknowledged.set(`cover ${made.id}`, 'asking');
  const answers = made.asks.flatMap(({id}) =>
    providers.slice(0, 3).map((each) => post(url, each.person, `/cover-asks/${id}/accept`)),
  );
  if ((await Promise.all(answers)).some(Boolean)) acknowledged.set(`cover ${made.id}`, 'covered');
}

async function away(url: string, holder: TestPerson, pick: (below: number) => number): Promise<void> {
  const week = 3 + pick(40);
  const [from, until] = [at(week, 1, '12:00').slice(0, 10), at(week, 7, '12:00').slice(0, 10)];
  const made = await post<{id: string}>(url, holder, '/pauses', {kind: 'holiday', from_day: from, until_day: until});
  if (!made) return;
  acknowledged.set(`pause ${made.id}`, 'begun');
  const again = await post(url, holder, `/pauses/${made.id}/resume`, {from_day: at(week, 3, '12:00').slice(0, 10)});
  note(again, `pause ${made.id}`, 'ended');
}

/** The register takes a provider down for a moment, and shows it again. */
async function lapse(pick: (below: number) => number): Promise<void> {
  const {id} = providers[pick(providers.length)] as TestListing;
  await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1 AND state = 'live'`, [id]);
  await pause(20);
  await scenario.world.owner.query(`UPDATE listing SET state = 'live' WHERE id = $1 AND state = 'resting'`, [id]);
}

async function hours(url: string, pick: (below: number) => number): Promise<void> {
  const done = over[pick(Math.max(over.length, 1))];
  const visit = done?.visits[0];
  if (!done || !visit) return;
  const start = new Date(visit.starts_at);
  const body = {
    started_at: start.toISOString(),
    ended_at: new Date(start.getTime() + (1 + pick(80)) * 60_000).toISOString(),
  };
  note(await post(url, done.provider.person, `/visits/${visit.id}/hours`, body), `visit ${visit.id}`, 'recorded');
  if (pick(4) === 0)
    note(await post(url, done.holder, `/visits/${visit.id}/approve`, {}), `visit ${visit.id}`, 'approved');
}

function note(answer: unknown, key: string, state: string): void {
  if (answer) acknowledged.set(key, state);
}

async function post<T>(
  url: string,
  person: TestPerson | undefined,
  path: string,
  body: object = {},
): Promise<T | null> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${person?.token ?? ''}`},
    body: JSON.stringify(body),
  });
  if (answer.status >= 500) faults.push(`${path} ${await answer.text()}`);
  return answer.ok ? ((await answer.json()) as T) : null;
}
