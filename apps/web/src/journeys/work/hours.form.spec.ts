import {describe, expect, it} from '@jest/globals';
import type {WorkVisit} from '@app/bookings';
import {londonInstant} from '@app/kernel';
import {hoursOf, type HoursForm} from './hours.form.js';

const at = (text: string) => londonInstant(text.slice(0, 10), text.slice(11));
const visit = (from: string, to: string) => ({startsAt: at(from), endsAt: at(to), mileagePence: null}) as WorkVisit;
const form = (started: string, ended: string): HoursForm => ({started, ended, miles: 3, awake: null});

describe('times on the clock beside a booked visit', () => {
  it.each([
    ['2026-03-03 09:00', '2026-03-03 11:00', '08:50', '11:10', '2026-03-03 08:50', '2026-03-03 11:10'],
    // Past midnight, as booked or because it took longer.
    ['2026-03-03 22:00', '2026-03-04 07:00', '22:15', '07:05', '2026-03-03 22:15', '2026-03-04 07:05'],
    ['2026-03-03 20:00', '2026-03-03 22:00', '20:00', '00:30', '2026-03-03 20:00', '2026-03-04 00:30'],
    // Begun before midnight though booked after it.
    ['2026-03-03 00:15', '2026-03-03 02:00', '23:50', '02:00', '2026-03-02 23:50', '2026-03-03 02:00'],
    // The night on which the clocks go back.
    ['2026-10-24 22:00', '2026-10-25 07:00', '22:00', '07:00', '2026-10-24 22:00', '2026-10-25 07:00'],
  ])('booked %s to %s, came at %s and left at %s', (from, to, started, ended, startedAt, endedAt) => {
    expect(hoursOf(visit(from, to), form(started, ended))).toEqual({
      startedAt: at(startedAt),
      endedAt: at(endedAt),
      miles: null,
      awakeMinutes: null,
    });
  });

  it.each(['13:00', '14:00'])('takes an end at %s for a slip when the visit began at two in the afternoon', (ended) => {
    const booked = visit('2026-03-03 14:00', '2026-03-03 16:00');
    expect(() => hoursOf(booked, form('14:00', ended))).toThrow('End time must be after the start time.');
  });
});
