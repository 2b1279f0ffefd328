import {describe, expect, it} from '@jest/globals';
import {inLondon} from '@app/kernel';
import fc from 'fast-check';
import {firstAllowed, type QuietHours} from './quiet-hours.js';

const MINUTE = 60_000;
const NIGHT = {from: '21:00', to: '08:00'};

/** Minute after minute, by the clock on the wall. */
function byHand(now: Date, {from, to}: QuietHours): Date {
  for (let at = now.getTime(); ; at = Math.floor(at / MINUTE) * MINUTE + MINUTE) {
    const {hour, minute} = inLondon(new Date(at));
    const wall = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const quiet = from < to ? wall >= from && wall < to : wall >= from || wall < to;
    if (!quiet) return new Date(at);
  }
}

describe('quiet hours', () => {
  it('wait for the morning by London’s clocks, on an ordinary night and on both nights when clocks change', () => {
    const after = (instant: string, quiet = NIGHT) => firstAllowed(new Date(instant), quiet).toISOString();
    expect(after('2027-01-10T12:00:00Z')).toBe('2027-01-10T12:00:00.000Z');
    expect(after('2027-01-10T22:15:00Z')).toBe('2027-01-11T08:00:00.000Z');
    expect(after('2027-03-27T22:15:00Z')).toBe('2027-03-28T07:00:00.000Z');
    expect(after('2027-10-30T21:15:00Z')).toBe('2027-10-31T08:00:00.000Z');
    // 1:30am does not come on 28 March: the first minute that does is 2am in summer time.
    expect(after('2027-03-28T00:10:00Z', {from: '21:00', to: '01:30'})).toBe('2027-03-28T01:00:00.000Z');
    // 1:30am comes twice on 31 October; the second time between 1am and 1:30am is quiet again.
    expect(after('2027-10-31T00:10:00Z', {from: '21:00', to: '01:30'})).toBe('2027-10-31T00:30:00.000Z');
    expect(after('2027-10-31T01:10:00Z', {from: '21:00', to: '01:30'})).toBe('2027-10-31T01:30:00.000Z');
  });

  it('are what the clock on the wall says, minute after minute', () => {
    const times = fc
      .record({hour: fc.integer({min: 0, max: 23}), minute: fc.constantFrom('00', '15', '30', '59')})
      .map(({hour, minute}) => `${String(hour).padStart(2, '0')}:${minute}`);
    const changes = fc.constantFrom('2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z', '2027-06-01T12:00:00Z');
    fc.assert(
      fc.property(changes, fc.integer({min: -1_500, max: 1_500}), times, times, (near, minutes, from, to) => {
        fc.pre(from !== to);
        const now = new Date(new Date(near).getTime() + minutes * MINUTE);
        expect(firstAllowed(now, {from, to})).toEqual(byHand(now, {from, to}));
      }),
      {numRuns: 60},
    );
  });
});
