import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  daysBetween,
  formatDay,
  inLondon,
  isSecondOfTwo,
  LONDON,
  londonClock,
  londonDay,
  londonInstant,
  weekday,
} from './london.js';

const days = fc
  .date({min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true})
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it('are counted as the calendar counts them', () => {
    fc.assert(
      fc.property(days, days, fc.integer({min: -4_000, max: 4_000}), (day, other, number) => {
        const plain = Temporal.PlainDate.from(day);
        expect(addDays(day, number)).toBe(plain.add({days: number}).toString());
        expect(addMonths(day, number % 600)).toBe(plain.add({months: number % 600}).toString());
        expect(daysBetween(day, other)).toBe(plain.until(other, {largestUnit: 'days'}).days);
        expect(weekday(day)).toBe(plain.dayOfWeek);
      }),
    );
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  });

  it('begin at midnight in London, in winter and in summer', () => {
    expect(londonDay(new Date('2026-01-15T23:59:59Z'))).toBe('2026-01-15');
    expect(londonDay(new Date('2026-07-15T22:59:59Z'))).toBe('2026-07-15');
    expect(londonDay(new Date('2026-07-15T23:00:00Z'))).toBe('2026-07-16');
  });

  it.each(['2026-02-29', '2026-13-01', '2026-2-1', '2026-06-31', 'today', ''])('%p is none', (text) => {
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

  it('are written out', () => {
    expect(formatDay('2026-03-03')).toBe('Tuesday 3 March 2026');
    expect(formatDay('2026-03-03', {})).toBe('3 March 2026');
    expect(formatDay('2026-03-03', {weekday: 'long', year: undefined})).toBe('Tuesday 3 March');
  });
});

describe('London’s clock without Temporal', () => {
  it('shows what Temporal shows, at any instant', () => {
    fc.assert(
      fc.property(
        fc.date({min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true}),
        (instant) => {
          const shown = inLondon(instant);
          expect(londonClock(instant).toISOString().slice(0, 19)).toBe(
            shown.toPlainDateTime().toString({smallestUnit: 'second'}),
          );
          expect(londonDay(instant)).toBe(shown.toPlainDate().toString());
          const first = londonInstant(londonDay(instant), shown.toPlainTime().toString());
          expect(isSecondOfTwo(instant)).toBe(first.getTime() !== instant.getTime());
        },
      ),
      {
        numRuns: 500,
        examples: [
          [new Date('2026-10-25T00:30:00Z')],
          [new Date('2026-10-25T01:30:00Z')],
          [new Date('2026-03-29T01:00:00Z')],
        ],
      },
    );
  });

  it('finds the instants that Temporal finds, of times that are skipped and that come twice too', () => {
    const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '1971-10-31', '1972-03-19'];
    const some = fc.oneof(fc.constantFrom(...changes), days);
    fc.assert(
      fc.property(some, fc.integer({min: 0, max: 1_439}), (day, minute) => {
        const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
        const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
        const theirs = wall.toZonedDateTime(LONDON, {disambiguation: 'compatible'}).epochMilliseconds;
        expect([day, time, londonInstant(day, time).getTime()]).toEqual([day, time, theirs]);
      }),
      {numRuns: 1_000},
    );
    for (const [day, time] of [
      ['2026-02-30', '09:00'],
      ['2026-03-03', '24:00'],
      ['2026-03-03', '9am'],
    ] as const) {
      expect(() => londonInstant(day, time)).toThrow(RangeError);
    }
  });
});
