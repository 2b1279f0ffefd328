import {londonInstant, type Rate, type RateBand, type RateUnit} from '@app/kernel';
import {formatPounds, formatTime} from './figures.js';
import {words} from './t.js';

/** The times of the week and kinds of shift, as people say them. */
export const BAND_WORDS: Record<RateBand, string> = words({
  weekday: 'Weekdays',
  evening: 'Evenings',
  weekend: 'Weekends',
  bank_holiday: 'Bank holidays',
  waking_night: 'Waking nights',
  sleep_in: 'Sleep-ins',
  live_in: 'Live-in days',
});

export const UNIT_WORDS: Record<RateUnit, string> = words({
  hour: 'an hour',
  visit: 'a visit',
  night: 'a night',
  day: 'a day',
});

/** £14.50 an hour */
export function rateWords({ratePence, unit}: Pick<Rate, 'ratePence' | 'unit'>): string {
  return `${formatPounds(ratePence)} ${UNIT_WORDS[unit]}`;
}

/** 8pm, 7:30am; the end of a day is midnight. */
export function clockWords(time: string): string {
  return formatTime(londonInstant('2026-01-01', time === '24:00' ? '00:00' : time));
}
