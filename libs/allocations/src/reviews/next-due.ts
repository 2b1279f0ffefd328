import {addDays, addMonths, type Day} from '@app/kernel';
import type {ReviewKind} from './budget-review.entity.js';
import type {ReviewTerms} from './review-rules.js';

/** What there was of reviews before. */
export interface ReviewsSoFar {
  /** The first payment: the first day of the first line. */
  firstOn: Day;
  /** That of its first line that is a personal health budget. */
  healthOn: Day | null;
  hadFull: boolean;
}

type Months = Pick<ReviewTerms, 'firstMonths' | 'thenMonths' | 'healthMonths'>;

/**
 * The latest day for the one after this. A light look before the first full one does not stand in for it: that is still
 * due within six months of the first payment. After it, each counts for a year. Before the first payment of a personal
 * health budget none stands in for the first look at it.
 */
export function latestNext(rule: Months, held: {kind: ReviewKind; heldOn: Day}, soFar: ReviewsSoFar): Day {
  const {healthOn} = soFar;
  const usual = latestUsual(rule, held, soFar);
  const health = healthOn && held.heldOn <= healthOn ? addMonths(healthOn, rule.healthMonths) : usual;
  return health < usual ? health : usual;
}

function latestUsual(
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
