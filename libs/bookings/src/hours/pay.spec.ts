import {describe, expect, it} from '@jest/globals';
import {roundFraction} from '@app/kernel';
import type {DatedRate} from '@app/listings';
import fc from 'fast-check';
import {payFor, shortOfMinimum, toleranceOf} from './pay.js';

const always = {startsOn: '2020-01-01', endsOn: null};
const START = Date.parse('2026-06-03T09:00:00Z');
const hourly = (ratePence: number): DatedRate[] => [{band: 'weekday', unit: 'hour', ratePence, ...always}];
const worked = (length: number, tenths: number | null) => ({
  startsAt: new Date(START),
  endsAt: new Date(START + length * 60_000),
  miles: tenths === null ? null : tenths / 10,
});

const minutesOfWork = fc.integer({min: 1, max: 540});
const rate = fc.integer({min: 1, max: 100_000});

describe('pay', () => {
  it('is the work, the miles and what was laid out, each rounded once, to the penny', () => {
    fc.assert(
      fc.property(
        ...[minutesOfWork, rate, fc.option(fc.integer({min: 0, max: 5_000}))],
        ...[fc.option(fc.integer({min: 0, max: 200})), fc.integer({min: 0, max: 500_000})],
        (length, ratePence, tenths, mileagePence, expensePence) => {
          const pay = payFor(
            worked(length, tenths),
            {shift: 'hours', rates: hourly(ratePence), bands: [], mileagePence, minimumPence: null},
            expensePence,
          );
          expect(pay.workPence).toBe(roundFraction(BigInt(length) * BigInt(ratePence), 60n));
          expect(pay.mileagePence).toBe(Math.floor(((tenths ?? 0) * (mileagePence ?? 0)) / 10 + 0.5));
          expect(pay.totalPence).toBe(pay.workPence + pay.mileagePence + expensePence);
          expect(pay.parts.reduce((sum, part) => sum + part.pence, 0)).toBe(pay.workPence);
          expect(pay.parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(length);
        },
      ),
      {numRuns: 200},
    );
  });

  it('is short of the law’s by no penny more and no penny less than makes it lawful', () => {
    fc.assert(
      fc.property(minutesOfWork, rate, rate, (length, paidPence, hourPence) => {
        const paid = roundFraction(BigInt(length) * BigInt(paidPence), 60n);
        const short = shortOfMinimum(length, paid, hourPence);
        const lawful = (pence: number) => BigInt(pence) * 60n >= BigInt(length) * BigInt(hourPence);
        expect(lawful(paid + short)).toBe(true);
        if (short > 0) expect(lawful(paid + short - 1)).toBe(false);
        else expect(lawful(paid)).toBe(true);
      }),
      {numRuns: 200},
    );
  });

  it('may cost more without asking by a share, and never by more than a sum', () => {
    const rule = {toleranceBp: 1_000, tolerancePence: 1_000};
    expect([2_900, 2_909, 9_999, 10_000, 1_000_000, 0].map((pence) => toleranceOf(pence, rule))).toEqual([
      290, 290, 999, 1_000, 1_000, 0,
    ]);
  });
});
