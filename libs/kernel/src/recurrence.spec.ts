import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {DomainError} from './domain-error.js';
import {addDays, inLondon, londonInstant, weekday} from './london.js';
import {expandRecurrence} from './recurrence.js';
import {minutes} from './time-range.js';

const limits = {until: new Date('2032-01-01T00:00:00Z'), visits: 800};
const visit = (day: string, from: string, to: string) => ({
  startsAt: londonInstant(day, from),
  endsAt: londonInstant(day, to),
});
const expand = (day: string, from: string, to: string, rule: string) =>
  expandRecurrence(visit(day, from, to), rule, limits, 'recurrence.rrule');

describe('a recurrence', () => {
  it.each([
    ['spring', '2027-03-23', ['2027-03-23T09:00:00.000Z', '2027-03-30T08:00:00.000Z']],
    ['autumn', '2027-10-26', ['2027-10-26T08:00:00.000Z', '2027-11-02T09:00:00.000Z']],
  ])('stays at 09:00 in London over the %s change', (_, day, expected) => {
    const visits = expand(day, '09:00', '11:00', 'FREQ=WEEKLY;COUNT=2');
    expect(visits.map((each) => each.startsAt.toISOString())).toEqual(expected);
    expect(visits.map(minutes)).toEqual([120, 120]);
  });

  it('is as long as it really is on the night a clock changes', () => {
    const nights = (day: string) =>
      expandRecurrence(
        {startsAt: londonInstant(day, '22:00'), endsAt: londonInstant(addDays(day, 1), '07:00')},
        'FREQ=DAILY;COUNT=2',
        limits,
        'recurrence.rrule',
      ).map(minutes);
    expect(nights('2027-03-26')).toEqual([540, 480]);
    expect(nights('2027-10-29')).toEqual([540, 600]);
  });

  it('agrees with counting days, for any weekly pattern across a year', () => {
    const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 364}),
        fc.subarray(days, {minLength: 1}),
        fc.integer({min: 1, max: 3}),
        (offset, chosen, interval) => {
          const first = addDays('2026-12-01', offset);
          const own = days[weekday(first) - 1] ?? '';
          const by = [...new Set([own, ...chosen])];
          const visits = expand(
            first,
            '09:00',
            '10:30',
            `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${by.join(',')};COUNT=60`,
          );
          const slow: string[] = [];
          for (let day = first, n = 0; slow.length < 60; n += 1, day = addDays(first, n)) {
            const weeks = Math.floor((n + weekday(first) - 1) / 7);
            if (weeks % interval === 0 && by.includes(days[weekday(day) - 1] ?? '')) slow.push(day);
          }
          expect(visits.map((each) => inLondon(each.startsAt).toPlainDate().toString())).toEqual(slow);
          expect(visits.every((each) => inLondon(each.startsAt).hour === 9)).toBe(true);
        },
      ),
      {numRuns: 40},
    );
  });

  it.each([
    ['never ends', 'FREQ=WEEKLY;BYDAY=MO'],
    ['has no dates', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20200101'],
    ['has too many visits', 'FREQ=DAILY;COUNT=801'],
    ['runs too far ahead', 'FREQ=MONTHLY;COUNT=90'],
    ['repeats by the hour', 'FREQ=HOURLY;COUNT=3'],
    ['is not a rule', 'every Tuesday'],
    ['is not closed', 'FREQ=WEEKLY;COUNT=;BYDAY=MO'],
    ['is endless text', `FREQ=WEEKLY;COUNT=2;BYDAY=${'MO,'.repeat(200)}`],
  ])('is refused when it %s', (_, rule) => {
    expect(() => expand('2027-03-01', '09:00', '10:00', rule)).toThrow(DomainError);
  });

  it('is a clear refusal or a list, for any text', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 60}), (text) => {
        try {
          expand('2027-03-01', '09:00', '10:00', `FREQ=WEEKLY;${text};COUNT=3`);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
    );
  });
});
