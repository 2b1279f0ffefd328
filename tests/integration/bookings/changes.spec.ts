import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {ExpireChanges} from '../../../libs/bookings/src/changes/expire-changes.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let line: string;
const HOUR = 3_600_000;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 25_000, {weeks: 12});
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
});
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const later = (instant: string, hours: number) => new Date(new Date(instant).getTime() + hours * HOUR).toISOString();

interface Made {
  id: string;
  visits: {id: string; starts_at: string; ends_at: string; price_pence: number; status: string; planned?: boolean}[];
}

async function booked(startsAt: string, hours: number, more: object = {}, who = pa): Promise<Made> {
  const made = await call(holder, 'post', '/bookings', booking(who, line, startsAt, later(startsAt, hours), more));
  expect({status: made.status, body: made.body as object}).toMatchObject({status: 201});
  const {id} = made.body as Made;
  const accepted = await call(who.person, 'post', `/bookings/${id}/accept`).expect(200);
  return accepted.body as Made;
}

async function read(id: string): Promise<Made> {
  return (await call(holder, 'get', `/bookings/${id}`).expect(200)).body as Made;
}

/** Held, committed, spent and left, of all periods together. */
async function money(): Promise<Record<string, number>> {
  const [row] = await scenario.world.owner.query<Record<string, number>[]>(
    `SELECT sum(held_pence)::int AS held, sum(committed_pence)::int AS committed, sum(spent_pence)::int AS spent
     FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
    [line],
  );
  return row ?? {};
}

const change = (visit: string, reach: string, startsAt: string, hours: number) =>
  [`/visits/${visit}/changes`, {reach, starts_at: startsAt, ends_at: later(startsAt, hours)}] as const;

async function proposed(who: TestPerson, path: string, body: object): Promise<string> {
  return ((await call(who, 'post', path, body).expect(201)).body as Made).id;
}

describe('other times', () => {
  it('are proposed by either side, shown with the price before and after, and move all or nothing on a yes', async () => {
    const made = await booked(at(1, 1, '09:00'), 2, {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=4'}});
    const before = await money();
    const [, second] = made.visits;
    const [path, body] = change(second?.id ?? '', 'following', at(2, 2, '10:00'), 3);
    const quote = await call(pa.person, 'post', `${path}/quote`, body).expect(200);
    expect(quote.body).toMatchObject({before_pence: 8_700, after_pence: 13_050});
    const proposed = await call(pa.person, 'post', path, body).expect(201);
    const {id} = proposed.body as {id: string};
    expect(proposed.body).toMatchObject({status: 'proposed', proposed_by: 'worker', after_pence: 13_050});
    expect(await money()).toEqual(before);
    await call(holder, 'post', path, body).expect(409, /CHANGE_WAITING/);
    await call(pa.person, 'post', `/visit-changes/${id}/accept`).expect(422, /OWN_PROPOSAL/);
    await call(holder, 'post', `/visit-changes/${id}/withdraw`).expect(422, /ILLEGAL_TRANSITION/);
    await call(holder, 'post', `/visit-changes/${id}/accept`, {price_pence: 1}).expect(409, /PRICE_CHANGED/);
    await call(holder, 'post', `/visit-changes/${id}/accept`, {price_pence: 13_050}).expect(200);
    const {visits} = await read(made.id);
    expect(visits.map((visit) => visit.starts_at)).toEqual(
      [1, 2, 3, 4].map((week) => at(week, week === 1 ? 1 : 2, week === 1 ? '09:00' : '10:00')),
    );
    expect(visits.map((visit) => visit.price_pence)).toEqual([2_900, 4_350, 4_350, 4_350]);
    expect(await money()).toEqual({...before, committed: (before.committed ?? 0) + 4_350});
    await call(holder, 'post', `/visit-changes/${id}/accept`).expect(422, /ILLEGAL_TRANSITION/);
  });

  it('may be a week on, where the next visit of the pattern is now', async () => {
    const made = await booked(at(1, 3, '09:00'), 1, {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=5'}});
    const [path, body] = change(made.visits[0]?.id ?? '', 'all', at(2, 3, '09:00'), 1);
    const id = await proposed(holder, path, body);
    await call(pa.person, 'post', `/visit-changes/${id}/accept`).expect(200);
    const {visits} = await read(made.id);
    expect(visits.map((visit) => visit.starts_at)).toEqual([2, 3, 4, 5, 6].map((week) => at(week, 3, '09:00')));
  });

  it('that somebody else has since leave everything as it was', async () => {
    const made = await booked(at(1, 4, '09:00'), 2);
    const visit = made.visits[0]?.id ?? '';
    const [path, body] = change(visit, 'one', at(1, 4, '14:00'), 2);
    const id = await proposed(holder, path, body);
    await booked(at(1, 4, '15:00'), 1);
    const before = await money();
    await call(pa.person, 'post', `/visit-changes/${id}/accept`).expect(409, /SLOT_TAKEN/);
    await call(holder, 'post', `/visit-changes/${id}/withdraw`).expect(200);

    expect(await money()).toEqual(before);
    expect((await read(made.id)).visits).toMatchObject([{starts_at: at(1, 4, '09:00'), price_pence: 2_900}]);
  });

  it('that cost more than is left leave everything as it was', async () => {
    const poor = await scenario.holder();
    const purse = await scenario.line(poor, 1_000, {weeks: 8});
    const provider = await scenario.provider();
    const made = await call(
      poor,
      'post',
      '/bookings',
      booking(provider, purse, at(1, 2, '09:00'), at(1, 2, '10:00')),
    ).expect(201);
    const {id, visits} = made.body as Made;
    await call(provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    const wanted = await proposed(poor, ...change(visits[0]?.id ?? '', 'one', at(1, 2, '09:00'), 3));
    const refused = await call(provider.person, 'post', `/visit-changes/${wanted}/accept`).expect(422);
    expect(refused.body).toMatchObject({code: 'ALLOCATION_INSUFFICIENT', needed_pence: 4_350, available_pence: 4_000});
    const after = await call(poor, 'get', `/bookings/${id}`).expect(200);
    expect(after.body).toMatchObject({
      visits: [{price_pence: 1_450, ends_at: at(1, 2, '10:00')}],
      holds: [{amount_pence: 1_450}],
    });
  });

  it('come to nothing when nobody answers in time', async () => {
    const made = await booked(at(2, 5, '09:00'), 1);
    const id = await proposed(holder, ...change(made.visits[0]?.id ?? '', 'one', at(2, 5, '13:00'), 1));
    await scenario.world.owner.query(
      `UPDATE visit_change_time SET starts_at = now() - interval '1 hour', ends_at = now() WHERE change_id = $1`,
      [id],
    );
    await scenario.api.app.get(ExpireChanges, {strict: false}).run();
    expect((await call(pa.person, 'get', `/visit-changes/${id}`).expect(200)).body).toMatchObject({
      status: 'expired',
    });
  });
});

describe('calling off', () => {
  it('one visit, or those from it on, costs what the terms say and leaves the others', async () => {
    const made = await booked(at(1, 2, '08:00'), 1, {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=4'}});
    const [first, , third] = made.visits;
    const before = await money();
    scenario.api.clock.travelTo(later(at(1, 2, '08:00'), -5));
    const shown = await call(holder, 'get', `/visits/${first?.id ?? ''}/cancellation`).expect(200);
    expect(shown.body).toMatchObject({charge_pence: 1_450, visits: [{id: first?.id}]});
    await call(holder, 'post', `/visits/${first?.id ?? ''}/cancel`, {reach: 'one'}).expect(200);
    await call(pa.person, 'post', `/visits/${third?.id ?? ''}/cancel`, {reach: 'following'}).expect(200);
    const after = await read(made.id);
    expect(after).toMatchObject({status: 'accepted'});
    expect(after.visits.map((visit) => visit.status)).toEqual(['cancelled', 'accepted', 'cancelled', 'cancelled']);
    expect(await money()).toEqual({
      held: before.held,
      committed: (before.committed ?? 0) - 4_350,
      spent: (before.spent ?? 0) + 1_450,
    });
    await call(holder, 'post', `/visits/${first?.id ?? ''}/cancel`).expect(422, /ILLEGAL_TRANSITION/);
    await call(holder, 'post', `/visits/${made.visits[1]?.id ?? ''}/cancel`).expect(200);
  });
});

describe('somebody who was not there', () => {
  it('is recorded by the other side, with what follows by the terms', async () => {
    const made = await booked(at(1, 1, '14:00'), 1, {recurrence: {rrule: 'FREQ=DAILY;COUNT=2'}});
    const [first = '', second = ''] = made.visits.map((visit) => visit.id);
    await call(holder, 'post', `/visits/${first}/no-show`).expect(422, /TOO_EARLY/);
    scenario.api.clock.travelTo(at(1, 2, '16:00'));
    const before = await money();
    expect((await call(holder, 'post', `/visits/${first}/no-show`).expect(200)).body).toMatchObject({status: 'missed'});
    const nobodyIn = await call(pa.person, 'post', `/visits/${second}/no-show`).expect(200);
    expect(nobodyIn.body).toMatchObject({status: 'recorded', missing: 'holder', charge_pence: 1_450});
    await call(holder, 'post', `/visits/${second}/approve`, {actual_pence: 1_450}).expect(200);
    expect(await money()).toEqual({
      ...before,
      committed: (before.committed ?? 0) - 2_900,
      spent: (before.spent ?? 0) + 1_450,
    });
    await call(pa.person, 'post', `/visits/${first}/hours`, {
      started_at: at(1, 1, '14:00'),
      ended_at: at(1, 1, '15:00'),
    }).expect(422);
  });
});

describe('patterns', () => {
  it('leave days out, and bank holidays where that is asked', async () => {
    const provider = await scenario.provider(5);
    const rrule = 'FREQ=WEEKLY;BYDAY=MO,FR;COUNT=104';
    const body = booking(provider, line, at(1, 1, '09:00'), at(1, 1, '09:30'), {
      recurrence: {rrule, bank_holidays: 'skip'},
    });
    const kept = await call(holder, 'post', '/bookings/quote', {...body, recurrence: {rrule}}).expect(200);
    const skipped = await call(holder, 'post', '/bookings/quote', body).expect(200);
    const visits = (answer: typeof kept) =>
      (answer.body as {visits: {bank_holiday: string | null; planned: boolean}[]}).visits;
    const holidays = visits(kept).filter((visit) => visit.bank_holiday).length;
    expect(holidays).toBeGreaterThan(4);
    expect(visits(skipped)).toHaveLength(visits(kept).length - holidays);

    const pattern = {recurrence: {rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=3', except: [at(3, 1, '12:00').slice(0, 10)]}};
    const made = await booked(at(1, 1, '10:00'), 1, pattern, provider);
    expect(made.visits.map((visit) => visit.starts_at)).toEqual([at(1, 1, '10:00'), at(5, 1, '10:00')]);
    const stray = {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3', except: ['2030-01-01']}};
    const refused = await call(
      holder,
      'post',
      '/bookings',
      booking(provider, line, at(1, 1, '10:00'), at(1, 1, '11:00'), stray),
    );
    expect(refused.body).toMatchObject({status: 400, errors: [{field: 'recurrence.except'}]});
  });

  it('beyond the periods that are known are planned, and hold nothing', async () => {
    const provider = await scenario.provider(5);
    const made = await booked(at(11, 1, '09:00'), 1, {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'}}, provider);
    expect(made.visits.map((visit) => visit.planned)).toEqual([false, true, true]);
    await scenario.world.owner.query(`UPDATE budget_line SET ends_on = $2::date WHERE id = $1`, [
      line,
      at(13, 1, '12:00').slice(0, 10),
    ]);
    const beyond = booking(provider, line, at(14, 1, '09:00'), at(14, 1, '10:00'));
    await call(holder, 'post', '/bookings', beyond).expect(422, /ALLOCATION_INSUFFICIENT/);
    await call(holder, 'post', `/visits/${made.visits[2]?.id ?? ''}/cancel`).expect(200);
  });
});

describe('who of an enterprise comes', () => {
  it('is said by the enterprise, never for two visits at once, and stays with a visit that moves', async () => {
    const provider = await scenario.provider(2);
    const {world, council} = scenario;
    const second = await world.person(council, 'Second Worker', ['provider']);
    const [row] = await world.owner.query<{id: string}[]>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
      provider.id,
    ]);
    await world.add('organisation_member', {
      ...{council_id: council, organisation_id: row?.id, person_id: second.personId},
    });
    const visits: string[] = [];
    for (const time of ['09:00', '09:30']) {
      const made = await booked(at(4, 2, time), 1, {}, provider);
      visits.push(made.visits[0]?.id ?? '');
    }
    const name = (visit = '', person_id: string | null = second.personId) =>
      call(provider.person, 'put', `/visits/${visit}/worker`, {person_id});
    await name(visits[0]).expect(204);
    await name(visits[1]).expect(409, /WORKER_TAKEN/);
    await name(visits[1], provider.person.personId).expect(204);
    await name(visits[1], holder.personId).expect(400, /person_id/);
    await call(holder, 'put', `/visits/${visits[0] ?? ''}/worker`, {person_id: null}).expect(403);
    const [path, body] = change(visits[0] ?? '', 'one', at(4, 2, '15:00'), 1);
    const moved = await proposed(holder, path, body);
    await call(provider.person, 'post', `/visit-changes/${moved}/accept`).expect(200);
    const sql = `SELECT named_worker_id AS id FROM visit WHERE id = $1`;
    expect(await world.owner.query(sql, [visits[0]])).toEqual([{id: second.personId}]);
    await name(visits[1]).expect(204);
  });

  it('takes their own time as a PA: they are not free then, nor on the way, until somebody else is sent', async () => {
    const [enterprise, own] = [await scenario.provider(2), await scenario.pa()];
    const {owner} = scenario.world;
    await owner.query(`UPDATE listing SET buffer_minutes = 30 WHERE id = $1`, [own.id]);
    await owner.query(
      `INSERT INTO organisation_member (council_id, organisation_id, person_id)
       SELECT council_id, organisation_id, $2 FROM listing WHERE id = $1`,
      [enterprise.id, own.person.personId],
    );
    await scenario.engage(holder, own);
    const made = await booked(at(5, 2, '10:00'), 1, {}, enterprise);
    const send = (person_id: string | null) =>
      call(enterprise.person, 'put', `/visits/${made.visits[0]?.id ?? ''}/worker`, {person_id}).expect(204);
    const path = `/listings/${own.id}/times?from=${at(5, 2, '00:00')}&to=${at(5, 3, '00:00')}`;
    const free = async () => (await call(null, 'get', path).expect(200)).body as object;
    const between = (from: string, to: string) => ({starts_at: at(5, 2, from), ends_at: at(5, 2, to)});
    const whole = {items: [between('08:00', '18:00')]};
    expect(await free()).toMatchObject(whole);
    await send(own.person.personId);
    expect(await free()).toMatchObject({items: [between('08:00', '09:30'), between('11:30', '18:00')]});
    const asked = (time: string) =>
      call(holder, 'post', '/bookings', booking(own, line, at(5, 2, time), at(5, 2, '12:30')));
    await asked('11:15').expect(409, /SLOT_TAKEN/);
    await send(null);
    expect(await free()).toMatchObject(whole);
    await asked('11:15').expect(201);
  });
});
