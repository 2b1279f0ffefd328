import {londonDay, type Day} from '@app/kernel';
import type {SchemeKind} from '../scheme/requirement-kinds.js';
import {knownAt} from './known-at.js';
import {lapsesOn, openConditions} from './lapses-on.js';
import {requirementStates, type RequirementState} from './requirement-state.js';
import type {Approval, StandingHistory} from './standing-history.js';
import {termsOn} from './terms-in-time.js';

/** What can be said of a member on a day. Nothing of it is stored: it follows from dated records. */
export interface Standing {
  listed: boolean;
  /** Listed by a scheme that checks. */
  accredited: boolean;
  /** The scheme of the approval in force, listed or not. */
  scheme: string | null;
  schemeKind: SchemeKind | null;
  /** The latest check that counts on the day; null where nothing is checked. */
  checkedOn: Day | null;
  /** The first day on which it stops being listed if nothing more happens; null for never, or when it is not listed. */
  lapsesOn: Day | null;
  /** Codes of requirements not met, for those entitled to know: also of those that only warn, or have days of grace. */
  missing: string[];
  /** Why not listed, for those entitled to know; none when listed. */
  reasons: StandingReason[];
}

/** `missing:dbs` names the requirement that takes the listing down. */
export type StandingReason = 'not_approved' | 'condition_overdue' | `missing:${string}` | 'suspended' | 'terminated';

export const NO_STANDING: Standing = {
  listed: false,
  accredited: false,
  scheme: null,
  schemeKind: null,
  checkedOn: null,
  lapsesOn: null,
  missing: [],
  reasons: ['not_approved'],
};

/**
 * Standing on any day, past or future, as it is at the end of that day, from what the record says now; or, known at
 * an instant, from what it said then. The latest approval in effect decides under which terms, unless a later version
 * of its scheme has taken over. What they ask for must count on the day or be in its days of grace, and no condition
 * be overdue. A suspension and a termination take the listing down from the day they start to the day they are lifted.
 */
export function standingOn(history: StandingHistory, day: Day, known?: Date): Standing {
  if (known) return standingOn(knownAt(history, known), day);
  const approval = approvalOn(history, day);
  if (!approval) return {...NO_STANDING, missing: [], reasons: ['not_approved']};
  const {scheme, schemeKind, circumstances} = approval;
  const states = requirementStates(termsOn(approval, day), circumstances, history.evidence, day);
  const reasons = reasonsWhyNot(history, approval, states, day);
  const listed = reasons.length === 0;
  const accredits = schemeKind === 'accredited';
  return {
    listed,
    accredited: listed && accredits,
    scheme,
    schemeKind,
    checkedOn: accredits
      ? (states
          .flatMap((each) => each.checkedOn ?? [])
          .sort()
          .at(-1) ?? null)
      : null,
    lapsesOn: listed ? lapsesOn(history, approval, day) : null,
    missing: codes(states.filter((each) => !each.met)),
    reasons,
  };
}

/** The approval under whose terms somebody stands on a day. */
export function approvalOn({approvals}: StandingHistory, day: Day): Approval | undefined {
  return approvals.filter((each) => each.effectiveOn <= day).sort(latestFirst)[0];
}

function reasonsWhyNot(
  {suspensions, terminations}: StandingHistory,
  approval: Approval,
  states: readonly RequirementState[],
  day: Day,
): StandingReason[] {
  const overdue = openConditions(approval, day).some((dueOn) => dueOn < day);
  const suspended = suspensions.some(
    ({startsAt, endsAt}) => londonDay(startsAt) <= day && (endsAt === null || day < londonDay(endsAt)),
  );
  const terminated = terminations.some(
    ({startsOn, liftedOn}) => startsOn <= day && (liftedOn === null || day < liftedOn),
  );
  return [
    ...(overdue ? (['condition_overdue'] as const) : []),
    ...codes(states.filter((each) => !each.stands)).map((code) => `missing:${code}` as const),
    ...(suspended ? (['suspended'] as const) : []),
    ...(terminated ? (['terminated'] as const) : []),
  ];
}

const codes = (states: readonly RequirementState[]) => states.map((each) => each.terms.code).sort();

function latestFirst(a: Approval, b: Approval): number {
  if (a.effectiveOn !== b.effectiveOn) return a.effectiveOn < b.effectiveOn ? 1 : -1;
  return b.decidedAt.getTime() - a.decidedAt.getTime() || (a.id < b.id ? 1 : -1);
}
