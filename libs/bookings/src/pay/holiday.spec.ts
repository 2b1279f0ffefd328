import {describe, expect, it} from '@jest/globals';
import {addDays, addMonths, daysBetween} from '@app/kernel';
import fc from 'fast-check';
import {contractedMinutes, irregularHoliday, regularHoliday, rolledUpHoliday} from './holiday.js';
import {PAY_CYCLES, payPeriod} from './pay-periods.js';

const aDay = fc.integer({min: 0, max: 3_000}).map((days) => addDays('2024-04-01', days));

describe('pay periods', () => {
  it('follow each other without a gap from the anchor on, and hold the day that is asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAY_CYCLES), aDay, fc.integer({min: 0, max: 1_500}), (cycle, anchor, ahead) => {
        const day = addDays(anchor, ahead);
        const period = payPeriod(cycle, anchor, day);
        expect(period.startsOn <= day && day <= period.endsOn).toBe(true);
        const next = payPeriod(cycle, anchor, addDays(period.endsOn, 1));
        expect(next.startsOn).toBe(addDays(period.endsOn, 1));
        expect(payPeriod(cycle, anchor, period.startsOn)).toEqual(period);
      }),
      {numRuns: 150},
    );
    expect(payPeriod('monthly', '2027-01-31', '2027-02-10')).toEqual({startsOn: '2027-01-31', endsOn: '2027-02-27'});
    expect(payPeriod('four_weekly', '2027-01-04', '2026-01-01').startsOn).toBe('2027-01-04');
  });
});

describe('holiday', () => {
  it('of irregular hours is 12.07% of them in whole hours, half an hour and more making one', () => {
    // 10 hours give 1 hour 12 minutes; 13 hours 1 hour 34; nothing gives nothing.
    expect([600, 780, 0, 248, 249].map((worked) => irregularHoliday(worked, 1_207))).toEqual([60, 120, 0, 0, 60]);
    expect(rolledUpHoliday(10_000, 1_207)).toBe(1_207);
    expect(rolledUpHoliday(4, 1_207)).toBe(0);
  });

  it('of regular hours is exactly 5.6 weeks in every leave year, leap years too, however it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAY_CYCLES), aDay, fc.integer({min: 1, max: 3_000}), (cycle, from, weekly) => {
        const year = {startsOn: from, endsOn: addDays(addMonths(from, 12), -1)};
        const whole = Math.floor((weekly * 56 + 5) / 10);
        expect(regularHoliday(year, weekly, 560, from)).toBe(whole);
        let [sum, contracted, day] = [0, 0, from];
        while (day <= year.endsOn) {
          const period = payPeriod(cycle, from, day);
          const endsOn = period.endsOn < year.endsOn ? period.endsOn : year.endsOn;
          sum += regularHoliday({startsOn: day, endsOn}, weekly, 560, from);
          contracted += contractedMinutes({startsOn: day, endsOn}, weekly, from);
          day = addDays(endsOn, 1);
        }
        expect(sum).toBe(whole);
        expect(Math.abs(contracted - (weekly * (daysBetween(from, year.endsOn) + 1)) / 7)).toBeLessThanOrEqual(0.5);
      }),
      {numRuns: 60},
    );
  });
});
