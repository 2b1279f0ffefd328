import type {Day, Rate, RateBand, RateUnit} from '@app/kernel';

/** A rate from a day to a last day, or until changed. */
export interface DatedRate extends Rate {
  startsOn: Day;
  endsOn: Day | null;
}

/** The bands that the clock and the calendar decide; the others are kinds of shift. */
export const TIMED_BANDS = ['weekday', 'evening', 'weekend', 'bank_holiday'] as const;
export type TimedBand = (typeof TIMED_BANDS)[number];

/** Whose rate serves where a band has none of its own, the band itself first. */
export const FALLBACK: Record<TimedBand, readonly TimedBand[]> = {
  weekday: ['weekday'],
  evening: ['evening', 'weekday'],
  weekend: ['weekend', 'weekday'],
  bank_holiday: ['bank_holiday', 'weekend', 'weekday'],
};

/**
 * What each band may be priced by. A sleep-in is a flat sum: the minimum wage is owed only for time awake for
 * work (Royal Mencap Society v Tomlinson-Blake [2021] UKSC 8), so it is never hours times a rate.
 */
export const UNITS_OF: Record<RateBand, readonly RateUnit[]> = {
  weekday: ['hour', 'visit'],
  evening: ['hour', 'visit'],
  weekend: ['hour', 'visit'],
  bank_holiday: ['hour', 'visit'],
  waking_night: ['hour', 'night'],
  sleep_in: ['night'],
  live_in: ['day'],
};

/** Only the rates in force on this day. */
export function inForce<T extends {startsOn: Day; endsOn: Day | null}>(rates: readonly T[], day: Day): T[] {
  return rates.filter((rate) => rate.startsOn <= day && (rate.endsOn === null || day <= rate.endsOn));
}

export function rateFor<T extends Rate>(rates: readonly T[], band: RateBand, unit: RateUnit): T | undefined {
  return rates.find((rate) => rate.band === band && rate.unit === unit);
}
