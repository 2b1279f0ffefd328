import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {calendarFile} from './calendar-file.js';
import type {CalendarVisit} from './read-calendar.js';

const visit: CalendarVisit = {
  id: '01a21754-feb2-77b1-9a73-c06b3d9d6faa',
  bookingId: '01a21754-feb2-77b1-9a73-c06b3d9d6fab',
  state: 'accepted',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  endsAt: new Date('2026-12-01T11:00:00Z'),
  sequence: 1,
  side: 'holder',
  listing: {id: 'a', name: 'Amina K.', kind: 'pa', picture: null},
  holder: {id: 'b', name: 'Dorothy H.'},
  sharedId: null,
  others: 0,
  worker: null,
};
const words = (name: string) => ({
  name: 'Visits',
  title: () => name,
  address: () => 'https://council.example/bookings/1',
});
const fileOf = (some: Partial<CalendarVisit>, name = 'Amina K.') =>
  calendarFile([{...visit, ...some}], new Date('2026-11-26T10:00:00Z'), words(name));
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  it('holds whatever somebody is called on one line of its own, and gives it back', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 300}), (name) => {
        const file = fileOf({}, name);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const said = unfolded(file).filter((line) => line.startsWith('SUMMARY:'));
        expect(said).toHaveLength(1);
        const back = said[0]
          ?.slice('SUMMARY:'.length)
          .replaceAll(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
        expect(back).toBe(name.replaceAll(/\r\n|[\r\n]/g, '\n'));
        expect(unfolded(file).filter((line) => /^(?:BEGIN|END):VEVENT$/.test(line))).toHaveLength(2);
      }),
    );
  });

  it('is by London’s clock in summer and winter, and by the instant in the hour that comes twice', () => {
    expect(fileOf({})).toContain('DTSTART;TZID=Europe/London:20261201T090000');
    const summer = {startsAt: new Date('2026-07-01T08:00:00Z'), endsAt: new Date('2026-07-01T09:00:00Z')};
    expect(fileOf(summer)).toContain('DTSTART;TZID=Europe/London:20260701T090000');
    const first = {startsAt: new Date('2026-10-25T00:30:00Z'), endsAt: new Date('2026-10-25T00:45:00Z')};
    expect(fileOf(first)).toContain('DTSTART;TZID=Europe/London:20261025T013000');
    const second = {startsAt: new Date('2026-10-25T01:30:00Z'), endsAt: new Date('2026-10-25T01:45:00Z')};
    expect(fileOf(second)).toContain('DTSTART:20261025T013000Z');
  });
});
