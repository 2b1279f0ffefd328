import type {Pence} from './money.js';

/** When or how work is done; each has its own rate. A sleep-in and live-in are priced as a flat sum. */
export const RATE_BANDS = [
  'weekday',
  'evening',
  'weekend',
  'bank_holiday',
  'waking_night',
  'sleep_in',
  'live_in',
] as const;
export type RateBand = (typeof RATE_BANDS)[number];

export const RATE_UNITS = ['hour', 'visit', 'night', 'day'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

export interface Rate {
  band: RateBand;
  unit: RateUnit;
  ratePence: Pence;
}
