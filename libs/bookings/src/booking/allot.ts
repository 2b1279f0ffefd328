import {notFunded, type LockedPeriod} from '@app/allocations';
import {londonDay, split, type Pence, type TimeRange} from '@app/kernel';
import type {Split} from './booking-request.js';
import {byPeriod} from './visit-money.js';

export interface PricedVisit extends TimeRange {
  pricePence: Pence;
}

/** What one visit takes from one period. */
export interface Allotment {
  visit: number;
  periodId: string;
  lineId: string;
  pence: Pence;
}

/**
 * Shares each visit's price between the lines, to the penny, and finds the period of each line that the visit's
 * first day falls in.
 * @throws ALLOCATION_INSUFFICIENT when a line has no period for a day
 */
export function allot(
  visits: readonly PricedVisit[],
  splits: readonly Split[],
  periods: readonly LockedPeriod[],
): Allotment[] {
  return visits.flatMap((visit, index) => {
    const day = londonDay(visit.startsAt);
    const shares = split(
      visit.pricePence,
      splits.map((each) => each.weight ?? each.shareBp),
    );
    return splits.map(({lineId}, place) => {
      const period = periods.find((each) => each.lineId === lineId && each.startsOn <= day && day <= each.endsOn);
      if (!period) throw notFunded(lineId, day);
      return {visit: index, periodId: period.id, lineId, pence: shares[place] ?? 0};
    });
  });
}

/** Sums by period, in the order in which the periods were locked. */
export function totals(
  allotments: readonly Allotment[],
  periods: readonly LockedPeriod[],
): {period: LockedPeriod; pence: Pence}[] {
  const sums = new Map(byPeriod(allotments).map(({periodId, pence}) => [periodId, pence]));
  return periods.flatMap((period) => {
    const pence = sums.get(period.id);
    return pence === undefined ? [] : [{period, pence}];
  });
}
