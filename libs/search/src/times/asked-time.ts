import {bankHoliday, type TimeRange} from '@app/kernel';
import {clockInstant, londonDayNumber, MINUTES_IN_DAY, weekdayOf, type DayNumber} from '@app/listings';

/** A time somebody should come, with the days of London's calendar that it is on. */
export interface AskedTime {
  startsAt: number;
  endsAt: number;
  days: readonly AskedDay[];
}

export interface AskedDay {
  number: DayNumber;
  weekday: number;
  midnight: number;
  /** 24 hours long: a time on the clock is its midnight and so many minutes. */
  plain: boolean;
  holiday: boolean;
}

const MINUTE_MS = 60_000;
const MOST_DAYS = 2_000;
const known = new Map<DayNumber, AskedDay>();

export function askedTime({startsAt, endsAt}: TimeRange): AskedTime {
  const [from, to] = [startsAt.getTime(), endsAt.getTime()];
  const days: AskedDay[] = [];
  for (let number = londonDayNumber(from); number <= londonDayNumber(to); number += 1) days.push(askedDay(number));
  return {startsAt: from, endsAt: to, days};
}

const keptTimes = new WeakMap<readonly TimeRange[], readonly AskedTime[]>();

/** The same for the same visits. */
export function askedTimes(visits: readonly TimeRange[]): readonly AskedTime[] {
  const times = keptTimes.get(visits) ?? visits.map(askedTime);
  keptTimes.set(visits, times);
  return times;
}

/** When London's clock shows this minute of a day. */
export function instantOf({number, midnight, plain}: AskedDay, minute: number): number {
  return plain ? midnight + minute * MINUTE_MS : clockInstant(number, minute);
}

export function askedDay(number: DayNumber): AskedDay {
  const day = known.get(number);
  if (day) return day;
  if (known.size >= MOST_DAYS) known.clear();
  const midnight = clockInstant(number, 0);
  const plain = clockInstant(number, MINUTES_IN_DAY) - midnight === MINUTES_IN_DAY * MINUTE_MS;
  const holiday = bankHoliday(new Date(number * MINUTES_IN_DAY * MINUTE_MS).toISOString().slice(0, 10)) !== null;
  const made = {number, weekday: weekdayOf(number), midnight, plain, holiday};
  known.set(number, made);
  return made;
}
