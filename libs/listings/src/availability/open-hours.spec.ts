import {describe, expect, it} from '@jest/globals';
import type {TimeRange} from '@app/kernel';
import fc from 'fast-check';
import type {Exception, Pattern} from './availability.js';
import {
  always,
  anException,
  aPattern,
  aroundAClockChange,
  clockReadings,
  STEP_MS,
  works,
} from '../../../../tests/support/slow-hours.js';
import {openHours} from './open-hours.js';

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
