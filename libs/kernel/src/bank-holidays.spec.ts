import {describe, expect, it} from '@jest/globals';
import {bankHoliday} from './bank-holidays.js';

describe('bank holidays in England', () => {
  it.each([
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'Boxing Day'],
    ['2027-12-27', 'Christmas Day'],
    ['2027-12-28', 'Boxing Day'],
    ['2027-03-26', 'Good Friday'],
  ])('%s is %s', (day, name) => {
    expect(bankHoliday(day)).toBe(name);
  });

  it.each(['2022-09-19', '2023-05-08'])('%s was a holiday once only', (day) => {
    expect(bankHoliday(day)).not.toBeNull();
  });

  it.each(['2026-12-26', '2026-11-24', '2027-12-25'])(
    '%s is an ordinary day: the holiday moved or there is none',
    (day) => {
      expect(bankHoliday(day)).toBeNull();
    },
  );
});
