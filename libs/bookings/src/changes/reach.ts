import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In, MoreThan} from 'typeorm';
import {Visit} from '../visit/visit.entity.js';
import type {VisitState} from '../visit/visit.state.js';

/** How much of a booking something is about: this visit, this and those after it, or all that are still to come. */
export const REACHES = ['one', 'following', 'all'] as const;
export type Reach = (typeof REACHES)[number];

export interface Which {
  visitId: string;
  reach: Reach;
}

/**
 * Those of a booking's visits that are still to come and in one of these states, in order.
 * @param which null is all
 * @throws NOT_FOUND when the visit is none of this booking's
 */
export async function visitsInReach(
  tx: Tx,
  bookingId: string,
  which: Which | null,
  states: readonly VisitState[],
  now: Date,
): Promise<Visit[]> {
  const visits = await tx.find(Visit, {
    where: {bookingId, state: In(states), startsAt: MoreThan(now)},
    order: {startsAt: 'ASC', id: 'ASC'},
  });
  if (!which || which.reach === 'all') return visits;
  const asked = await tx.findOneBy(Visit, {id: which.visitId, bookingId});
  if (!asked) throw notFound('visit');
  if (which.reach === 'one') return visits.filter(({id}) => id === asked.id);
  return visits.filter(({startsAt}) => startsAt >= asked.startsAt);
}
