import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {CancellationRules} from '@app/listings';
import type {EntityManager} from 'typeorm';
import type {TestPerson} from '../../support/people.js';
import {until} from '../../support/until.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

/** What a listing says of the way between visits, of the shortest visit and of calling off is what booking keeps. */
let scenario: Scenario;
let holder: TestPerson;
let line: string;
const HOUR = 3_600_000;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 50_000);
});
afterAll(async () => {
  scenario.api.clock.back();
  await scenario.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const book = (listing: TestListing, startsAt: string, endsAt: string, more: object = {}) =>
  call(holder, 'post', '/bookings', booking(listing, line, startsAt, endsAt, more));

async function accepted(listing: TestListing, startsAt: string, endsAt: string): Promise<{id: string; visit: string}> {
  const made = await book(listing, startsAt, endsAt).expect(201);
  const {id, visits} = made.body as {id: string; visits: [{id: string}]};
  await call(listing.person, 'post', `/bookings/${id}/accept`).expect(200);
  return {id, visit: visits[0].id};
}

/** A visit past every use case. */
const insertVisit = (
  bookingId: string,
  worker: string,
  startsAt: string,
  endsAt: string,
  tx: Pick<EntityManager, 'query'> = scenario.world.owner,
) =>
  tx.query(
    `INSERT INTO visit (council_id, booking_id, worker_id, lane, starts_at, ends_at, price_pence)
     VALUES ($1, $2, $3, 1, $4, $5, 100)`,
    [scenario.council, bookingId, worker, startsAt, endsAt],
  );

const WAITING = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

describe('the way between visits', () => {
  it('is kept by one visit, by patterns, which name the days that cannot be, and by changes', async () => {
    const pa = await scenario.pa(scenario.council, {columns: {buffer_minutes: 30}});
    await scenario.engage(holder, pa);
    const first = await accepted(pa, at(2, 2, '09:00'), at(2, 2, '10:00'));
    const near = await book(pa, at(2, 2, '10:15'), at(2, 2, '11:15')).expect(409, /SLOT_TAKEN/);
    expect(near.body).toMatchObject({errors: [{field: 'starts_at'}], clashes: [at(2, 2, '10:15')]});
    expect(JSON.stringify(near.body)).toContain('less than 30 minutes from another visit');
    await book(pa, at(2, 2, '07:45'), at(2, 2, '08:45')).expect(409, /SLOT_TAKEN/);
    const next = await accepted(pa, at(2, 2, '10:30'), at(2, 2, '11:30'));

    const weekly = {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'}};
    const pattern = await book(pa, at(1, 2, '08:00'), at(1, 2, '08:45'), weekly).expect(409, /SLOT_TAKEN/);
    expect(pattern.body).toMatchObject({clashes: [at(2, 2, '08:00')]});

    const [near1, far] = [
      {reach: 'one', starts_at: at(2, 2, '10:10'), ends_at: at(2, 2, '11:10')},
      {reach: 'one', starts_at: at(2, 2, '10:45'), ends_at: at(2, 2, '11:45')},
    ];
    const refused = await call(holder, 'post', `/visits/${next.visit}/changes`, near1).expect(409, /SLOT_TAKEN/);
    expect(refused.body).toMatchObject({clashes: [at(2, 2, '10:10')]});
    const change = await call(holder, 'post', `/visits/${next.visit}/changes`, far).expect(201);
    const taken = await accepted(pa, at(2, 2, '12:15'), at(2, 2, '13:00'));
    await scenario.world.owner.query(`UPDATE listing SET buffer_minutes = 45 WHERE id = $1`, [pa.id]);
    const {id} = change.body as {id: string};
    const late = await call(pa.person, 'post', `/visit-changes/${id}/accept`).expect(409, /SLOT_TAKEN/);
    expect(late.body).toMatchObject({clashes: [at(2, 2, '10:45')]});

    // What stands already stays; behind the use cases the database holds to the same.
    await call(holder, 'post', `/bookings/${taken.id}/cancel`).expect(200);
    await expect(insertVisit(first.id, pa.person.personId, at(2, 2, '11:45'), at(2, 2, '12:45'))).rejects.toThrow(
      /no time for the way/,
    );
  });

  it('is left also by two that come at the same moment, past every use case', async () => {
    const pa = await scenario.pa(scenario.council, {columns: {buffer_minutes: 30}});
    await scenario.engage(holder, pa);
    const [first, second] = [
      await accepted(pa, at(5, 2, '09:00'), at(5, 2, '10:00')),
      await accepted(pa, at(5, 3, '09:00'), at(5, 3, '10:00')),
    ];
    const worker = pa.person.personId;
    const {owner} = scenario.world;
    const later = await owner.transaction(async (tx) => {
      await insertVisit(first.id, worker, at(6, 2, '09:00'), at(6, 2, '10:00'), tx);
      let settled = false;
      const waits = insertVisit(second.id, worker, at(6, 2, '10:10'), at(6, 2, '11:10')).finally(
        () => (settled = true),
      );
      waits.catch(() => undefined);
      // It is there once it waits; were it not to wait, it would be done by then.
      await until(async () => settled || (await owner.query<object[]>(WAITING)).length > 0);
      return {waits};
    });
    await expect(later.waits).rejects.toThrow(/no time for the way/);
  });

  it('is not between the days of one booking, and of many workers one is free', async () => {
    const provider = await scenario.provider(2, scenario.council, {columns: {buffer_minutes: 60}});
    const days = {recurrence: {rrule: 'FREQ=DAILY;COUNT=3'}};
    await book(provider, at(3, 1, '00:00'), at(3, 2, '00:00'), days).expect(201);
    await book(provider, at(3, 4, '00:30'), at(3, 4, '01:30')).expect(201);
    await book(provider, at(3, 4, '00:30'), at(3, 4, '01:30')).expect(409, /SLOT_TAKEN/);
  });
});

describe('the shortest visit', () => {
  it('is kept by one visit, by patterns and by changes, and what was booked before stays as long as it is', async () => {
    const provider = await scenario.provider(5, scenario.council, {columns: {minimum_minutes: 60}});
    const short = await book(provider, at(2, 3, '09:00'), at(2, 3, '09:45')).expect(422, /VISIT_TOO_SHORT/);
    expect(short.body).toMatchObject({errors: [{field: 'ends_at'}], minimum_minutes: 60, visits: [at(2, 3, '09:00')]});
    const weekly = {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'}};
    const pattern = await book(provider, at(2, 3, '09:00'), at(2, 3, '09:30'), weekly).expect(422);
    expect((pattern.body as {visits: string[]}).visits).toHaveLength(3);
    const made = await accepted(provider, at(2, 3, '09:00'), at(2, 3, '10:00'));
    const shorter = {reach: 'one', starts_at: at(2, 3, '09:00'), ends_at: at(2, 3, '09:30')};
    await call(holder, 'post', `/visits/${made.visit}/changes`, shorter).expect(422, /VISIT_TOO_SHORT/);
    await scenario.world.owner.query(`UPDATE listing SET minimum_minutes = 120 WHERE id = $1`, [provider.id]);
    const moved = {reach: 'one', starts_at: at(2, 3, '14:00'), ends_at: at(2, 3, '15:00')};
    const change = await call(holder, 'post', `/visits/${made.visit}/changes`, moved).expect(201);
    await call(provider.person, 'post', `/visit-changes/${(change.body as {id: string}).id}/accept`).expect(200);
    await expect(insertVisit(made.id, provider.id, at(4, 3, '09:00'), at(4, 3, '10:00'))).rejects.toThrow(/shorter/);
  });
});

describe('calling off', () => {
  it('costs what the listing or the council said on the day of the booking', async () => {
    const admin = await scenario.world.person(scenario.council, 'Ada Admin', ['admin']);
    const principal = {
      councilId: scenario.council,
      personId: admin.personId,
      permissions: new Set(['scheme:configure']),
    };
    const rules = scenario.api.app.get(CancellationRules);
    const today = londonDay(scenario.api.clock.now());
    const [own, plain] = await Promise.all([
      scenario.provider(1, scenario.council, {columns: {notice_hours: 72, late_cancellation_bp: 5_000}}),
      scenario.provider(1),
    ]);
    const before = await accepted(plain, at(5, 2, '09:00'), at(5, 2, '11:00'));
    const owns = await accepted(own, at(5, 2, '09:00'), at(5, 2, '11:00'));
    const rule = {noticeHours: 96, lateCancellationBp: 2_500, source: 'Committee, 3 November', startsOn: today};
    await expect(rules.add(principal as never, {...rule, startsOn: addDays(today, -1)})).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    await rules.add(principal as never, rule);
    const after = await accepted(plain, at(5, 3, '09:00'), at(5, 3, '11:00'));
    const agreed = await scenario.engage(holder, await scenario.pa());
    const terms = await call(holder, 'get', `/engagements/${agreed}`).expect(200);
    expect(terms.body).toMatchObject({notice_hours: 96});
    const shown = await call(null, 'get', `/listings/${plain.id}`).expect(200);
    expect(shown.body).toMatchObject({
      ...{notice_hours: null, standard_terms: {notice_hours: 96, late_cancellation_bp: 2_500}},
    });

    // Two days before: late for 72 and 96 hours, in time for the 24 that held before.
    scenario.api.clock.travelTo(new Date(new Date(at(5, 2, '09:00')).getTime() - 48 * HOUR));
    for (const [{id}, pence] of [
      [before, 0],
      [owns, 1_450],
      [after, 725],
    ] as const) {
      const done = await call(holder, 'post', `/bookings/${id}/cancel`).expect(200);
      expect(done.body).toMatchObject({charge_pence: pence});
    }
  });
});
