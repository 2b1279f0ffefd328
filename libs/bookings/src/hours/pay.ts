import {minutes, roundFraction, type Pence, type RateBand, type RateUnit, type TimeRange} from '@app/kernel';
import {priceVisit, type BandRule, type DatedRate} from '@app/listings';

/** A stretch of work all of one band, and what it is paid by. */
export interface PayPart {
  band: RateBand;
  minutes: number;
  unit: RateUnit;
  ratePence: Pence;
  pence: Pence;
}

/** What recorded hours come to; the parts add up to the work, and the three to the whole. */
export interface Pay {
  parts: PayPart[];
  workPence: Pence;
  mileagePence: Pence;
  expensePence: Pence;
  totalPence: Pence;
}

export interface Worked extends TimeRange {
  /** To a tenth of a mile; null when none. */
  miles: number | null;
}

export interface PayTerms {
  rates: readonly DatedRate[];
  bands: readonly BandRule[];
  /** For each mile; null when mileage is not paid. */
  mileagePence: Pence | null;
}

/** Nothing is rounded but once: the work as a whole, and the miles as a whole. */
export function payFor(worked: Worked, terms: PayTerms, expensePence: Pence): Pay {
  const {pence: workPence, parts} = priceVisit(worked, terms.rates, terms.bands);
  const tenths = BigInt(Math.round((worked.miles ?? 0) * 10));
  const mileagePence = roundFraction(tenths * BigInt(terms.mileagePence ?? 0), 10n);
  return {parts, workPence, mileagePence, expensePence, totalPence: workPence + mileagePence + expensePence};
}

/**
 * By how much the pay for some time lies below what the law says; nought when it does not. Miles and what was laid out
 * are no pay.
 */
export function shortOfMinimum(worked: TimeRange, workPence: Pence, hourPence: Pence): Pence {
  // Not a penny less: what is owed at least is rounded up.
  const least = (BigInt(minutes(worked)) * BigInt(hourPence) + 59n) / 60n;
  return Math.max(Number(least) - workPence, 0);
}

/** By how much more than what was set aside hours may cost without being asked about. */
export function toleranceOf(pricePence: Pence, rule: {toleranceBp: number; tolerancePence: Pence}): Pence {
  const share = (BigInt(pricePence) * BigInt(rule.toleranceBp)) / 10_000n;
  return Math.min(Number(share), rule.tolerancePence);
}
