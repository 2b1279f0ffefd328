import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {CoverClock} from '../../../libs/bookings/src/cover/cover-clock.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let duty: TestPerson;
const HOUR = 3_600_000;

beforeAll(async () => {
  scenario = await Scenario.open();
  duty = await scenario.world.person(scenario.council, 'Duty Person', ['duty']);
});
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);

interface Cover {
  id: string;
  status: string;
  cover_visit_id: string | null;
  asks: {id: string; name: string; status: string; listed: boolean | null; phone: string | null}[];
}

interface World {
  holder: TestPerson;
  line: string;
  pa: TestListing;
  backups: TestListing[];
  visit: string;
  booking: string;
}

/** A visit in some days, and who is named for it: a provider, then a PA, then a friend. */
async function world(shared = true): Promise<World> {
  const holder = await scenario.holder();
  const line = await scenario.line(holder, 50_000);
  const pa = await scenario.pa();
  await scenario.engage(holder, pa);
  const dear = {rates: [{band: 'weekday', unit: 'hour', ratePence: 2_000}]};
  const backups = [await scenario.provider(1, scenario.council, dear), await scenario.pa(scenario.council, dear)];
  const contacts = [
    {kind: 'provider', listing_id: backups[0]?.id, name: 'Help at hand', phone: '01632 960001'},
    {kind: 'pa', listing_id: backups[1]?.id, name: 'Second PA', phone: '01632 960002'},
    {kind: 'friend', name: 'Fay Friend', phone: '01632 960003'},
  ];
  await call(holder, 'put', '/backup', {contacts, shared}).expect(200);
  const made = await call(holder, 'post', '/bookings', booking(pa, line, at(1, 3, '09:00'), at(1, 3, '11:00'))).expect(
    201,
  );
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  await call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  return {holder, line, pa, backups, visit: visits[0]?.id ?? '', booking: id};
}

async function ask(who: TestPerson, visit: string): Promise<Cover> {
  return (await call(who, 'post', `/visits/${visit}/cover`).expect(201)).body as Cover;
}

async function read(who: TestPerson, id: string): Promise<Cover> {
  return (await call(who, 'get', `/cover-requests/${id}`).expect(200)).body as Cover;
}

async function committed(line: string): Promise<number> {
  const [row] = await scenario.world.owner.query<{sum: number}[]>(
    `SELECT sum(committed_pence)::int AS sum FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
    [line],
  );
  return row?.sum ?? -1;
}

async function late(cover: string): Promise<void> {
  await scenario.world.owner.query(
    `UPDATE cover_ask SET answer_by = now() - interval '1 minute', asked_at = now() - interval '1 hour'
     WHERE request_id = $1 AND state = 'asked'`,
    [cover],
  );
  await scenario.api.app.get(CoverClock, {strict: false}).run();
}

describe('when a PA cannot come', () => {
  it('contacts are asked in order, and the visit and its price become those of who comes, at once', async () => {
    const {holder, line, pa, backups, visit, booking: id} = await world();
    const [first, second] = backups as [TestListing, TestListing];
    const asked = await call(pa.person, 'post', `/visits/${visit}/cover`).expect(201);
    const cover = asked.body as Cover;
    expect(cover.asks.map((ask) => [ask.status, ask.listed, ask.phone, ask.name])).toEqual([
      ['asked', true, null, ''],
      ['waiting', true, null, ''],
      ['waiting', null, null, ''],
    ]);
    await call(holder, 'post', `/visits/${visit}/cover`).expect(409, /COVER_ASKED/);
    expect(await committed(line)).toBe(2_900);
    const [one = {id: ''}, two = {id: ''}] = cover.asks;
    await call(second.person, 'post', `/cover-asks/${two.id}/accept`).expect(404);
    await call(first.person, 'post', `/cover-asks/${one.id}/decline`).expect(204);
    const wish = await call(second.person, 'get', '/cover-asks').expect(200);
    expect(wish.body).toMatchObject({items: [{id: two.id, price_pence: 4_000, holder_name: holder.name}]});
    await call(second.person, 'post', `/cover-asks/${two.id}/accept`).expect(200);
    const after = await read(holder, cover.id);
    expect(after).toMatchObject({status: 'covered', cover_visit_id: expect.any(String)});
    expect(after.asks.map((ask) => ask.status)).toEqual(['declined', 'accepted', 'skipped']);
    expect(after.asks.map((ask) => ask.phone)).toEqual([null, null, null]);
    expect(await committed(line)).toBe(4_000);
    const old = await call(holder, 'get', `/bookings/${id}`).expect(200);
    expect(old.body).toMatchObject({visits: [{status: 'cancelled', actual_pence: null}]});
    const diary = await call(
      second.person,
      'get',
      `/visits?from=${at(1, 1, '00:00').slice(0, 10)}&to=2099-01-01`,
    ).expect(200);
    expect(diary.body).toMatchObject({items: [{id: after.cover_visit_id, status: 'accepted', price_pence: 4_000}]});
    await call(first.person, 'post', `/cover-asks/${one.id}/accept`).expect(409, /COVER_TAKEN/);
  });

  it('exactly one of two who say yes at the same time comes', async () => {
    for (let round = 0; round < 4; round += 1) {
      const {holder, line, backups, visit} = await world();
      const [first, second] = backups as [TestListing, TestListing];
      const cover = await ask(holder, visit);
      await late(cover.id);
      const answers = await Promise.all([
        call(first.person, 'post', `/cover-asks/${cover.asks[0]?.id ?? ''}/accept`),
        call(second.person, 'post', `/cover-asks/${cover.asks[1]?.id ?? ''}/accept`),
      ]);
      expect(answers.map(({status}) => status).sort()).toEqual([200, 409]);
      expect(await committed(line)).toBe(4_000);
    }
  });

  it('a friend is rung by the person, and nobody is left when all had their time', async () => {
    const {holder, line, backups, visit} = await world();
    const {id, asks} = await ask(holder, visit);
    expect(asks.map((ask) => ask.phone)).toEqual(['01632 960001', '01632 960002', '01632 960003']);
    await late(id);
    await late(id);
    expect((await read(holder, id)).asks.map((ask) => ask.status)).toEqual(['timed_out', 'timed_out', 'asked']);
    await late(id);
    expect((await read(holder, id)).status).toBe('nobody');
    const friend = asks[2]?.id ?? '';
    await call(backups[0]?.person ?? holder, 'post', `/cover-asks/${friend}/rung`, {comes: true}).expect(403);
    await call(holder, 'post', `/cover-asks/${friend}/rung`, {comes: true}).expect(204);
    expect(await read(holder, id)).toMatchObject({status: 'covered', cover_visit_id: null});
    expect(await committed(line)).toBe(0);
  });

  it('the duty officer sees who has nobody, and asks, only where the person said so; each reading is on record', async () => {
    const open = await world();
    const closed = await world(false);
    scenario.api.clock.travelTo(new Date(new Date(at(1, 3, '09:00')).getTime() - 10 * HOUR).toISOString());
    await call(duty, 'post', `/duty/visits/${closed.visit}/cover`).expect(404);
    await call(duty, 'post', `/duty/visits/${open.visit}/cover`).expect(204);
    await call(closed.holder, 'post', `/visits/${closed.visit}/cover`).expect(201);
    const list = await call(duty, 'get', '/duty/uncovered-visits').expect(200);
    expect(list.body).toMatchObject({total: 1, items: [{visit_id: open.visit, holder: {id: open.holder.personId}}]});
    const [reading] = await scenario.world.owner.query<{count: number}[]>(
      `SELECT count(*)::int FROM audit_entry WHERE action = 'uncovered.read' AND actor_id = $1 AND subject_id = $2`,
      [duty.personId, open.holder.personId],
    );
    expect(reading?.count).toBe(1);
    await call(open.holder, 'get', '/duty/uncovered-visits').expect(403);
  });

  it('nobody who is not listed, or is elsewhere, is asked; without anybody named it says so', async () => {
    const {holder, backups, visit} = await world();
    const [first, second] = backups as [TestListing, TestListing];
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [first.id]);
    const other = await scenario.holder();
    const purse = await scenario.line(other, 50_000);
    await scenario.engage(other, second);
    await call(other, 'post', '/bookings', booking(second, purse, at(1, 3, '10:00'), at(1, 3, '12:00'))).expect(201);
    const cover = await ask(holder, visit);
    expect(cover.asks.map((ask) => ask.status)).toEqual(['skipped', 'skipped', 'asked']);
    await call(holder, 'post', `/cover-requests/${cover.id}/withdraw`).expect(200);
    await call(holder, 'put', '/backup', {contacts: []}).expect(200);
    await call(holder, 'post', `/visits/${visit}/cover`).expect(422, /NO_CONTACTS/);
  });
});
