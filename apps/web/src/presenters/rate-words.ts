import type {Pence, Rate, RateBand, RateUnit} from '@app/kernel';

/** How people call the times that have a rate of their own. */
export const BAND_WORDS: Record<RateBand, string> = {
  weekday: 'Weekdays',
  evening: 'Evenings',
  weekend: 'Weekends',
  bank_holiday: 'Bank holidays',
  waking_night: 'Waking nights',
  sleep_in: 'Sleep-ins',
  live_in: 'Live-in',
};

/** What follows a sum: £14.50 an hour. */
export const UNIT_WORDS: Record<RateUnit, string> = {
  hour: 'an hour',
  visit: 'a visit',
  night: 'a night',
  day: 'a day',
};

export interface RateLine {
  label: string;
  pence: Pence;
  per: string;
}

/** Rates in the order of the week, in words. */
export function rateLines(rates: readonly Rate[]): RateLine[] {
  const order = Object.keys(BAND_WORDS);
  return [...rates]
    .sort((a, b) => order.indexOf(a.band) - order.indexOf(b.band))
    .map(({band, unit, ratePence}) => ({label: BAND_WORDS[band], pence: ratePence, per: UNIT_WORDS[unit]}));
}
