import {DomainError, formatDay, londonDay, minutes, type Pence, type Rate, type TimeRange} from '@app/kernel';
import {inForce, priceVisit, type BandRule, type DatedRate} from '@app/listings';
import {payByMinutes, type PayPart} from './pay-part.js';

/** How the time of a visit is worked, and so what it costs. */
export const SHIFTS = ['hours', 'waking_night', 'sleep_in', 'live_in'] as const;
export type Shift = (typeof SHIFTS)[number];

const NAMES: Record<Exclude<Shift, 'hours'>, string> = {
  waking_night: 'waking nights',
  sleep_in: 'sleep-ins',
  live_in: 'live-in days',
};

/**
 * What a visit costs at the rates of the day it begins. A sleep-in is a flat sum for the night and live-in one for the
 * day; a waking night is a flat sum where one is agreed, else every hour of it.
 * @throws RATE_MISSING
 */
export function priceShift(
  shift: Shift,
  range: TimeRange,
  rates: readonly DatedRate[],
  bands: readonly BandRule[],
): {pence: Pence; parts: PayPart[]} {
  if (shift === 'hours') return priceVisit(range, rates, bands);
  const ofTheDay = inForce(rates, londonDay(range.startsAt)).filter((rate) => rate.band === shift);
  const flat = ofTheDay.find((rate) => rate.unit !== 'hour');
  if (flat) return one(flat, minutes(range), flat.ratePence);
  const hourly = ofTheDay.find((rate) => rate.unit === 'hour');
  if (hourly) return one(hourly, minutes(range), payByMinutes(minutes(range), hourly.ratePence));
  const day = formatDay(londonDay(range.startsAt));
  throw new DomainError(
    'refused',
    'RATE_MISSING',
    `There is no rate for ${NAMES[shift]} on ${day}. Agree one first, or choose another kind of visit.`,
    {facts: {band: shift, day: londonDay(range.startsAt)}},
  );
}

function one({band, unit, ratePence}: Rate, lasts: number, pence: Pence): {pence: Pence; parts: PayPart[]} {
  return {pence, parts: [{band, unit, ratePence, minutes: lasts, pence}]};
}
