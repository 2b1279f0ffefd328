import {prorate, type Day, type Pence, type Rate, type RateUnit} from '@app/kernel';
import {inForce, rateFor, TIMED_BANDS, type DatedRate} from './rates.js';

/**
 * What a week of weekday hours costs, for a card in search: minutes at the weekday rate of this day, rounded
 * once. Where weekdays are paid by the visit the hours do not say how many visits they make, so the caller does.
 * @param visitsPerWeek only used where the weekday rate is by the visit
 * @returns null when it cannot be said: no weekday rate that day, or a rate by the visit and no visits
 */
export function weeklyCost(
  hoursPerWeek: number,
  rates: readonly DatedRate[],
  day: Day,
  visitsPerWeek: number | null = null,
): Pence | null {
  const today = inForce(rates, day);
  const hourly = rateFor(today, 'weekday', 'hour');
  if (hourly) return prorate(hourly.ratePence, Math.round(hoursPerWeek * 60), 60);
  const flat = rateFor(today, 'weekday', 'visit');
  return flat && visitsPerWeek !== null ? flat.ratePence * visitsPerWeek : null;
}

/**
 * The one rate a card shows: weekday by the hour, else weekday by the visit, else the lowest of another timed
 * band, hours before visits. Null when there is none that day.
 */
export function cardRate(rates: readonly DatedRate[], day: Day): Rate | null {
  const today = inForce(rates, day);
  for (const unit of ['hour', 'visit'] satisfies RateUnit[]) {
    const weekday = rateFor(today, 'weekday', unit);
    if (weekday) return weekday;
  }
  const others = today.filter((rate) => TIMED_BANDS.some((band) => band === rate.band));
  others.sort((a, b) => a.unit.localeCompare(b.unit) || a.ratePence - b.ratePence);
  return others[0] ?? null;
}
