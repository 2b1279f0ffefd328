import {type Day, londonDay} from '@app/kernel';
import {formatDay, formatNumber, formatPounds, formatTime, listWords} from './words/figures.js';
import {t} from './words/t.js';

const METRES_PER_MILE = 1_609.344;
const LEAST_MILES = 0.1;

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
  /** March 2026 */
  monthYear: (value: Date | Day) => formatDay(toDay(value), {day: undefined}),
  /** Tuesday */
  weekdayName: (value: Date | Day) =>
    formatDay(toDay(value), {weekday: 'long', day: undefined, month: undefined, year: undefined}),
  /** 3 March */
  dayOfMonth: (value: Date | Day) => formatDay(toDay(value), {year: undefined}),
  /** 9am, 2:30pm */
  time: formatTime,
  miles,
  aboutMiles,
  /** 1,234 */
  number: formatNumber,
  /** Monday, Tuesday and Friday */
  listed: listWords,
  /** 2026-03-03, for the datetime attribute */
  isoDay: toDay,
};

/** 0.4 miles, 3 miles: tenths up to ten miles, whole miles beyond. */
export function miles(metres: number): string {
  const count = inMiles(metres);
  if (count < LEAST_MILES) return t('less than {{distance}} miles', {distance: formatNumber(LEAST_MILES)});
  return t('{{distance}} miles', {count, distance: formatNumber(count)});
}

/** The same for distances that are not exact: about 0.4 miles, less than 0.1 miles. */
export function aboutMiles(metres: number): string {
  const count = inMiles(metres);
  return count < LEAST_MILES ? miles(metres) : t('about {{distance}} miles', {count, distance: formatNumber(count)});
}

function inMiles(metres: number): number {
  const distance = metres / METRES_PER_MILE;
  if (distance < LEAST_MILES) return 0;
  return distance < 9.95 ? Math.round(distance * 10) / 10 : Math.round(distance);
}

function toDay(value: Date | Day): Day {
  return typeof value === 'string' ? value : londonDay(value);
}
