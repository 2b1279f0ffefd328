import {addDays, bankHoliday, inLondon, weekday, type Day} from '@app/kernel';
import type {Exception, Pattern} from '@app/listings';
import fc from 'fast-check';

/** Hours worked out slowly, one reading of the clock after the other, and random ones to hold others against it. */
export const STEP_MS = 15 * 60_000;
export const always = {startsOn: '2020-01-01', endsOn: null};

/** Three days on either side of the spring or the autumn change, or of a new year. */
export const aroundAClockChange = fc
  .tuple(fc.constantFrom('2026-03-29', '2026-10-25', '2027-01-01'), fc.integer({min: -288, max: 200}), fc.nat(288))
  .map(([day, offset, length]) => {
    const from = Date.parse(`${day}T00:00:00Z`) + offset * STEP_MS;
    return {from, to: from + length * STEP_MS};
  });

const quarter = fc.integer({min: 0, max: 96});
const time = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
const someHours = fc
  .tuple(quarter, quarter)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({from: time(Math.min(a, b)), to: time(Math.max(a, b))}));
/** Of the days around a clock change or a new year, which is a bank holiday too. */
const someDays = fc
  .tuple(fc.constantFrom('2026-03-25', '2026-10-21', '2026-12-28'), fc.nat(9), fc.nat(9))
  .map(([first, from, to]) => ({
    startsOn: addDays(first, Math.min(from, to)),
    endsOn: addDays(first, Math.max(from, to)),
  }));

export const aPattern: fc.Arbitrary<Pattern> = fc
  .tuple(fc.integer({min: 1, max: 7}), someHours, fc.oneof(fc.constant(always), someDays))
  .map(([weekday, hours, days]) => ({weekday, ...hours, ...days}));
export const anException: fc.Arbitrary<Exception> = fc
  .tuple(fc.boolean(), fc.oneof(fc.constant({from: null, to: null}), someHours), someDays)
  .map(([available, hours, days]) => ({available, ...hours, ...days}));

interface Reading {
  day: Day;
  /** The latest minute the clock has shown on this day: it never goes back, though the clock may. */
  minute: number;
}

export function clockReadings(from: number, to: number, step = STEP_MS): Map<number, Reading> {
  const readings = new Map<number, Reading>();
  let last: Reading = {day: '', minute: 0};
  for (let at = from; at < to; at += step) {
    const wall = inLondon(new Date(at));
    const day = wall.toPlainDate().toString();
    const minute = wall.hour * 60 + wall.minute;
    // The hour that comes twice ends at two: all through its second time, nearly two has been shown already.
    const repeats = day === last.day && minute <= last.minute;
    last = {day, minute: repeats ? 119.9 : minute};
    readings.set(at, last);
  }
  return readings;
}

/** @param onHolidays whether the weekly hours count on bank holidays */
export function works(
  reading: Reading | undefined,
  patterns: readonly Pattern[],
  exceptions: readonly Exception[],
  onHolidays = true,
): boolean {
  const {day, minute} = reading as Reading;
  const minuteOf = (time: string) => Number(time.split(':')[0]) * 60 + Number(time.split(':')[1]);
  const within = (hours: {from: string | null; to: string | null}) =>
    minuteOf(hours.from ?? '00:00') <= minute && minute < minuteOf(hours.to ?? '24:00');
  const today = (days: {startsOn: Day; endsOn: Day | null}) =>
    days.startsOn <= day && (days.endsOn === null || day <= days.endsOn);
  const covering = exceptions.filter((each) => today(each) && within(each));
  if (covering.some((each) => !each.available)) return false;
  if (covering.length > 0) return true;
  if (!onHolidays && bankHoliday(day)) return false;
  return patterns.some((each) => each.weekday === weekday(day) && today(each) && within(each));
}
