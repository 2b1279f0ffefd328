import {type Day, formatDay, formatPounds, formatTime, londonDay} from '@app/kernel';

const METRES_PER_MILE = 1_609.344;

/** What templates turn figures into words with: `{{ 1450 | pounds }}`. */
export const viewFilters = {
  /** £14.50 */
  pounds: formatPounds,
  /** Tuesday 3 March 2026, of an instant or of a day */
  day: (value: Date | Day) => formatDay(toDay(value)),
  /** Tuesday 3 March, where the year goes without saying */
  dayMonth: (value: Date | Day) => formatDay(toDay(value), {weekday: 'long', year: undefined}),
  /** 3 March 2026 */
  date: (value: Date | Day) => formatDay(toDay(value), {}),
  /** 9am, 2:30pm */
  time: formatTime,
  miles,
  aboutMiles,
  /** 2026-03-03, for the datetime attribute */
  isoDay: toDay,
};

/** 0.4 miles, 3 miles: tenths up to ten miles, whole miles beyond. */
export function miles(metres: number): string {
  const distance = metres / METRES_PER_MILE;
  if (distance < 0.1) return 'less than 0.1 miles';
  const rounded = distance < 9.95 ? Math.round(distance * 10) / 10 : Math.round(distance);
  return rounded === 1 ? '1 mile' : `${rounded} miles`;
}

/** The same for distances that are not exact: about 0.4 miles, less than 0.1 miles. */
export function aboutMiles(metres: number): string {
  const words = miles(metres);
  return words.startsWith('less') ? words : `about ${words}`;
}

function toDay(value: Date | Day): Day {
  return typeof value === 'string' ? value : londonDay(value);
}
