import {addDays, type Day} from '@app/kernel';
import type {EvidenceDates} from '../scheme/requirement-kinds.js';
import {isVoid, requirementStates} from './requirement-state.js';
import type {Approval, StandingHistory} from './standing-history.js';
import {termsFrom, type TermsPeriod} from './terms-in-time.js';

/**
 * The first day on which somebody listed on a day stops being listed if nothing more happens after it: evidence
 * lapses or its grace ends, a condition is overdue, other terms apply and what they ask is not there, or a
 * termination begins. Null for never.
 */
export function lapsesOn(history: StandingHistory, approval: Approval, day: Day): Day | null {
  const evidence = history.evidence
    .filter((each) => each.checkedOn <= day && !isVoid(each, day))
    .map((each) => ({...each, voided: null}));
  const days = [
    ...termsFrom(approval, day).flatMap((period) => shortOn(period, approval, evidence) ?? []),
    ...openConditions(approval, day).map((dueOn) => addDays(dueOn, 1)),
    ...history.terminations
      .filter(({startsOn, liftedOn}) => startsOn > day && (liftedOn === null || liftedOn > startsOn))
      .map(({startsOn}) => startsOn),
  ];
  return days.sort()[0] ?? null;
}

/** The days on which conditions not met by a day are due. */
export function openConditions({conditions}: Approval, day: Day): Day[] {
  return conditions.filter(({metOn}) => metOn === null || metOn > day).flatMap(({dueOn}) => dueOn ?? []);
}

/** The first day of a period on which what it asks is not there. */
function shortOn(
  {from, until, requirements}: TermsPeriod,
  {circumstances}: Approval,
  evidence: readonly EvidenceDates[],
): Day | null {
  const states = requirementStates(requirements, circumstances, evidence, from);
  if (states.some((each) => !each.stands)) return from;
  const first = states.flatMap(({delistsOn}) => delistsOn ?? []).sort()[0];
  return first && (until === null || first < until) ? first : null;
}
