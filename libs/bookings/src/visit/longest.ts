import {londonClock, minutes, type TimeRange} from '@app/kernel';

const DAY_MINUTES = 24 * 60;

/** A visit lasts a day at most, by the clock on the wall: the night on which it goes back is an hour longer. */
export function lastsTooLong({startsAt, endsAt}: TimeRange): boolean {
  const shown = minutes({startsAt: londonClock(startsAt), endsAt: londonClock(endsAt)});
  return Math.min(shown, minutes({startsAt, endsAt})) > DAY_MINUTES;
}
