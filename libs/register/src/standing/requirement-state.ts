import {addDays, addMonths, type Day} from '@app/kernel';
import type {Circumstance, EvidenceDates, RequirementTerms} from '../scheme/requirement-kinds.js';

export interface RequirementState {
  terms: RequirementTerms;
  /** How many of those that are needed count on the day. */
  held: number;
  met: boolean;
  /** Whether the listing stands in spite of it: met, in its days of grace, or only warned about. */
  stands: boolean;
  /** The latest check among those that count. */
  checkedOn: Day | null;
  /** The first day on which it is no longer met if nothing more happens; null for never, or when it is not met now. */
  lapsesOn: Day | null;
  /** The first day on which it takes the listing down if nothing more happens; null for never, or when it has. */
  delistsOn: Day | null;
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

/** Whether evidence was withdrawn by a day: from the beginning, or because it had ended. */
export function isVoid({voided}: EvidenceDates, day: Day): boolean {
  return voided !== null && (voided.endedOn === null || voided.endedOn <= day);
}

/** A requirement has as many places as are needed; each is held as long as its longest-lasting evidence. */
function stateOf(terms: RequirementTerms, evidence: readonly EvidenceDates[], day: Day): RequirementState {
  const seen = evidence
    .filter((each) => each.requirement === terms.code && each.number <= terms.needed && each.checkedOn <= day)
    .filter((each) => !isVoid(each, day))
    .map((each) => ({...each, lapsesOn: lapseOf(terms, each)}));
  const counting = seen.filter((each) => each.lapsesOn > day);
  const lapse = fullUntil(terms, counting);
  const warns = terms.onLapse === 'warn';
  const down = warns
    ? null
    : fullUntil(
        terms,
        seen.map(withGrace(terms)).filter((each) => each.lapsesOn > day),
      );
  return {
    terms,
    held: new Set(counting.map((each) => each.number)).size,
    met: lapse !== null,
    stands: warns || down !== null,
    checkedOn: counting.length ? latest(counting.map((each) => each.checkedOn)) : null,
    lapsesOn: lapse === NEVER ? null : lapse,
    delistsOn: down === NEVER ? null : down,
  };
}

interface Held {
  number: number;
  lapsesOn: Day;
}

/** The first day on which not every place is held; null when one is not now. */
function fullUntil({needed}: RequirementTerms, held: readonly Held[]): Day | null {
  const places = new Map<number, Day>();
  for (const {number, lapsesOn} of held) places.set(number, latest([places.get(number) ?? lapsesOn, lapsesOn]));
  return places.size === needed ? earliest([...places.values()]) : null;
}

const withGrace =
  ({graceDays}: RequirementTerms) =>
  ({number, lapsesOn}: Held): Held => ({
    number,
    lapsesOn: graceDays === null || lapsesOn === NEVER || lapsesOn === NO_DAY ? lapsesOn : addDays(lapsesOn, graceDays),
  });

/** Earlier than every day. */
const NO_DAY: Day = '0000-00-00';

/** The first day on which a piece of evidence no longer counts; without the date its validity counts from, it never does. */
function lapseOf(terms: RequirementTerms, evidence: EvidenceDates): Day {
  const ends: Day[] = [NEVER];
  if (evidence.validUntil) ends.push(addDays(evidence.validUntil, 1));
  if (terms.validMonths !== null) {
    const from = terms.countsFrom === 'checked' ? evidence.checkedOn : evidence.issuedOn;
    if (!from) return NO_DAY;
    ends.push(addMonths(from, terms.validMonths));
  }
  return earliest(ends);
}

const earliest = (days: Day[]): Day => days.reduce((a, b) => (a < b ? a : b));
const latest = (days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b));
