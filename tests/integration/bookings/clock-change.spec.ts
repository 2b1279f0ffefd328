import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, isDay, londonDay, londonInstant, type Day} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {booking, HOURLY_PENCE, Scenario, terms, type TestListing} from '../../support/scenario.js';

interface Booked {
  visits: {id: string; starts_at: string; ends_at: string; price_pence: number}[];
  holds: {budget_line_id: string; amount_pence: number}[];
}

let scenario: Scenario;
let holder: TestPerson;
let line: string;
let pa: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 100_000, {weeks: 70});
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
});
afterAll(() => scenario.close());

const utcHour = (day: Day, time: string) => londonInstant(day, time).getUTCHours();

/** The Sundays of the coming year on which the clocks change. */
function changes(): {day: Day; kind: 'spring' | 'autumn'; nightHours: number}[] {
  const days = Array.from({length: 372}, (_, ahead) => addDays(londonDay(new Date()), ahead + 8));
  return days
    .filter((day) => utcHour(day, '00:30') !== utcHour(addDays(day, 1), '00:30'))
    .map((day) =>
      utcHour(day, '12:00') === 11
        ? {day, kind: 'spring' as const, nightHours: 8}
        : {day, kind: 'autumn' as const, nightHours: 10},
    );
}

async function book(startsAt: Date, endsAt: Date, more: object = {}): Promise<Booked> {
  const body = booking(pa, line, startsAt.toISOString(), endsAt.toISOString(), more);
  return (await scenario.call(holder, 'post', '/bookings', body).expect(201)).body as Booked;
}

/** A PA by the hour, by the night and by the day. */
async function nightWorker(): Promise<TestListing> {
  const worker = await scenario.pa();
  const rates = [
    {band: 'weekday', unit: 'hour', rate_pence: HOURLY_PENCE},
    {band: 'waking_night', unit: 'hour', rate_pence: 1_800},
    {band: 'sleep_in', unit: 'night', rate_pence: 6_000},
    {band: 'live_in', unit: 'day', rate_pence: 15_000},
  ];
  const made = await scenario.call(holder, 'post', '/engagements', {...terms(worker), rates}).expect(201);
  await scenario.call(worker.person, 'post', `/engagements/${(made.body as {id: string}).id}/accept`).expect(200);
  return worker;
}

it('there is a change in spring and one in autumn', () => {
  expect(changes().map(({kind}) => kind)).toEqual(expect.arrayContaining(['spring', 'autumn']));
});

describe.each(changes())('the night to $day, in $kind', ({day, nightHours}) => {
  it('leaves a visit every morning at nine where it is', async () => {
    const first = addDays(day, -2);
    const {visits} = await book(londonInstant(first, '09:00'), londonInstant(first, '10:30'), {
      recurrence: {rrule: 'FREQ=DAILY;COUNT=4'},
    });
    expect(visits.map(({starts_at, ends_at}) => [new Date(starts_at), new Date(ends_at)])).toEqual(
      [0, 1, 2, 3].map((after) => [
        londonInstant(addDays(first, after), '09:00'),
        londonInstant(addDays(first, after), '10:30'),
      ]),
    );
    expect(new Set(visits.map(({starts_at}) => new Date(starts_at).getUTCHours())).size).toBe(2);
    expect(visits.map(({price_pence}) => price_pence)).toEqual(Array(4).fill(HOURLY_PENCE * 1.5));
  });

  it('costs the hours that somebody is really there', async () => {
    const [startsAt, endsAt] = [londonInstant(addDays(day, -1), '22:00'), londonInstant(day, '07:00')];
    expect((endsAt.getTime() - startsAt.getTime()) / 3_600_000).toBe(nightHours);
    const {visits, holds} = await book(startsAt, endsAt);
    expect(visits).toMatchObject([{price_pence: nightHours * HOURLY_PENCE}]);
    expect(holds).toEqual([{budget_line_id: line, amount_pence: nightHours * HOURLY_PENCE}]);
  });

  it('is a day of living in from one morning to the next, an hour longer or shorter, and no more', async () => {
    const worker = await nightWorker();
    const [startsAt, endsAt] = [londonInstant(addDays(day, -1), '08:00'), londonInstant(day, '08:00')];
    expect((endsAt.getTime() - startsAt.getTime()) / 3_600_000).toBe(nightHours + 15);
    const [from, to] = [startsAt.toISOString(), endsAt.toISOString()];
    const later = new Date(endsAt.getTime() + 3_600_000).toISOString();
    const tooLong = booking(worker, line, from, later, {shift: 'live_in'});
    if (nightHours === 10) await scenario.call(holder, 'post', '/bookings', tooLong).expect(400, /24 hours at most/);
    const asked = booking(worker, line, from, to, {shift: 'live_in'});
    const made = (await scenario.call(holder, 'post', '/bookings', asked).expect(201)).body as Booked & {id: string};
    expect(made.visits[0]?.price_pence).toBe(15_000);
    await scenario.call(worker.person, 'post', `/bookings/${made.id}/accept`).expect(200);
    await scenario.world.owner.query(`UPDATE session SET expires_at = 'infinity', ends_at = 'infinity'`);
    scenario.api.clock.travelTo(later);
    const path = `/visits/${made.visits[0]?.id ?? ''}/hours`;
    const recorded = await scenario.call(worker.person, 'post', path, {started_at: from, ended_at: to}).expect(200);
    expect(recorded.body).toMatchObject({actual_pence: 15_000});
    scenario.api.clock.back();
  });

  it('costs a waking night the hours that are there, and a sleep-in the same flat sum', async () => {
    const [startsAt, endsAt] = [londonInstant(addDays(day, -1), '22:00'), londonInstant(day, '07:00')];
    const prices: number[] = [];
    for (const shift of ['waking_night', 'sleep_in']) {
      const worker = await nightWorker();
      const body = booking(worker, line, startsAt.toISOString(), endsAt.toISOString(), {shift});
      const booked = (await scenario.call(holder, 'post', '/bookings', body).expect(201)).body as Booked;
      prices.push(booked.visits[0]?.price_pence ?? 0);
    }
    expect(prices).toEqual([nightHours * 1_800, 6_000]);
  });

  it('is worked and paid by the real hours, recorded with either offset', async () => {
    const [startsAt, endsAt] = [londonInstant(day, '00:00'), londonInstant(day, '06:00')];
    const pa2 = await scenario.pa();
    await scenario.engage(holder, pa2);
    const body = booking(pa2, line, startsAt.toISOString(), endsAt.toISOString());
    const made = (await scenario.call(holder, 'post', '/bookings', body).expect(201)).body as Booked & {id: string};
    await scenario.call(pa2.person, 'post', `/bookings/${made.id}/accept`).expect(200);
    const visit = made.visits[0]?.id ?? '';
    await scenario.world.owner.query(`UPDATE session SET expires_at = 'infinity', ends_at = 'infinity'`);
    scenario.api.clock.travelTo(new Date(endsAt.getTime() + 3_600_000));
    const local = (instant: Date) => instant.toISOString().replace('Z', '+00:00');
    const hours = {started_at: local(startsAt), ended_at: local(endsAt)};
    await scenario.call(pa2.person, 'post', `/visits/${visit}/hours`, hours).expect(200);
    const approved = await scenario.call(holder, 'post', `/visits/${visit}/approve`).expect(200);
    scenario.api.clock.back();
    const worked = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
    expect(worked).toBe(nightHours - 3);
    expect(JSON.stringify(approved.body)).toContain(`:${worked * HOURLY_PENCE}`);
  });
});

it('29 February is booked like any other day: by the day, by the month, and at the end of more than a year of weeks', async () => {
  const today = londonDay(new Date());
  const years = Array.from({length: 9}, (_, ahead) => Number(today.slice(0, 4)) + ahead);
  const leap = years.map((year) => `${year}-02-29`).find((day) => isDay(day) && day > addDays(today, 14)) as Day;
  const hour = (day: Day, clock: number) =>
    [londonInstant(day, `${clock}:00`), londonInstant(day, `${clock + 1}:00`)] as const;
  if (leap > addDays(today, 732)) {
    const body = booking(pa, line, ...(hour(leap, 10).map((each) => each.toISOString()) as [string, string]));
    await scenario.call(holder, 'post', '/bookings', body).expect(400, /starts_at/);
    return;
  }
  const days = async (first: Day, clock: number, rrule: string) => {
    const {visits} = await book(...hour(first, clock), {recurrence: {rrule}});
    expect(new Set(visits.map((visit) => visit.price_pence))).toEqual(new Set([HOURLY_PENCE]));
    const starts = visits.map((visit) => londonDay(new Date(visit.starts_at)));
    expect(visits.map((visit) => new Date(visit.starts_at))).toEqual(starts.map((day) => hour(day, clock)[0]));
    return starts;
  };
  const of = (...ends: string[]) => ends.map((end) => `${leap.slice(0, 5)}${end}`);
  expect(await days(addDays(leap, -1), 10, 'FREQ=DAILY;COUNT=3')).toEqual(of('02-28', '02-29', '03-01'));
  const monthly = await days(addDays(leap, -31), 12, 'FREQ=MONTHLY;BYMONTHDAY=29;COUNT=3');
  expect(monthly).toEqual(of('01-29', '02-29', '03-29'));
  const first = addDays(leap, -7 * 60);
  if (first > today) expect((await days(first, 14, 'FREQ=WEEKLY;COUNT=61')).at(-1)).toBe(leap);
});
