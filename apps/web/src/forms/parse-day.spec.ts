import {describe, expect, it} from '@jest/globals';
import {addDays, isDay} from '@app/kernel';
import fc from 'fast-check';
import {parseDay} from './parse-day.js';

const parts = (day: string, month: string, year: string) => ({day, month, year});

describe('parseDay', () => {
  it('reads numbers and names of months', () => {
    for (const month of ['3', '03', 'mar', 'March', ' MARCH ']) {
      expect(parseDay(parts(' 7', month, '2027'))).toEqual({day: '2027-03-07'});
    }
    expect(parseDay(parts('29', 'sept', '2027'))).toEqual({day: '2027-09-29'});
    expect(parseDay(parts('29', '2', '2028'))).toEqual({day: '2028-02-29'});
  });

  it('says what is missing', () => {
    expect(parseDay(parts('', ' ', ''))).toEqual({problem: 'empty'});
    expect(parseDay(parts('3', '', '2027'))).toEqual({problem: 'missing', part: 'month'});
    expect(parseDay(parts('', '3', ''))).toEqual({problem: 'missing', part: 'day'});
  });

  it('says which box makes a day unreal', () => {
    const unreal = (part: string) => ({problem: 'unreal', part});
    expect(parseDay(parts('30', '2', '2027'))).toEqual(unreal('day'));
    expect(parseDay(parts('29', '2', '2027'))).toEqual(unreal('day'));
    expect(parseDay(parts('0', '2', '2027'))).toEqual(unreal('day'));
    expect(parseDay(parts('3', '13', '2027'))).toEqual(unreal('month'));
    expect(parseDay(parts('3', 'ma', '2027'))).toEqual(unreal('month'));
    expect(parseDay(parts('3', '3', '27'))).toEqual(unreal('year'));
    expect(parseDay(parts('3', '3', '0027'))).toEqual(unreal('year'));
  });

  it('reads every day back, however its month is written', () => {
    const written = fc.constantFrom('numeric', '2-digit', 'long', 'short');
    fc.assert(
      fc.property(fc.integer({min: 0, max: 80_000}), written, (offset, month) => {
        const day = addDays('1950-01-01', offset);
        const name = new Date(`${day}T12:00:00Z`).toLocaleString('en-GB', {month, timeZone: 'UTC'} as const);
        expect(parseDay(parts(String(Number(day.slice(8))), name, day.slice(0, 4)))).toEqual({day});
      }),
    );
  });

  it('answers anything that can be typed with a real day or a problem', () => {
    const box = fc.oneof(fc.string(), fc.integer({min: -5, max: 40}).map(String), fc.constantFrom('2027', 'feb', ''));
    fc.assert(
      fc.property(box, box, box, (day, month, year) => {
        const reading = parseDay({day, month, year});
        if ('day' in reading) {
          expect(isDay(reading.day)).toBe(true);
          expect(Number(day)).toBe(Number(reading.day.slice(8)));
        } else expect(['empty', 'missing', 'unreal']).toContain(reading.problem);
      }),
      {numRuns: 1_000},
    );
  });
});
