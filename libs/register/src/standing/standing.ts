import {londonDay, type Day} from '@app/kernel';
import type {Circumstance, EvidenceDates, RequirementTerms, SchemeKind} from '../scheme/requirement-kinds.js';
import {requirementStates} from './requirement-state.js';

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
  /** Codes of requirements not met, for those entitled to know. */
  missing: string[];
}

/** All that standing follows from. */
export interface StandingHistory {
  approvals: Approval[];
  evidence: EvidenceDates[];
  suspensions: {startsAt: Date; endsAt: Date | null}[];
}

/** A decision that approved, with the terms it was made under. */
export interface Approval {
  id: string;
  effectiveOn: Day;
  decidedAt: Date;
  scheme: string;
  schemeKind: SchemeKind;
  circumstances: Circumstance[];
  requirements: RequirementTerms[];
}

export const NO_STANDING: Standing = {
  listed: false,
  accredited: false,
  scheme: null,
  schemeKind: null,
  checkedOn: null,
  lapsesOn: null,
  missing: [],
};

/**
 * Standing on any day, past or future, as it is at the end of that day, from what the record says now.
 * The latest approval in effect decides under which terms; what it asks for must count on the day; a
 * suspension takes the listing down from the day it starts to the day it is lifted.
 */
export function standingOn(history: StandingHistory, day: Day): Standing {
  const approval = approvalOn(history, day);
  if (!approval) return {...NO_STANDING, missing: []};
  const {scheme, schemeKind, circumstances, requirements} = approval;
  const states = requirementStates(requirements, circumstances, history.evidence, day);
  const deciding = states.filter((each) => each.terms.onLapse === 'delist');
  const suspended = history.suspensions.some(
    ({startsAt, endsAt}) => londonDay(startsAt) <= day && (endsAt === null || day < londonDay(endsAt)),
  );
  const listed = !suspended && deciding.every((each) => each.met);
  const checked = states.flatMap((each) => each.checkedOn ?? []).sort();
  const lapses = deciding.flatMap((each) => each.lapsesOn ?? []).sort();
  return {
    listed,
    accredited: listed && schemeKind === 'accredited',
    scheme,
    schemeKind,
    checkedOn: schemeKind === 'accredited' ? (checked.at(-1) ?? null) : null,
    lapsesOn: listed ? (lapses[0] ?? null) : null,
    missing: states
      .filter((each) => !each.met)
      .map((each) => each.terms.code)
      .sort(),
  };
}

/** The approval under whose terms somebody stands on a day. */
export function approvalOn({approvals}: StandingHistory, day: Day): Approval | undefined {
  return approvals.filter((each) => each.effectiveOn <= day).sort(latestFirst)[0];
}

function latestFirst(a: Approval, b: Approval): number {
  if (a.effectiveOn !== b.effectiveOn) return a.effectiveOn < b.effectiveOn ? 1 : -1;
  return b.decidedAt.getTime() - a.decidedAt.getTime() || (a.id < b.id ? 1 : -1);
}
