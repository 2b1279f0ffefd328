import {addDays, addMonths, type Day} from '@app/kernel';
import type {ReviewKind} from './budget-review.entity.js';
import type {ReviewTerms} from './review-rules.js';

/** What there was of reviews before. */
export interface ReviewsSoFar {
  /** The first payment: the first day of the first line. */
  firstOn: Day;
  hadFull: boolean;
}

type Months = Pick<ReviewTerms, 'firstMonths' | 'thenMonths'>;

/** When the first is due: a first look where the council wants one, otherwise within six months of the first payment. */
export function firstDue({firstMonths, earlyWeeks}: Months & Pick<ReviewTerms, 'earlyWeeks'>, firstOn: Day): Day {
  const within = addMonths(firstOn, firstMonths);
  const early = earlyWeeks === null ? within : addDays(firstOn, earlyWeeks * 7);
  return early < within ? early : within;
}

/**
 * The latest day for the one after this. A light look before the first full one does not stand in for it: that is still
 * due within six months of the first payment. After it, each counts for a year.
 */
export function latestNext(
  {firstMonths, thenMonths}: Months,
  held: {kind: ReviewKind; heldOn: Day},
  {firstOn, hadFull}: ReviewsSoFar,
): Day {
  const later = addMonths(held.heldOn, thenMonths);
  if (held.kind === 'full' || hadFull) return later;
  const first = addMonths(firstOn, firstMonths);
  if (first <= held.heldOn) return addDays(held.heldOn, 1);
  return first < later ? first : later;
}
