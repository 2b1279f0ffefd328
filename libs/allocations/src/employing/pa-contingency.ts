import {roundFraction, WHOLE_BP, type Pence} from '@app/kernel';
import type {PaCost, Rates} from './pa-cost.js';

/** What comes on top when a PA is ill, or when the job ends because it is not needed any more. */
export interface PaContingency {
  /** What they earn a week on average. */
  weekPayPence: Pence;
  sick: {
    /** For a whole week of illness; nothing where they earn too little for it. */
    weekPence: Pence;
    /** The first week, without the days that are not paid. */
    firstWeekPence: Pence;
    /** For as long as it is paid at most. */
    mostPence: Pence;
  };
  redundancy: {
    /** Those that count: nothing below the least, and not more than the most. */
    years: number;
    /** Of the weekly pay, what counts. */
    weekPence: Pence;
    /** Hundredths of a week for each year. */
    weeksAYear: number;
    pence: Pence;
  };
}

const WEEKS = 52n;
const HUNDREDTHS = 100n;
const DAYS = 7n;

/**
 * By the rates of a day. Days that are not paid are taken as sevenths of a week; every year counts as one at the age that
 * was said, so of somebody who has been there since they were younger it is the most that it can come to.
 * @param years whole ones that somebody has worked
 */
export function paContingency(
  {payPence}: Pick<PaCost, 'payPence'>,
  age: number,
  years: number,
  rate: Rates,
): PaContingency {
  const weekPayPence = roundFraction(BigInt(payPence), WEEKS);
  const entitled = weekPayPence > 0 && weekPayPence >= rate('sick_earnings');
  const shared = roundFraction(BigInt(weekPayPence) * BigInt(rate('sick_share')), BigInt(WHOLE_BP));
  // Before there was a share, the week was a flat sum.
  const flat = rate('sick_share') >= WHOLE_BP;
  const weekPence = entitled ? (flat ? rate('sick_week') : Math.min(rate('sick_week'), shared)) : 0;
  const unpaid = roundFraction(BigInt(weekPence) * BigInt(rate('sick_waiting_days')), DAYS);
  const most = roundFraction(BigInt(weekPence) * BigInt(rate('sick_weeks')), HUNDREDTHS);
  const counted = years < rate('redundancy_years') ? 0 : Math.min(years, rate('redundancy_most_years'));
  const weeksAYear = rate(age >= 41 ? 'redundancy_41' : age >= 22 ? 'redundancy_22' : 'redundancy_under_22');
  const week = Math.min(weekPayPence, rate('redundancy_week'));
  return {
    weekPayPence,
    sick: {weekPence, firstWeekPence: weekPence - unpaid, mostPence: most},
    redundancy: {
      ...{years: counted, weekPence: week, weeksAYear},
      pence: roundFraction(BigInt(week) * BigInt(counted * weeksAYear), HUNDREDTHS),
    },
  };
}
