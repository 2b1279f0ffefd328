import type {Pence} from '@app/kernel';
import type {Asking, Timed} from '../pattern/timed.js';
import {visitCosts, type VisitCosts} from '../pattern/visit-costs.js';
import {askedTime, askedTimes} from './asked-time.js';
import type {Times} from './times.js';

/** What a question of times and money says of each listing, by its seat. */
export interface Lens {
  /** How many of the visits they are free for; less than nought: they do not answer it at all. */
  free(seat: number): number;
  /** How many visits there are. */
  of: number;
  /** What all visits together cost, where the order is by that; undefined where it cannot be said. */
  cost: ((seat: number) => Pence | undefined) | null;
}

const NO = -1;

export function lensOf(times: Times, {available, visits, least, mostPence, byCost}: Timed): Lens {
  const wholly = available && times.counter([askedTime(available)]);
  const counter = visits.length > 0 ? times.counter(askedTimes(visits)) : () => 0;
  const cost = byCost || mostPence !== null ? totals(times, visitCosts(visits, times.bands)) : null;
  return {
    free: (seat) => {
      if (wholly && wholly(seat) < 1) return NO;
      const free = counter(seat);
      if (free < least) return NO;
      return mostPence !== null && !((cost?.(seat) ?? Infinity) <= mostPence) ? NO : free;
    },
    of: visits.length,
    cost: byCost ? cost : null,
  };
}

function totals(times: Times, costs: VisitCosts): (seat: number) => Pence | undefined {
  const known = new Map<Asking, Pence | undefined>();
  return (seat) => {
    const asking = times.askingFor(seat);
    if (!asking) return undefined;
    if (!known.has(asking))
      known.set(
        asking,
        costs.of(asking)?.reduce((sum, pence) => sum + pence, 0),
      );
    return known.get(asking);
  };
}
