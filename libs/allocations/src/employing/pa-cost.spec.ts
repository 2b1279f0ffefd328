import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {RateCode} from './employment-rate.entity.js';
import {paContingency} from './pa-contingency.js';
import {COST_STEPS, paCost, type PaPattern} from './pa-cost.js';

const LAW: Record<RateCode, number> = {
  ...{minimum_21: 1_271, minimum_18: 1_085, minimum_16: 800, ni_rate: 1_500, ni_threshold: 500_000},
  ...{ni_allowance: 1_050_000, pension_rate: 300, pension_trigger: 1_000_000, pension_lower: 624_000},
  ...{pension_upper: 5_027_000, pension_from_age: 22, pension_to_age: 66, holiday_weeks: 560},
  ...{holiday_irregular: 1_207, insurance_year: 0, payroll_year: 0},
  ...{sick_week: 12_325, sick_share: 8_000, sick_earnings: 0, sick_waiting_days: 0, sick_weeks: 2_800},
  ...{redundancy_week: 75_100, redundancy_years: 2, redundancy_most_years: 20},
  ...{redundancy_under_22: 50, redundancy_22: 100, redundancy_41: 150},
};
const rate = (code: RateCode) => LAW[code];

const PATTERN: PaPattern = {
  ...{ratePence: 1_300, minutesAWeek: 1_200, worker: 'regular', age: 30, coverHoliday: true, onlyCare: true},
  ...{insurancePence: 0, payrollPence: 0},
};

const patterns = fc.record({
  ratePence: fc.integer({min: 0, max: 10_000}),
  minutesAWeek: fc.integer({min: 0, max: 10_080}),
  worker: fc.constantFrom('regular' as const, 'irregular' as const),
  age: fc.integer({min: 16, max: 80}),
  coverHoliday: fc.boolean(),
  onlyCare: fc.boolean(),
  insurancePence: fc.integer({min: 0, max: 50_000}),
  payrollPence: fc.integer({min: 0, max: 50_000}),
});

describe('what a PA costs', () => {
  it('is worked out as in these examples, by the law of 2026/27', () => {
    // 20 hours at £13.00: 52 × £260; above £5,000 15% (all of it covered); 3% between £6,240 and £13,520.
    expect(paCost(PATTERN, rate)).toMatchObject({
      steps: {wages: 1_352_000, holiday: 0, cover: 145_600, ni: 127_800, allowance: -127_800, pension: 21_840},
      ...{yearPence: 1_519_440, weekPence: 29_220, holidayPence: 145_600, hourPence: 1_461},
    });
    // The same by the hour whenever it is needed: 12.07% on top, and no allowance where the PA cleans a shop too.
    expect(paCost({...PATTERN, worker: 'irregular', onlyCare: false}, rate)).toMatchObject({
      steps: {wages: 1_352_000, holiday: 163_186, cover: 0, ni: 152_278, allowance: 0, pension: 26_736},
      payPence: 1_515_186,
    });
    // Below the trigger nobody has to be enrolled, nor below 22, nor from State Pension age on.
    expect(paCost({...PATTERN, minutesAWeek: 600}, rate).steps.pension).toBe(0);
    expect(paCost({...PATTERN, age: 21}, rate).steps.pension).toBe(0);
    expect(paCost({...PATTERN, age: 66}, rate).steps.pension).toBe(0);
  });

  it.each([
    [30, 1_270, true],
    [30, 1_271, false],
    [20, 1_084, true],
    [17, 800, false],
  ])('is held against the minimum wage at %i years: %i pence', (age, ratePence, below) => {
    expect(paCost({...PATTERN, age, ratePence}, rate).belowMinimum).toBe(below);
  });

  it('may grow by sick pay from the first day and by redundancy pay after two years, by the law of each year', () => {
    // 20 hours at £13.00 are £260 a week: 80% of it is more than £123.25. Of £130 a week it is less.
    const week = (pence: number) => ({payPence: pence * 52});
    expect(paContingency(week(26_000), 30, 5, rate)).toEqual({
      weekPayPence: 26_000,
      sick: {weekPence: 12_325, firstWeekPence: 12_325, mostPence: 345_100},
      redundancy: {years: 5, weekPence: 26_000, weeksAYear: 100, pence: 130_000},
    });
    expect(paContingency(week(13_000), 30, 1, rate)).toMatchObject({
      sick: {weekPence: 10_400, mostPence: 291_200},
      redundancy: {years: 0, pence: 0},
    });
    expect(paContingency(week(100_000), 41, 30, rate).redundancy).toMatchObject({years: 20, pence: 2_253_000});
    expect(paContingency(week(26_000), 21, 3, rate).redundancy.pence).toBe(39_000);
    // The year before: three days unpaid, and nothing below £125 a week.
    const before = {sick_week: 11_875, sick_share: 10_000, sick_earnings: 12_500, sick_waiting_days: 3} as const;
    const earlier = (code: RateCode) => (before as Partial<Record<RateCode, number>>)[code] ?? rate(code);
    expect(paContingency(week(26_000), 30, 2, earlier).sick).toMatchObject({weekPence: 11_875, firstWeekPence: 6_786});
    expect(paContingency(week(12_499), 30, 2, earlier).sick.weekPence).toBe(0);
  });

  it('is the sum of its steps to the penny, each of them whole', () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        const {steps, yearPence, weekPence} = paCost(pattern, rate);
        expect(COST_STEPS.reduce((sum, step) => sum + steps[step], 0)).toBe(yearPence);
        expect(Object.values(steps).every(Number.isSafeInteger)).toBe(true);
        expect(Math.abs(weekPence * 52 - yearPence)).toBeLessThanOrEqual(26);
        expect(steps.ni + steps.allowance).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never falls when an hour or the rate is more', () => {
    fc.assert(
      fc.property(patterns, fc.nat(500), fc.nat(500), (pattern, pence, minutes) => {
        const more = {...pattern, ratePence: pattern.ratePence + pence, minutesAWeek: pattern.minutesAWeek + minutes};
        expect(paCost(more, rate).yearPence).toBeGreaterThanOrEqual(paCost(pattern, rate).yearPence);
      }),
    );
  });
});
