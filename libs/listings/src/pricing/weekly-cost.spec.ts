import {describe, expect, it} from '@jest/globals';
import type {DatedRate} from './rates.js';
import {cardRate, weeklyCost} from './weekly-cost.js';

const rate = (band: DatedRate['band'], unit: DatedRate['unit'], ratePence: number, startsOn = '2020-01-01') => ({
  band,
  unit,
  ratePence,
  startsOn,
  endsOn: null,
});
const DAY = '2026-06-03';

describe('what a card says of cost', () => {
  it('is the weekday rate for the minutes of the week, rounded once', () => {
    expect(weeklyCost(7.5, [rate('weekday', 'hour', 1_450)], DAY)).toBe(10_875);
    expect(weeklyCost(0.7, [rate('weekday', 'hour', 1_333)], DAY)).toBe(933);
    expect(weeklyCost(0, [rate('weekday', 'hour', 1_450)], DAY)).toBe(0);
  });

  it('counts visits where weekdays are paid by the visit, and says nothing without them', () => {
    const session = [rate('weekday', 'visit', 4_500)];
    expect(weeklyCost(10, session, DAY, 2)).toBe(9_000);
    expect(weeklyCost(10, session, DAY)).toBeNull();
    expect(weeklyCost(10, [rate('weekend', 'hour', 4_500)], DAY)).toBeNull();
    expect(weeklyCost(10, [rate('weekday', 'hour', 1_450, '2026-06-04')], DAY)).toBeNull();
  });

  it('shows the weekday rate, else the lowest other, never a night as an hour', () => {
    const night = rate('sleep_in', 'night', 5_000);
    const sunday = rate('weekend', 'hour', 1_800);
    const holiday = rate('bank_holiday', 'hour', 2_800);
    const session = rate('weekday', 'visit', 4_500);
    expect(cardRate([night, holiday, sunday, session], DAY)).toBe(session);
    expect(cardRate([night, holiday, sunday], DAY)).toBe(sunday);
    expect(cardRate([night], DAY)).toBeNull();
  });
});
