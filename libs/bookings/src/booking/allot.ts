import {notFunded, type LineEnd, type LockedPeriod} from '@app/allocations';
import {londonDay, split, type Day, type Pence, type TimeRange} from '@app/kernel';
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
 * first day falls in. A visit that some line has no period for takes nothing from any.
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
    const parts = splits.flatMap(({lineId}, place) => {
      const period = periodOn(periods, lineId, day);
      return period ? [{visit: index, periodId: period.id, lineId, pence: shares[place] ?? 0}] : [];
    });
    return parts.length === splits.length ? parts : [];
  });
}

/** Which line has no period for which visit. */
export function unfunded(
  visits: readonly TimeRange[],
  splits: readonly Split[],
  periods: readonly LockedPeriod[],
): {visit: number; lineId: string; day: Day}[] {
  return visits.flatMap(({startsAt}, visit) => {
    const day = londonDay(startsAt);
    return splits.filter(({lineId}) => !periodOn(periods, lineId, day)).map(({lineId}) => ({visit, lineId, day}));
  });
}

/**
 * The visits that are planned until their periods are opened: those beyond what is known of a line that goes on.
 * @throws ALLOCATION_INSUFFICIENT when a line will have no period for a day, or has closed it
 */
export function requirePlannable(
  missing: readonly {visit: number; lineId: string; day: Day}[],
  ends: readonly LineEnd[],
): Set<number> {
  for (const {lineId, day} of missing) {
    const end = ends.find((each) => each.lineId === lineId);
    const opensLater = end?.knownThrough && day > end.knownThrough && (!end.lastDay || day <= end.lastDay);
    if (!opensLater) throw notFunded(lineId, day);
  }
  return new Set(missing.map((each) => each.visit));
}

function periodOn(periods: readonly LockedPeriod[], lineId: string, day: Day): LockedPeriod | undefined {
  return periods.find((each) => each.lineId === lineId && each.startsOn <= day && day <= each.endsOn);
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
