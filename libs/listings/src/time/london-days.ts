import {LONDON, type Day} from '@app/kernel';
import {Temporal} from 'temporal-polyfill';

/** Days counted from 1 January 1970, so that walking weeks of them is adding numbers. */
export type DayNumber = number;

export const MINUTES_IN_DAY = 1_440;
const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_IN_DAY * MINUTE_MS;

/** A stretch over which London's clocks stand equally far from UTC. */
interface Stretch {
  startsAt: number;
  endsAt: number;
  offsetMs: number;
}

const years = new Map<number, Stretch[]>();

export function dayNumber(day: Day): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayOf(number: DayNumber): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(number: DayNumber): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** The London day on which this instant falls. */
export function londonDayNumber(instant: number): DayNumber {
  const year = new Date(instant).getUTCFullYear();
  const offset = stretchesOf(year).find((each) => instant < each.endsAt)?.offsetMs ?? 0;
  return Math.floor((instant + offset) / DAY_MS);
}

/**
 * When London's clocks first show this minute of the day or a later one. A minute that the spring change skips
 * is the moment of the change; of a minute that the autumn change repeats it is the first. So times in order
 * on the clock are instants in order, and hours that touch on the clock touch.
 * @param minute 0 to 1,440; the last is the next midnight
 */
export function clockInstant(day: DayNumber, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  for (const {startsAt, endsAt, offsetMs} of stretchesOf(new Date(wall).getUTCFullYear())) {
    if (wall - offsetMs < endsAt) return Math.max(wall - offsetMs, startsAt);
  }
  throw new RangeError('a year ends in a stretch without end');
}

function stretchesOf(year: number): Stretch[] {
  const known = years.get(year);
  if (known) return known;
  const found: Stretch[] = [];
  const from = Temporal.PlainDate.from({year, month: 1, day: 1}).toZonedDateTime(LONDON);
  const end = from.add({years: 1}).epochMilliseconds;
  let startsAt = -Infinity;
  let offsetMs = from.offsetNanoseconds / 1e6;
  for (let change = from.getTimeZoneTransition('next'); change; change = change.getTimeZoneTransition('next')) {
    if (change.epochMilliseconds >= end) break;
    found.push({startsAt, endsAt: change.epochMilliseconds, offsetMs});
    startsAt = change.epochMilliseconds;
    offsetMs = change.offsetNanoseconds / 1e6;
  }
  found.push({startsAt, endsAt: Infinity, offsetMs});
  years.set(year, found);
  return found;
}
