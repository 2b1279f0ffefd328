import {describe, expect, it} from '@jest/globals';
import {aboutMiles, miles, viewFilters} from './view-filters.js';

describe('what templates write', () => {
  it('distances in miles, as exactly as anybody needs them', () => {
    expect([0, 100, 160, 1_609, 2_400, 15_900, 16_093, 48_280].map(miles)).toEqual([
      'less than 0.1 miles',
      'less than 0.1 miles',
      'less than 0.1 miles',
      '1 mile',
      '1.5 miles',
      '9.9 miles',
      '10 miles',
      '30 miles',
    ]);
    expect([100, 1_609].map(aboutMiles)).toEqual(['less than 0.1 miles', 'about 1 mile']);
  });

  it('days and times as they are in London', () => {
    const lateInSummer = new Date('2026-06-30T23:30:00Z');
    expect(viewFilters.day(lateInSummer)).toBe('Wednesday 1 July 2026');
    expect(viewFilters.date('2026-03-03')).toBe('3 March 2026');
    expect(viewFilters.dayMonth('2026-03-03')).toBe('Tuesday 3 March');
    expect(viewFilters.time(lateInSummer)).toBe('12:30am');
    expect(viewFilters.isoDay(lateInSummer)).toBe('2026-07-01');
  });

  it('pence as pounds', () => expect(viewFilters.pounds(123_450)).toBe('£1,234.50'));
});
