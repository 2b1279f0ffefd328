import {addDays, londonInstant, weekday, type Day, type TimeRange} from '@app/kernel';
import {dayNumber, minuteOf} from '@app/listings';
import {askedDay, instantOf} from '../times/asked-time.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface WeeklyVisit {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** London's clock, `09:00`. An end that is not after the start is on the next day. */
  from: string;
  to: string;
}

/** The same visits each week: “Tuesday and Thursday 9 to 11”. */
export interface Pattern {
  visits: readonly WeeklyVisit[];
  /** The first day that counts. */
  startsOn: Day;
  weeks: number;
}

/** How much of it somebody must be free for to be shown. */
export const PATTERN_FREE = ['whole', 'part', 'any'] as const;
export type PatternFree = (typeof PATTERN_FREE)[number];

export interface PlannedVisit extends TimeRange {
  day: Day;
  /** Which week of the pattern, from 0. */
  week: number;
}

const MOST_KEPT = 1_000;
const kept = new Map<string, readonly PlannedVisit[]>();

/** Each visit of so many weeks, in order of time. Many people ask for the same. */
export function visitsOf(pattern: Pattern, weeks: number): readonly PlannedVisit[] {
  const key = JSON.stringify([pattern.visits, pattern.startsOn, weeks]);
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const planned = plan(pattern, weeks);
  kept.set(key, planned);
  return planned;
}

function plan({visits, startsOn}: Pattern, weeks: number): PlannedVisit[] {
  const planned: PlannedVisit[] = [];
  for (let week = 0; week < weeks; week += 1) {
    for (const each of visits) {
      const ahead = (each.weekday - weekday(startsOn) + 7) % 7;
      const day = addDays(startsOn, week * 7 + ahead);
      const ends = each.to > each.from ? day : addDays(day, 1);
      planned.push({day, week, startsAt: instant(day, each.from), endsAt: instant(ends, each.to)});
    }
  }
  return planned.filter(({startsAt, endsAt}) => startsAt < endsAt).sort((a, b) => +a.startsAt - +b.startsAt);
}

/** As `londonInstant` has it, and on days of 24 hours a hundred times as fast. */
function instant(day: Day, time: string): Date {
  const asked = askedDay(dayNumber(day));
  return asked.plain ? new Date(instantOf(asked, minuteOf(time))) : londonInstant(day, time);
}
