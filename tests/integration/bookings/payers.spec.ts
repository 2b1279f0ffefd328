import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing, STATUS_CHECK} from '../../support/scenario.js';

const HOUR = 3_600_000;
const RATE = 1_451;

let scenario: Scenario;

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
const later = (instant: string) => new Date(Date.parse(instant) + HOUR).toISOString();

interface Visit {
  id: string;
  status: string;
  starts_at: string;
  planned: boolean;
}
interface Split {
  budget_line_id: string;
  share_bp: number;
}
interface World {
  holder: TestPerson;
  pa: TestListing;
  engagement: string;
}

async function world(): Promise<World> {
  const [holder, pa] = [await scenario.holder(), await scenario.pa()];
  return {holder, pa, engagement: await scenario.engage(holder, pa, 'self_employed', RATE)};
}

async function shares(holder: TestPerson, bps: readonly number[], weekly = 20_000): Promise<Split[]> {
  const splits: Split[] = [];
  for (const share_bp of bps) splits.push({budget_line_id: await scenario.line(holder, weekly), share_bp});
  return splits;
}

/** An hour every Monday from next week on, promised. */
async function promised({holder, pa}: World, splits: readonly Split[], count: number) {
  const [startsAt, endsAt] = [at(1, 1, '09:00'), at(1, 1, '10:00')];
  const more = {splits, recurrence: {rrule: `FREQ=WEEKLY;COUNT=${count}`}};
  const made = await call(holder, 'post', '/bookings', booking(pa, '', startsAt, endsAt, more)).expect(201);
  const {id} = made.body as {id: string};
  await call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  const visits = async () =>
    ((await call(holder, 'get', `/bookings/${id}`).expect(200)).body as {visits: Visit[]}).visits;
  return {id, visits};
}

/** What is promised and what is spent of each line. */
async function money(splits: readonly Split[]): Promise<number[][]> {
  const figures: number[][] = [];
  for (const {budget_line_id: line} of splits) {
    const [row] = await scenario.world.owner.query<{committed: number; spent: number}[]>(
      `SELECT sum(committed_pence)::int AS committed, sum(spent_pence)::int AS spent
       FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
      [line],
    );
    figures.push([row?.committed ?? -1, row?.spent ?? -1]);
  }
  return figures;
}

async function away({holder}: World, from_day: string, until_day: string): Promise<string> {
  const made = await call(holder, 'post', '/pauses', {kind: 'hospital', from_day, until_day}).expect(201);
  return (made.body as {id: string}).id;
}

/** Terms by which half is paid of visits in the first days of a pause. */
async function halfPaid({holder, pa, engagement}: World): Promise<void> {
  const body = {
    ...STATUS_CHECK,
    ...{status: 'self_employed', employer: 'self', sleep_ins: 'none', holiday: 'none', starts_on: dayOf(0, 1)},
    ...{notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 5_000, pause_days: 14},
    ...{trial_notice_days: 7, end_notice_days: 7},
    rates: [{band: 'weekday', unit: 'hour', rate_pence: RATE}],
  };
  const starts_on = londonDay(new Date());
  const made = await call(pa.person, 'post', `/engagements/${engagement}/versions`, {...body, starts_on}).expect(201);
  await call(holder, 'post', `/engagement-versions/${(made.body as {id: string}).id}/accept`).expect(200);
}

describe('three who pay', () => {
  it('hand over to three others on a day, each to the penny; what is before it and what is spent stays', async () => {
    const all = await world();
    const {holder, pa, engagement} = all;
    const before = await shares(holder, [5_000, 3_333, 1_667]);
    const after = await shares(holder, [3_335, 3_333, 3_332]);
    const made = await promised(all, before, 6);
    const [first, second, third] = (await made.visits()) as [Visit, Visit, Visit];
    scenario.api.clock.travelTo(at(2, 1, '12:00'));
    for (const {id, starts_at} of [first, second]) {
      await call(pa.person, 'post', `/visits/${id}/hours`, {started_at: starts_at, ended_at: later(starts_at)}).expect(
        200,
      );
    }
    await call(holder, 'post', `/visits/${first.id}/approve`).expect(200);
    expect(await money(before)).toEqual([
      [5 * 725, 725],
      [5 * 484, 484],
      [5 * 242, 242],
    ]);

    const path = `/engagements/${engagement}/payers`;
    const from_day = dayOf(4, 1);
    const [poor] = (await shares(holder, [10_000], 100)) as [Split];
    const mixed = [
      {...(after[0] as Split), share_bp: 1_000},
      {...poor, share_bp: 9_000},
    ];
    await call(holder, 'post', path, {from_day, splits: mixed}).expect(422, /ALLOCATION_INSUFFICIENT/);
    await call(holder, 'post', path, {from_day, splits: after.slice(1)}).expect(400, /splits/);
    await call(pa.person, 'post', path, {from_day, splits: after}).expect(403);
    expect(await money([...after, poor])).toEqual(Array<number[]>(4).fill([0, 0]));

    const moved = await call(holder, 'post', path, {from_day, splits: after}).expect(200);
    expect(moved.body).toEqual({visits: 3, planned: 0, price_pence: 3 * RATE});
    const old = [
      [2 * 725, 725],
      [2 * 484, 484],
      [2 * 242, 242],
    ];
    expect(await money(before)).toEqual(old);
    expect(await money(after)).toEqual([
      [3 * 484, 0],
      [3 * 484, 0],
      [3 * 483, 0],
    ]);
    expect((await made.visits()).map(({status}) => status)).toEqual([
      'approved',
      'recorded',
      ...Array<string>(4).fill('accepted'),
    ]);

    // A visit that moves to the day is paid by those who pay from it on, and the day may still be put later.
    const times = {reach: 'one', starts_at: at(4, 1, '14:00'), ends_at: at(4, 1, '15:00')};
    const change = await call(holder, 'post', `/visits/${third.id}/changes`, times).expect(201);
    await call(pa.person, 'post', `/visit-changes/${(change.body as {id: string}).id}/accept`).expect(200);
    expect((await money(before))[0]).toEqual([725, 725]);
    expect((await money(after)).map(([committed]) => committed)).toEqual([4 * 484, 4 * 484, 4 * 483]);
    const [one] = (await shares(holder, [10_000])) as [Split];
    await call(holder, 'post', path, {from_day: dayOf(6, 1), splits: [one]}).expect(200);
    expect((await money(after)).map(([committed]) => committed)).toEqual([3 * 484, 3 * 484, 3 * 483]);
    expect(await money([one])).toEqual([[RATE, 0]]);
    await call(holder, 'post', `/visits/${second.id}/approve`).expect(200);
    expect(await money(before)).toEqual([
      [0, 2 * 725],
      [0, 2 * 484],
      [0, 2 * 242],
    ]);
  });
});

describe('what was paid while support paused', () => {
  it('goes back to who paid it when support goes on sooner, and whoever pays by now pays the visit', async () => {
    const all = await world();
    const {holder, engagement} = all;
    await halfPaid(all);
    const before = await shares(holder, [6_000, 4_000]);
    const [nhs] = (await shares(holder, [10_000])) as [Split];
    const made = await promised(all, before, 3);
    const pause = await away(all, dayOf(1, 1), dayOf(3, 7));
    // Of the third, on the fifteenth day, nothing is paid.
    const half = Math.round(RATE / 2) * 2;
    const spent = await money(before);
    expect(spent.reduce((sum, [, each]) => sum + (each ?? 0), 0)).toBe(half);
    await call(holder, 'post', `/engagements/${engagement}/payers`, {from_day: dayOf(2, 1), splits: [nhs]}).expect(200);
    const resumed = await call(holder, 'post', `/pauses/${pause}/resume`, {from_day: dayOf(1, 2)}).expect(200);
    expect(resumed.body).toEqual({visits: 2, shared: 0, taken: 0});
    expect(await money([nhs])).toEqual([[2 * RATE, 0]]);
    expect((await money(before)).reduce((sum, [committed, each]) => sum + (committed ?? 0) + (each ?? 0), 0)).toBe(
      half / 2,
    );
    expect((await made.visits()).map(({status, planned}) => [status, planned])).toEqual([
      ['paused', false],
      ['accepted', false],
      ['accepted', false],
    ]);
  });

  it('is not lost where too little is left by then: the visit waits for the rest', async () => {
    const all = await world();
    const {holder} = all;
    await halfPaid(all);
    const [split] = (await shares(holder, [10_000], Math.ceil(RATE / 4))) as [Split];
    const made = await promised(all, [split], 1);
    const pause = await away(all, dayOf(1, 1), dayOf(1, 7));
    const provider = await scenario.provider(1, scenario.council, {
      rates: [{band: 'weekday', unit: 'hour', ratePence: 700}],
    });
    const other = booking(provider, split.budget_line_id, at(1, 2, '09:00'), at(1, 2, '10:00'));
    await call(holder, 'post', '/bookings', other).expect(201);
    await call(holder, 'post', `/pauses/${pause}/resume`, {from_day: dayOf(1, 1)}).expect(200);
    expect((await made.visits()).map(({status, planned}) => [status, planned])).toEqual([['accepted', true]]);
    expect(await money([split])).toEqual([[0, 0]]);
  });

  it('is in the next invoice once the time is over, and nobody resumes it then', async () => {
    const all = await world();
    const {holder, pa} = all;
    await halfPaid(all);
    const made = await promised(all, await shares(holder, [10_000]), 2);
    const pause = await away(all, dayOf(1, 1), dayOf(1, 7));
    const issue = {listing_id: pa.id, holder_id: holder.personId};
    await call(pa.person, 'post', '/invoices', issue).expect(422, /NOTHING_TO_INVOICE/);
    scenario.api.clock.travelTo(at(1, 1, '10:00'));
    const invoice = await call(pa.person, 'post', '/invoices', issue).expect(201);
    const read = await call(holder, 'get', `/invoices/${(invoice.body as {id: string}).id}`).expect(200);
    expect(read.body).toMatchObject({total_pence: Math.round(RATE / 2)});
    await call(holder, 'post', `/pauses/${pause}/resume`, {from_day: addDays(dayOf(1, 1), 1)}).expect(200);
    expect((await made.visits()).map(({status}) => status)).toEqual(['paused', 'accepted']);
  });

  it('is not owed for what is after the last day of the agreement', async () => {
    const all = await world();
    await halfPaid(all);
    const [split] = (await shares(all.holder, [10_000])) as [Split];
    const made = await promised(all, [split], 3);
    await away(all, dayOf(1, 1), dayOf(3, 7));
    const half = Math.round(RATE / 2);
    expect(await money([split])).toEqual([[0, 2 * half]]);
    const last_day = dayOf(1, 7);
    await call(all.pa.person, 'post', `/engagements/${all.engagement}/end`, {last_day}).expect(204);
    expect(await money([split])).toEqual([[0, half]]);
    expect((await made.visits()).map(({status}) => status)).toEqual(['paused', 'cancelled', 'cancelled']);
  });
});
