import {merge, subtract, type TimeRange} from '@app/kernel';
import {minuteOf} from '../time/clock-time.js';
import {
  clockInstant,
  dayNumber,
  londonDayNumber,
  MINUTES_IN_DAY,
  weekdayOf,
  type DayNumber,
} from '../time/london-days.js';
import type {Exception, Pattern} from './availability.js';

/** Hours on the clock of each of some days. */
interface Hours {
  weekday: number | null;
  fromMinute: number;
  toMinute: number;
  firstDay: DayNumber;
  lastDay: DayNumber;
}

/**
 * When somebody works between two instants: the weekly patterns and the extra hours, less the times away.
 * Away always wins, so that nobody is booked on a day they said they cannot come. Hours are London clock
 * hours: on the nights the clocks change they are as long as the night really is.
 */
export function openHours(
  patterns: readonly Pattern[],
  exceptions: readonly Exception[],
  from: Date,
  to: Date,
): TimeRange[] {
  if (!(from < to)) return [];
  const extra = exceptions.filter((each) => each.available);
  const away = exceptions.filter((each) => !each.available);
  const window = {from: from.getTime(), to: to.getTime()};
  const open = ranges([...patterns.map(weekly), ...extra.map(daily)], window);
  return subtract(merge(open), ranges(away.map(daily), window));
}

function weekly(pattern: Pattern): Hours {
  return {
    weekday: pattern.weekday,
    fromMinute: minuteOf(pattern.from),
    toMinute: minuteOf(pattern.to),
    firstDay: dayNumber(pattern.startsOn),
    lastDay: pattern.endsOn === null ? Infinity : dayNumber(pattern.endsOn),
  };
}

function daily(exception: Exception): Hours {
  return {
    weekday: null,
    fromMinute: exception.from === null ? 0 : minuteOf(exception.from),
    toMinute: exception.to === null ? MINUTES_IN_DAY : minuteOf(exception.to),
    firstDay: dayNumber(exception.startsOn),
    lastDay: dayNumber(exception.endsOn),
  };
}

function ranges(hours: readonly Hours[], window: {from: number; to: number}): TimeRange[] {
  const first = londonDayNumber(window.from);
  const last = londonDayNumber(window.to);
  return hours.flatMap((each) => {
    const found: TimeRange[] = [];
    let day = Math.max(first, each.firstDay);
    if (each.weekday !== null) day += (each.weekday - weekdayOf(day) + 7) % 7;
    for (; day <= last && day <= each.lastDay; day += each.weekday === null ? 1 : 7) {
      const startsAt = Math.max(clockInstant(day, each.fromMinute), window.from);
      const endsAt = Math.min(clockInstant(day, each.toMinute), window.to);
      if (startsAt < endsAt) found.push({startsAt: new Date(startsAt), endsAt: new Date(endsAt)});
    }
    return found;
  });
}
