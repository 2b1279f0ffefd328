import {londonDay, minutes, roundFraction, type Pence, type TimeRange} from '@app/kernel';
import {inForce, type BandRule, type DatedRate} from '@app/listings';
import {payByMinutes, type PayPart} from './pay-part.js';
import {priceShift, type Shift} from './shift.js';

export type {PayPart};

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
  /** Of a sleep-in, for how long they were up to help. */
  awakeMinutes?: number | null;
}

export interface PayTerms {
  shift: Shift;
  rates: readonly DatedRate[];
  bands: readonly BandRule[];
  /** For each mile; null when mileage is not paid. */
  mileagePence: Pence | null;
  /** What an hour must be paid at least by law, where the law of wages holds; null where it does not. */
  minimumPence: Pence | null;
}

/** Nothing is rounded but once: the work of each kind as a whole, and the miles as a whole. */
export function payFor(worked: Worked, terms: PayTerms, expensePence: Pence): Pay {
  const {pence, parts} = priceShift(terms.shift, worked, terms.rates, terms.bands);
  const awake = terms.shift === 'sleep_in' ? awakePart(worked, terms) : null;
  const tenths = BigInt(Math.round((worked.miles ?? 0) * 10));
  const mileagePence = roundFraction(tenths * BigInt(terms.mileagePence ?? 0), 10n);
  const workPence = pence + (awake?.pence ?? 0);
  const totalPence = workPence + mileagePence + expensePence;
  return {parts: awake ? [...parts, awake] : parts, workPence, mileagePence, expensePence, totalPence};
}

/**
 * Being woken to help is work (Royal Mencap Society v Tomlinson-Blake [2021] UKSC 8): paid beside the flat sum at what
 * is agreed for a waking hour, and never below what the law says.
 */
function awakePart({startsAt, awakeMinutes}: Worked, {rates, minimumPence}: PayTerms): PayPart | null {
  if (!awakeMinutes) return null;
  const agreed = inForce(rates, londonDay(startsAt)).find(({band, unit}) => band === 'waking_night' && unit === 'hour');
  const ratePence = Math.max(agreed?.ratePence ?? 0, minimumPence ?? 0);
  if (ratePence === 0) return null;
  const pence = payByMinutes(awakeMinutes, ratePence);
  return {band: 'waking_night', unit: 'hour', ratePence, minutes: awakeMinutes, pence};
}

/**
 * By how much the pay for some time lies below what the law says; nought when it does not. Miles and what was laid out
 * are no pay.
 */
export function shortOfMinimum(workedMinutes: number, workPence: Pence, hourPence: Pence): Pence {
  // Not a penny less: what is owed at least is rounded up.
  const least = (BigInt(workedMinutes) * BigInt(hourPence) + 59n) / 60n;
  return Math.max(Number(least) - workPence, 0);
}

/** The time that counts for it: of a sleep-in only the time awake, which is paid at least so; live-in is agreed by itself. */
export function minimumMinutes(shift: Shift, range: TimeRange): number {
  return shift === 'hours' || shift === 'waking_night' ? minutes(range) : 0;
}

/** By how much more than what was set aside hours may cost without being asked about. */
export function toleranceOf(pricePence: Pence, rule: {toleranceBp: number; tolerancePence: Pence}): Pence {
  const share = (BigInt(pricePence) * BigInt(rule.toleranceBp)) / 10_000n;
  return Math.min(Number(share), rule.tolerancePence);
}
