import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import {EndNightly} from '../../../libs/bookings/src/engagement/end-nightly.js';
import {FollowFunds} from '../../../libs/bookings/src/funding/follow-funds.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing, STATUS_CHECK} from '../../support/scenario.js';

let scenario: Scenario;
const HOUR = 3_600_000;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
});
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const dayOf = (weeks: number, weekday: number) => londonDay(new Date(at(weeks, weekday, '12:00')));

interface Visit {
  id: string;
  status: string;
  starts_at: string;
  price_pence: number;
  planned: boolean;
}
interface Booked {
  id: string;
  status: string;
  visits: Visit[];
  holds: {budget_line_id: string; amount_pence: number}[];
}

interface World {
  holder: TestPerson;
  pa: TestListing;
  line: string;
  engagement: string;
}

async function world(weeks = 52, weekly = 50_000): Promise<World> {
  const holder = await scenario.holder();
  const pa = await scenario.pa();
  const line = await scenario.line(holder, weekly, {weeks});
  return {holder, pa, line, engagement: await scenario.engage(holder, pa)};
}

async function booked({holder, pa, line}: World, startsAt: string, rrule: string, hours = 1): Promise<Booked> {
  const endsAt = new Date(new Date(startsAt).getTime() + hours * HOUR).toISOString();
  const made = await call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt, {recurrence: {rrule}}));
  expect({status: made.status, body: made.body as object}).toMatchObject({status: 201});
  await call(pa.person, 'post', `/bookings/${(made.body as Booked).id}/accept`).expect(200);
  return read(holder, (made.body as Booked).id);
}

async function read(who: TestPerson, id: string): Promise<Booked> {
  return (await call(who, 'get', `/bookings/${id}`).expect(200)).body as Booked;
}

async function money(line: string): Promise<{held: number; committed: number; spent: number}> {
  const [row] = await scenario.world.owner.query<{held: number; committed: number; spent: number}[]>(
    `SELECT sum(held_pence)::int AS held, sum(committed_pence)::int AS committed, sum(spent_pence)::int AS spent
     FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
    [line],
  );
  return row as {held: number; committed: number; spent: number};
}

const plain = {
  ...STATUS_CHECK,
  ...{status: 'self_employed', employer: 'self', sleep_ins: 'none', holiday: 'none'},
  ...{notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 0, pause_days: 0},
  ...{trial_notice_days: 7, end_notice_days: 28},
  rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_450}],
};

async function agreed({holder, pa, engagement}: World, more: object): Promise<string> {
  const made = await call(pa.person, 'post', `/engagements/${engagement}/versions`, {
    ...plain,
    starts_on: today,
    ...more,
  });
  expect({status: made.status, body: made.body as object}).toMatchObject({status: 201});
  const {id} = made.body as {id: string};
  await call(pa.person, 'post', `/engagement-versions/${id}/accept`).expect(422, /OWN_PROPOSAL/);
  await call(holder, 'post', `/engagement-versions/${id}/accept`).expect(200);
  return id;
}

describe('terms', () => {
  it('change for both when both accept, and price what begins on their days', async () => {
    const all = await world();
    const {holder, pa, engagement, line} = all;
    const path = `/engagements/${engagement}/versions`;
    const wrong = {...plain, starts_on: today, employer: 'person', holiday: 'accrued', rates: []};
    const refused = await call(holder, 'post', path, wrong).expect(400);
    expect(refused.body).toMatchObject({errors: [{field: 'rates'}]});
    const split = {...plain, starts_on: dayOf(3, 1), rates: [{band: 'weekday', unit: 'hour', rate_pence: 2_000}]};
    const both = await call(holder, 'post', path, {
      ...split,
      payers: [{budget_line_id: line, share_bp: 10_000}],
    }).expect(201);
    await call(pa.person, 'post', path, split).expect(409, /TERMS_WAITING/);
    const {id} = both.body as {id: string};
    const seen = await call(pa.person, 'get', `/engagement-versions/${id}`).expect(200);
    expect(seen.body).toMatchObject({number: 2, state: 'proposed', payers: []});
    await call(pa.person, 'post', `/engagement-versions/${id}/accept`).expect(200);
    const {visits} = await booked(all, at(2, 1, '09:00'), 'FREQ=WEEKLY;COUNT=3');
    expect(visits.map((visit) => visit.price_pence)).toEqual([1_450, 2_000, 2_000]);
    await call(pa.person, 'post', `/engagement-versions/${id}/decline`).expect(422, /ILLEGAL_TRANSITION/);
    await call(await scenario.holder(), 'get', `/engagement-versions/${id}`).expect(404);
  });

  it('flag tasks that need another DBS level', async () => {
    const all = await world();
    const id = await agreed(all, {tasks: ['personal_care', 'gardening'], pattern: 'Weekday mornings'});
    const seen = await call(all.holder, 'get', `/engagement-versions/${id}`).expect(200);
    const {task_flags: flags} = seen.body as {task_flags: {code: string; dbs: boolean}[]};
    expect(flags.find((flag) => flag.code === 'personal_care')).toMatchObject({dbs: true, cqc: false});
  });

  it('end with the notice that was agreed, shorter in the trial, and call off what is after it', async () => {
    const all = await world();
    const {holder, pa, engagement, line} = all;
    const made = await booked(all, at(1, 2, '09:00'), 'FREQ=WEEKLY;COUNT=8');
    const soon = await call(pa.person, 'post', `/engagements/${engagement}/end`, {last_day: addDays(today, 3)}).expect(
      422,
    );
    expect(soon.body).toMatchObject({code: 'NOTICE_TOO_SHORT', earliest: addDays(today, 28)});
    await agreed(all, {trial_until: addDays(today, 30), trial_notice_days: 5});
    const shown = await call(pa.person, 'get', `/engagements/${engagement}/ending`).expect(200);
    expect(shown.body).toMatchObject({earliest: addDays(today, 5), in_trial: true});
    const lastDay = dayOf(3, 7);
    await call(pa.person, 'post', `/engagements/${engagement}/end`, {last_day: lastDay, reason: 'I move away.'}).expect(
      204,
    );
    const after = await read(holder, made.id);
    expect(after.visits.map((visit) => visit.status)).toEqual([
      ...Array<string>(3).fill('accepted'),
      ...Array<string>(5).fill('cancelled'),
    ]);
    expect(await money(line)).toMatchObject({committed: 3 * 1_450, spent: 0});
    const late = booking(pa, line, at(5, 2, '14:00'), at(5, 2, '15:00'));
    await call(holder, 'post', '/bookings', late).expect(422, /ENGAGEMENT_REQUIRED/);
    await call(holder, 'post', `/engagements/${engagement}/end`, {last_day: lastDay}).expect(422, /ILLEGAL_TRANSITION/);
    await scenario.world.owner.query(
      `UPDATE engagement SET ends_on = current_date - 1, starts_on = current_date - 9 WHERE id = $1`,
      [engagement],
    );
    await scenario.api.app.get(EndNightly, {strict: false}).run();
    expect((await call(pa.person, 'get', `/engagements/${engagement}`).expect(200)).body).toMatchObject({
      status: 'ended',
    });
  });
});

describe('a pause', () => {
  it('gives back all but what the terms pay, and support goes on with the money of before', async () => {
    const all = await world();
    const {holder, pa, line} = all;
    await agreed(all, {pause_bp: 5_000, pause_days: 10});
    const made = await booked(all, at(1, 1, '09:00'), 'FREQ=WEEKLY;COUNT=6');
    const pause = {kind: 'hospital', from_day: dayOf(1, 1), until_day: dayOf(4, 7)};
    const quote = await call(holder, 'post', '/pauses/quote', pause).expect(200);
    expect(quote.body).toEqual({visits: 4, called_off: 0, shared: 0, charge_pence: 2 * 725});
    expect(await money(line)).toMatchObject({committed: 6 * 1_450, spent: 0});
    const started = await call(holder, 'post', '/pauses', pause).expect(201);
    const {id} = started.body as {id: string};
    expect(await money(line)).toEqual({held: 0, committed: 2 * 1_450, spent: 2 * 725});
    await call(holder, 'post', '/pauses', {...pause, until_day: null}).expect(409, /PAUSE_OVERLAPS/);
    const other = await scenario.holder();
    const theirs = await scenario.line(other, 20_000);
    await scenario.engage(other, pa);
    await call(other, 'post', '/bookings', booking(pa, theirs, at(3, 1, '09:00'), at(3, 1, '10:00'))).expect(201);
    await call(other, 'post', `/pauses/${id}/resume`, {from_day: dayOf(2, 1)}).expect(404);
    const resumed = await call(holder, 'post', `/pauses/${id}/resume`, {from_day: dayOf(2, 1)}).expect(200);
    expect(resumed.body).toEqual({visits: 2, shared: 0, taken: 1});
    const {visits} = await read(holder, made.id);
    expect(visits.map((visit) => visit.status)).toEqual([
      'paused',
      'accepted',
      'cancelled',
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(await money(line)).toEqual({held: 0, committed: 4 * 1_450, spent: 725});
    await call(holder, 'post', `/pauses/${id}/resume`, {from_day: dayOf(2, 1)}).expect(422, /ILLEGAL_TRANSITION/);
  });
});

describe('money that comes and goes', () => {
  it('is set aside for planned visits in their order when a period is opened, as far as it reaches', async () => {
    const all = await world(4, 2_000);
    const made = await booked(all, at(3, 1, '09:00'), 'FREQ=WEEKLY;COUNT=8');
    expect(made.visits.map((visit) => visit.planned)).toEqual([false, ...Array<boolean>(7).fill(true)]);
    // Cheap enough for what will be left, but after one that does not fit.
    const cheap = await scenario.provider(1, scenario.council, {
      rates: [{band: 'weekday', unit: 'hour', ratePence: 50}],
    });
    const little = booking(cheap, all.line, at(6, 3, '09:00'), at(6, 3, '10:00'));
    const {id: small} = (await call(all.holder, 'post', '/bookings', little).expect(201)).body as Booked;
    const [period] = await scenario.world.owner.query<{id: string; ends: string}[]>(
      `SELECT id, ends_on AS ends FROM budget_period WHERE line_id = $1 ORDER BY ends_on DESC LIMIT 1`,
      [all.line],
    );
    await scenario.world.owner.query(
      `WITH p AS (INSERT INTO budget_period (council_id, line_id, starts_on, ends_on)
                  VALUES ($1, $2, $3::date + 1, $3::date + 28) RETURNING id),
            j AS (INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id) SELECT $1, 'fund', 'line', $2 RETURNING id)
       INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
       SELECT $1, j.id, p.id, e.account, e.pence FROM p, j, (VALUES ('allocated', -3000), ('available', 3000)) AS e (account, pence)`,
      [scenario.council, all.line, period?.ends],
    );
    const follow = scenario.api.app.get(FollowFunds, {strict: false});
    await follow.run();
    await follow.run();
    const after = await read(all.holder, made.id);
    expect(after.visits.map((visit) => visit.planned)).toEqual([false, false, false, ...Array<boolean>(5).fill(true)]);
    const told = await scenario.world.owner.query<{subject_id: string}[]>(
      `SELECT DISTINCT subject_id FROM outbox_event WHERE topic = 'visits.will_not_fit'`,
    );
    const [waits] = (await read(all.holder, small)).visits;
    expect(waits?.planned).toBe(true);
    expect(told.map((each) => each.subject_id).sort()).toEqual([after.visits[3]?.id, waits?.id].sort());
  });

  it('of a line that ends leaves later visits planned, until another line pays from a day on', async () => {
    const all = await world();
    const {holder, line, engagement} = all;
    const made = await booked(all, at(1, 1, '09:00'), 'FREQ=WEEKLY;COUNT=10');
    const nhs = await scenario.line(holder, 40_000, {weeks: 8});
    await scenario.world.owner.query(
      `INSERT INTO line_change (council_id, line_id, kind, from_day, reason) VALUES ($1, $2, 'end', $3, 'The NHS takes over.')`,
      [scenario.council, line, dayOf(4, 7)],
    );
    await scenario.api.app.get(FollowFunds, {strict: false}).run();
    const unfunded = await read(holder, made.id);
    expect(unfunded.visits.map((visit) => visit.planned)).toEqual([
      ...Array<boolean>(4).fill(false),
      ...Array<boolean>(6).fill(true),
    ]);
    expect(unfunded.visits.every((visit) => visit.status === 'accepted')).toBe(true);
    const from = {from_day: dayOf(5, 1), splits: [{budget_line_id: nhs, share_bp: 10_000}]};
    const moved = await call(holder, 'post', `/engagements/${engagement}/payers`, from).expect(200);
    expect(moved.body).toEqual({visits: 6, planned: 3, price_pence: 6 * 1_450});
    const after = await read(holder, made.id);
    expect(after.visits.map((visit) => visit.status)).toEqual(Array<string>(10).fill('accepted'));
    expect(after.holds).toEqual(
      [
        {budget_line_id: line, amount_pence: 4 * 1_450},
        {budget_line_id: nhs, amount_pence: 3 * 1_450},
      ].sort((a, b) => (a.budget_line_id < b.budget_line_id ? -1 : 1)),
    );
    const beyond = booking(all.pa, line, at(6, 3, '09:00'), at(6, 3, '10:00'));
    await call(holder, 'post', '/bookings', beyond).expect(422, /ALLOCATION_INSUFFICIENT/);
  });
});

describe('a rate that changes between the price that was shown and the yes', () => {
  it('books nothing at another price than that which was shown', async () => {
    const all = await world();
    const body = booking(all.pa, all.line, at(2, 2, '09:00'), at(2, 2, '11:00'));
    const quote = await call(all.holder, 'post', '/bookings/quote', body).expect(200);
    const {total_pence: seen} = quote.body as {total_pence: number};
    await agreed(all, {rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_600}]});
    const refused = await call(all.holder, 'post', '/bookings', {...body, price_pence: seen}).expect(409);
    expect(refused.body).toMatchObject({code: 'PRICE_CHANGED', price_pence: 3_200});
    await call(all.holder, 'post', '/bookings', {...body, price_pence: 3_200}).expect(201);
  });

  it('is shown anew before anything moves', async () => {
    const all = await world();
    const made = await booked(all, at(2, 2, '09:00'), 'FREQ=WEEKLY;COUNT=1');
    const body = {reach: 'one', starts_at: at(4, 2, '09:00'), ends_at: at(4, 2, '11:00')};
    const {id} = (await call(all.holder, 'post', `/visits/${made.visits[0]?.id ?? ''}/changes`, body).expect(201))
      .body as Booked;
    await agreed(all, {starts_on: dayOf(3, 1), rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_600}]});
    const refused = await call(all.pa.person, 'post', `/visit-changes/${id}/accept`).expect(409);
    expect(refused.body).toMatchObject({code: 'PRICE_CHANGED', price_pence: 3_200});
    await call(all.pa.person, 'post', `/visit-changes/${id}/accept`, {price_pence: 3_200}).expect(200);
    expect(londonInstant(londonDay(new Date(at(4, 2, '09:00'))), '09:00').toISOString()).toBe(
      (await read(all.holder, made.id)).visits[0]?.starts_at,
    );
  });
});
