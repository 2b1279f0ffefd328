import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parseTime} from './parse-time.js';

describe('parseTime', () => {
  const read: Record<string, string> = {
    '9': '09:00',
    '9am': '09:00',
    '9 a.m.': '09:00',
    '09:00': '09:00',
    '9.00': '09:00',
    '2.30pm': '14:30',
    '2:30 PM': '14:30',
    '0230': '02:30',
    '02:30': '02:30',
    '1430': '14:30',
    '930': '09:30',
    '7': '07:00',
    '12': '12:00',
    '12am': '00:00',
    '12pm': '12:00',
    '12.15 am': '00:15',
    '0:00': '00:00',
    midnight: '00:00',
    Midday: '12:00',
    '12 noon': '12:00',
    ' 10 pm ': '22:00',
  };
  for (const [text, time] of Object.entries(read)) {
    it(`reads «${text}» as ${time}`, () => expect(parseTime(text)).toEqual({time}));
  }

  for (const text of ['1', '2:30', '6', '6.59', '630']) {
    it(`asks which half of the day «${text}» is in`, () => expect(parseTime(text)).toEqual({problem: 'ambiguous'}));
  }

  for (const text of [
    '',
    '24',
    '24:00',
    '25',
    '13pm',
    '0am',
    '9:60',
    '9:5',
    '99999',
    '-1',
    '9:00:00',
    'noonish',
    '٩',
  ]) {
    it(`does not read «${text}»`, () => expect(parseTime(text)).toEqual({problem: 'unreadable'}));
  }

  it('reads every minute of the day in each of the ways people write it', () => {
    const styles = fc.constantFrom(
      (hour: string, minute: string) => `${hour}:${minute}`,
      (hour: string, minute: string) => `${hour}.${minute}`,
      (hour: string, minute: string) => `${hour}${minute}`,
      (hour: string, minute: string) => ` ${hour} : ${minute} `,
      (hour: string, minute: string) => {
        const twelve = Number(hour) % 12 || 12;
        return `${twelve}.${minute}${Number(hour) < 12 ? 'am' : 'PM'}`;
      },
      (hour: string, minute: string) => {
        const twelve = Number(hour) % 12 || 12;
        return `${twelve}:${minute} ${Number(hour) < 12 ? 'a.m.' : 'p.m.'}`;
      },
    );
    fc.assert(
      fc.property(fc.integer({min: 0, max: 1439}), styles, (minutes, write) => {
        const hour = String(Math.trunc(minutes / 60)).padStart(2, '0');
        const minute = String(minutes % 60).padStart(2, '0');
        expect(parseTime(write(hour, minute))).toEqual({time: `${hour}:${minute}`});
      }),
    );
  });

  it('answers anything that can be typed with a time of day or a problem', () => {
    const typed = fc.oneof(fc.string(), fc.string({unit: fc.constantFrom(...'0123456789:. apmAPM'), maxLength: 8}));
    fc.assert(
      fc.property(typed, (text) => {
        const reading = parseTime(text);
        if ('time' in reading) expect(reading.time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
        else expect(['unreadable', 'ambiguous']).toContain(reading.problem);
      }),
      {numRuns: 1_000},
    );
  });
});
