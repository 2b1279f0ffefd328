import {DomainError, formatDay, invalid, londonDay, roundFraction} from '@app/kernel';
import type {Pence, Rate, TimeRange} from '@app/kernel';
import {cutByBand, type BandRule, type BandStretch} from './bands.js';
import {FALLBACK, inForce, rateFor, type DatedRate, type TimedBand} from './rates.js';

const HOUR_MS = 3_600_000n;
const MINUTE_MS = 60_000;

export interface PricedPart {
  /** The band of this time; the rate may be another's where it has none of its own. */
  band: TimedBand;
  /** Elapsed, so that a night on which the clocks change counts as long as it is. */
  minutes: number;
  unit: 'hour' | 'visit';
  ratePence: Pence;
  /** The parts add up to the whole to the penny. */
  pence: Pence;
}

export interface PricedVisit {
  pence: Pence;
  parts: PricedPart[];
}

/**
 * What a visit costs at the rates of the day it begins. By the hour, it is cut where the band changes and the
 * exact sum is rounded once. Where the band at its start has a rate by the visit and none by the hour, the
 * visit is that flat sum, however long.
 * @throws RATE_MISSING (422) when there is no rate for part of it
 */
export function priceVisit(range: TimeRange, rates: readonly DatedRate[], bands: readonly BandRule[]): PricedVisit {
  if (!(range.startsAt < range.endsAt)) {
    throw invalid({field: 'ends_at', message: 'The end of a visit must be after its start.'});
  }
  return priceStretches(range, cutByBand(range, bands), rates);
}

/** The same for a visit that was cut already: many listings of one council are priced for the same visit. */
export function priceStretches(
  range: TimeRange,
  stretches: readonly BandStretch[],
  rates: readonly DatedRate[],
): PricedVisit {
  const ofTheDay = inForce(rates, londonDay(range.startsAt));
  const first = stretches[0] as BandStretch;
  const flat = flatRate(ofTheDay, first.band);
  if (flat !== null) {
    const part = {band: first.band, minutes: lasts(range) / MINUTE_MS, unit: 'visit' as const, ratePence: flat};
    return {pence: flat, parts: [{...part, pence: flat}]};
  }
  return byTheHour(stretches, ofTheDay);
}

/** The rate by the visit, where it comes before any by the hour. */
function flatRate(rates: readonly Rate[], band: TimedBand): Pence | null {
  for (const each of FALLBACK[band]) {
    if (rateFor(rates, each, 'hour')) return null;
    const flat = rateFor(rates, each, 'visit');
    if (flat) return flat.ratePence;
  }
  return null;
}

function byTheHour(stretches: readonly BandStretch[], rates: readonly Rate[]): PricedVisit {
  let exact = 0n;
  let given: Pence = 0;
  const parts = stretches.map((stretch) => {
    const ratePence = hourlyRate(rates, stretch);
    exact += BigInt(lasts(stretch)) * BigInt(ratePence);
    // What the visit costs up to this part's end, less what it cost up to its start: no penny is made or lost.
    const pence = roundFraction(exact, HOUR_MS) - given;
    given += pence;
    return {band: stretch.band, minutes: lasts(stretch) / MINUTE_MS, unit: 'hour' as const, ratePence, pence};
  });
  return {pence: given, parts};
}

function hourlyRate(rates: readonly Rate[], {band, startsAt}: BandStretch): Pence {
  for (const each of FALLBACK[band]) {
    const rate = rateFor(rates, each, 'hour');
    if (rate) return rate.ratePence;
  }
  const day = londonDay(startsAt);
  const when = band.replace('_', ' ');
  throw new DomainError(
    'refused',
    'RATE_MISSING',
    `There is no ${when} rate for ${formatDay(day)}. Choose another time, or ask them to add a rate.`,
    {facts: {band, day}},
  );
}

/** Elapsed milliseconds. */
function lasts(range: TimeRange): number {
  return range.endsAt.getTime() - range.startsAt.getTime();
}
