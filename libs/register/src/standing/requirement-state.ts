import {addDays, addMonths, type Day} from '@app/kernel';
import type {Circumstance, EvidenceDates, RequirementTerms} from '../scheme/requirement-kinds.js';

export interface RequirementState {
  terms: RequirementTerms;
  /** How many of those that are needed count on the day. */
  held: number;
  met: boolean;
  /** The latest check among those that count. */
  checkedOn: Day | null;
  /** The first day on which it is no longer met if nothing more happens; null for never, or when it is not met now. */
  lapsesOn: Day | null;
}

/** Later than every day. */
const NEVER: Day = '9999-12-31';

/** How each requirement that applies stands on a day. The same as the function `member_standing` in the database. */
export function requirementStates(
  requirements: readonly RequirementTerms[],
  circumstances: readonly Circumstance[],
  evidence: readonly EvidenceDates[],
  day: Day,
): RequirementState[] {
  return requirements
    .filter((terms) => terms.onlyWhen === null || circumstances.includes(terms.onlyWhen))
    .map((terms) => stateOf(terms, evidence, day));
}

/** A requirement has as many places as are needed; each is held as long as its longest-lasting evidence. */
function stateOf(terms: RequirementTerms, evidence: readonly EvidenceDates[], day: Day): RequirementState {
  const counting = evidence
    .filter((each) => each.requirement === terms.code && each.number <= terms.needed && each.checkedOn <= day)
    .filter((each) => !each.voided || (each.voided.endedOn !== null && each.voided.endedOn > day))
    .map((each) => ({...each, lapsesOn: lapseOf(terms, each)}))
    .filter((each) => each.lapsesOn > day);
  const places = new Map<number, Day>();
  for (const {number, lapsesOn} of counting) places.set(number, latest([places.get(number) ?? lapsesOn, lapsesOn]));
  const met = places.size === terms.needed;
  const lapsesOn = met ? earliest([...places.values()]) : NEVER;
  return {
    terms,
    held: places.size,
    met,
    checkedOn: counting.length ? latest(counting.map((each) => each.checkedOn)) : null,
    lapsesOn: lapsesOn === NEVER ? null : lapsesOn,
  };
}

/** The first day on which a piece of evidence no longer counts; without the date its validity counts from, it never does. */
function lapseOf(terms: RequirementTerms, evidence: EvidenceDates): Day {
  const ends: Day[] = [NEVER];
  if (evidence.validUntil) ends.push(addDays(evidence.validUntil, 1));
  if (terms.validMonths !== null) {
    const from = terms.countsFrom === 'checked' ? evidence.checkedOn : evidence.issuedOn;
    if (!from) return '0000-00-00';
    ends.push(addMonths(from, terms.validMonths));
  }
  return earliest(ends);
}

const earliest = (days: Day[]): Day => days.reduce((a, b) => (a < b ? a : b));
const latest = (days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b));
