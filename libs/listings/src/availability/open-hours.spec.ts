import {describe, expect, it} from '@jest/globals';
import {inLondon, weekday, type Day, type TimeRange} from '@app/kernel';
import fc from 'fast-check';
import type {Exception, Pattern} from './availability.js';
import {openHours} from './open-hours.js';

const STEP_MS = 15 * 60_000;
const always = {startsOn: '2020-01-01', endsOn: null};
const text = (ranges: TimeRange[]) =>
  ranges.map((each) => `${each.startsAt.toISOString().slice(0, 16)} ${each.endsAt.toISOString().slice(0, 16)}`);

function hours(patterns: Partial<Pattern>[], exceptions: Partial<Exception>[], from: string, to: string): string[] {
  return text(
    openHours(
      patterns.map((each) => ({...always, weekday: 7, from: '00:00', to: '24:00', ...each})),
      exceptions.map((each) => ({startsOn: from, endsOn: from, available: false, from: null, to: null, ...each})),
      new Date(`${from}T00:00:00Z`),
      new Date(`${to}T00:00:00Z`),
    ),
  );
}

describe('open hours', () => {
  it('keeps to the clock in winter and in summer', () => {
    const mornings = [{weekday: 1, from: '09:00', to: '12:00'}];
    expect(hours(mornings, [], '2026-03-20', '2026-04-02')).toEqual([
      '2026-03-23T09:00 2026-03-23T12:00',
      '2026-03-30T08:00 2026-03-30T11:00',
    ]);
  });

  it('is as long as the night is when the clocks change', () => {
    const night = [{from: '00:00', to: '08:00'}];
    expect(hours(night, [], '2026-03-29', '2026-03-30')).toEqual(['2026-03-29T00:00 2026-03-29T07:00']);
    expect(hours(night, [], '2026-10-24', '2026-10-26')).toEqual(['2026-10-24T23:00 2026-10-25T08:00']);
  });

  it('goes on past midnight, and joins patterns that overlap or touch', () => {
    const patterns = [
      {weekday: 5, from: '20:00', to: '24:00'},
      {weekday: 6, from: '00:00', to: '06:00'},
      {weekday: 6, from: '05:00', to: '07:00'},
    ];
    expect(hours(patterns, [], '2026-01-08', '2026-01-12')).toEqual(['2026-01-09T20:00 2026-01-10T07:00']);
  });

  it('cuts out times away, even where extra hours say open, and adds extra hours', () => {
    const daily = [1, 2, 3].map((each) => ({weekday: each, from: '09:00', to: '17:00'}));
    const exceptions = [
      {startsOn: '2026-01-05', endsOn: '2026-01-06', from: '12:00', to: '13:00'},
      {startsOn: '2026-01-07', endsOn: '2026-01-07'},
      {startsOn: '2026-01-07', endsOn: '2026-01-08', available: true, from: '10:00', to: '11:00'},
    ];
    expect(hours(daily, exceptions, '2026-01-05', '2026-01-10')).toEqual([
      '2026-01-05T09:00 2026-01-05T12:00',
      '2026-01-05T13:00 2026-01-05T17:00',
      '2026-01-06T09:00 2026-01-06T12:00',
      '2026-01-06T13:00 2026-01-06T17:00',
      '2026-01-08T10:00 2026-01-08T11:00',
    ]);
  });

  it('holds to the days a pattern runs from and to, and to the window', () => {
    const pattern = [{weekday: 1, from: '09:00', to: '10:00', startsOn: '2026-01-12', endsOn: '2026-01-19'}];
    expect(hours(pattern, [], '2026-01-01', '2026-02-01')).toHaveLength(2);
    const open = openHours(
      [{...always, weekday: 1, from: '09:00', to: '12:00'}],
      [],
      new Date('2026-01-05T10:00:00Z'),
      new Date('2026-01-05T11:30:00Z'),
    );
    expect(text(open)).toEqual(['2026-01-05T10:00 2026-01-05T11:30']);
    expect(openHours([], [], new Date(1), new Date(1))).toEqual([]);
  });

  it('agrees with asking, quarter of an hour by quarter of an hour, whether they work', () => {
    fc.assert(
      fc.property(aroundAClockChange, fc.array(aPattern, {maxLength: 6}), fc.array(anException, {maxLength: 4}), check),
      {numRuns: 120},
    );
  });
});

/** Three days on either side of the spring or the autumn change, or of a new year. */
const aroundAClockChange = fc
  .tuple(fc.constantFrom('2026-03-29', '2026-10-25', '2027-01-01'), fc.integer({min: -288, max: 200}), fc.nat(288))
  .map(([day, offset, length]) => {
    const from = Date.parse(`${day}T00:00:00Z`) + offset * STEP_MS;
    return {from, to: from + length * STEP_MS};
  });

const quarter = fc.integer({min: 0, max: 96});
const time = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
const someHours = fc
  .tuple(quarter, quarter)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({from: time(Math.min(a, b)), to: time(Math.max(a, b))}));
const someDays = fc
  .tuple(fc.constantFrom('2026-03-2', '2026-10-2'), fc.integer({min: 4, max: 9}), fc.integer({min: 0, max: 9}))
  .map(([month, from, to]) => ({startsOn: `${month}${Math.min(from, to)}`, endsOn: `${month}${Math.max(from, to)}`}));

const aPattern: fc.Arbitrary<Pattern> = fc
  .tuple(fc.integer({min: 1, max: 7}), someHours, fc.oneof(fc.constant(always), someDays))
  .map(([weekday, hours, days]) => ({weekday, ...hours, ...days}));
const anException: fc.Arbitrary<Exception> = fc
  .tuple(fc.boolean(), fc.oneof(fc.constant({from: null, to: null}), someHours), someDays)
  .map(([available, hours, days]) => ({available, ...hours, ...days}));

function check({from, to}: {from: number; to: number}, patterns: Pattern[], exceptions: Exception[]): void {
  const open = openHours(patterns, exceptions, new Date(from), new Date(to));
  for (const [index, range] of open.entries()) {
    expect(range.startsAt < range.endsAt).toBe(true);
    const next = open[index + 1];
    if (next) expect(range.endsAt < next.startsAt).toBe(true);
  }
  const clock = clockReadings(from - 3 * 3_600_000, to);
  const wrong: string[] = [];
  for (let at = from; at < to; at += STEP_MS) {
    const ours = open.some((each) => each.startsAt.getTime() <= at && at < each.endsAt.getTime());
    if (ours !== works(clock.get(at), patterns, exceptions)) wrong.push(new Date(at).toISOString());
  }
  expect(wrong).toEqual([]);
}

interface Reading {
  day: Day;
  /** The latest minute the clock has shown on this day: it never goes back, though the clock may. */
  minute: number;
}

function clockReadings(from: number, to: number): Map<number, Reading> {
  const readings = new Map<number, Reading>();
  let last: Reading = {day: '', minute: 0};
  for (let at = from; at < to; at += STEP_MS) {
    const wall = inLondon(new Date(at));
    const day = wall.toPlainDate().toString();
    const minute = wall.hour * 60 + wall.minute;
    // The hour that comes twice ends at two: all through its second time, nearly two has been shown already.
    const repeats = day === last.day && minute <= last.minute;
    last = {day, minute: repeats ? 119.9 : minute};
    readings.set(at, last);
  }
  return readings;
}

function works(reading: Reading | undefined, patterns: Pattern[], exceptions: Exception[]): boolean {
  const {day, minute} = reading as Reading;
  const minuteOf = (time: string) => Number(time.split(':')[0]) * 60 + Number(time.split(':')[1]);
  const within = (hours: {from: string | null; to: string | null}) =>
    minuteOf(hours.from ?? '00:00') <= minute && minute < minuteOf(hours.to ?? '24:00');
  const today = (days: {startsOn: Day; endsOn: Day | null}) =>
    days.startsOn <= day && (days.endsOn === null || day <= days.endsOn);
  const covering = exceptions.filter((each) => today(each) && within(each));
  if (covering.some((each) => !each.available)) return false;
  if (covering.length > 0) return true;
  return patterns.some((each) => each.weekday === weekday(day) && today(each) && within(each));
}
