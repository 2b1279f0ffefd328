import {describe, expect, it} from '@jest/globals';
import {outsideFreeTimes, spanOf} from './free-hours.js';

const range = (day: string, from: string, to: string) => ({
  startsAt: new Date(`2027-${day}T${from}:00Z`),
  endsAt: new Date(`2027-${day}T${to}:00Z`),
});

describe('times at which somebody has not said that they are free', () => {
  const visits = [range('03-01', '09:00', '11:00'), range('03-02', '09:00', '11:00'), range('09-01', '09:00', '11:00')];

  it('are those not within one free stretch', () => {
    const free = [range('03-01', '08:00', '12:00'), range('03-02', '09:30', '12:00')];
    expect(outsideFreeTimes(visits, free, spanOf(visits))).toEqual([visits[1]]);
    const touching = [
      range('03-01', '09:00', '11:00'),
      range('03-02', '09:00', '10:00'),
      range('03-02', '10:00', '11:00'),
    ];
    expect(outsideFreeTimes(visits, touching, spanOf(visits))).toEqual([visits[1]]);
  });

  it('are looked for three months ahead at most', () => {
    const {from, to} = spanOf(visits);
    expect(from).toEqual(visits[0]?.startsAt);
    expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(93 * 86_400_000);
    expect(outsideFreeTimes(visits, [], spanOf(visits))).toEqual(visits.slice(0, 2));
  });
});
