import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {RateCode} from './employment-rate.entity.js';
import {COST_STEPS, paCost, type PaPattern} from './pa-cost.js';

const LAW: Record<RateCode, number> = {
  ...{minimum_21: 1_271, minimum_18: 1_085, minimum_16: 800, ni_rate: 1_500, ni_threshold: 500_000},
  ...{ni_allowance: 1_050_000, pension_rate: 300, pension_trigger: 1_000_000, pension_lower: 624_000},
  ...{pension_upper: 5_027_000, pension_from_age: 22, pension_to_age: 66, holiday_weeks: 560},
  ...{holiday_irregular: 1_207, insurance_year: 0, payroll_year: 0},
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
