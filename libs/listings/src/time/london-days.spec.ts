import {describe, expect, it} from '@jest/globals';
import {addDays, inLondon, londonDay, londonInstant, weekday} from '@app/kernel';
import fc from 'fast-check';
import {clockInstant, dayNumber, dayOf, londonDayNumber, weekdayOf} from './london-days.js';

const iso = (instant: number) => new Date(instant).toISOString();
const days = fc.integer({min: dayNumber('1965-01-01'), max: dayNumber('2060-12-31')});

describe('days in London', () => {
  it('counts days as the calendar does', () => {
    fc.assert(
      fc.property(days, (number) => {
        const day = dayOf(number);
        expect(dayNumber(day)).toBe(number);
        expect(weekdayOf(number)).toBe(weekday(day));
        expect(dayOf(number + 1)).toBe(addDays(day, 1));
      }),
    );
  });

  it('finds the day of any instant', () => {
    const instants = fc.integer({min: Date.UTC(1965, 0, 1), max: Date.UTC(2060, 11, 31)});
    fc.assert(
      fc.property(instants, (instant) => {
        expect(dayOf(londonDayNumber(instant))).toBe(londonDay(new Date(instant)));
      }),
    );
  });

  it('reads the clock as Temporal does, except in the hour that spring skips', () => {
    fc.assert(
      fc.property(days, fc.integer({min: 0, max: 1_439}), (number, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const theirs = londonInstant(dayOf(number), time);
        const skipped = inLondon(theirs).toPlainTime().toString().slice(0, 5) !== time;
        if (!skipped) expect(iso(clockInstant(number, minute))).toBe(theirs.toISOString());
      }),
      {numRuns: 400},
    );
  });

  it('takes a skipped minute for the change itself, and the first of two that are the same', () => {
    const spring = dayNumber('2026-03-29');
    expect([59, 60, 90, 119, 120, 121].map((minute) => iso(clockInstant(spring, minute)))).toEqual([
      '2026-03-29T00:59:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:01:00.000Z',
    ]);
    const autumn = dayNumber('2026-10-25');
    expect([59, 60, 119, 120].map((minute) => iso(clockInstant(autumn, minute)))).toEqual([
      '2026-10-24T23:59:00.000Z',
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T00:59:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });

  it('ends a day where the next begins, and never goes back', () => {
    fc.assert(
      fc.property(days, fc.integer({min: 0, max: 1_439}), (number, minute) => {
        expect(clockInstant(number, 1_440)).toBe(clockInstant(number + 1, 0));
        expect(clockInstant(number, minute + 1)).toBeGreaterThanOrEqual(clockInstant(number, minute));
      }),
    );
  });
});
