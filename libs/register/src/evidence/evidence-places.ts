import {invalid, type Day} from '@app/kernel';
import {levelTooLow, sameReferee} from '../register.errors.js';
import {DBS_LEVELS, type DbsLevel, type RequirementTerms} from '../scheme/requirement-kinds.js';
import type {Facts, NewEvidence} from './evidence-facts.js';

/** Evidence of one requirement that has not been withdrawn. */
export interface Current {
  id: string;
  number: number;
  issuedOn: Day | null;
  checkedOn: Day;
  validUntil: Day | null;
  facts: Facts;
}

/** The same evidence, if it is there already: sending it twice records it once. */
export function recordedAlready(held: readonly Current[], sent: NewEvidence & {facts: Facts}): Current | undefined {
  return held.find(
    (each) =>
      (sent.number === undefined || each.number === sent.number) &&
      each.issuedOn === (sent.issuedOn ?? null) &&
      each.checkedOn === sent.checkedOn &&
      each.validUntil === (sent.validUntil ?? null) &&
      sameFacts(each.facts, sent.facts),
  );
}

function sameFacts(a: Facts, b: Facts): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/**
 * The place it takes: the one it names, the only one, or the first that is free.
 * @throws VALIDATION_FAILED when all are taken and it does not say which it renews
 */
export function placeOf(terms: RequirementTerms, wanted: number | undefined, held: readonly Current[]): number {
  if (wanted !== undefined) return wanted;
  if (terms.needed === 1) return 1;
  for (let number = 1; number <= terms.needed; number += 1) {
    if (!held.some((each) => each.number === number)) return number;
  }
  throw invalid({field: 'number', message: `There are ${terms.needed} already. Say which one this replaces.`});
}

/** @throws EVIDENCE_INSUFFICIENT */
export function requireLevel(terms: RequirementTerms, facts: Facts): void {
  if (!terms.minimumLevel) return;
  const level = DBS_LEVELS.indexOf(facts['level'] as DbsLevel);
  if (level < DBS_LEVELS.indexOf(terms.minimumLevel)) throw levelTooLow(terms.minimumLevel);
}

/**
 * Two references are from two people.
 * @throws SAME_REFEREE
 */
export function requireOtherReferee(
  terms: RequirementTerms,
  facts: Facts,
  number: number,
  held: readonly Current[],
): void {
  if (terms.kind !== 'reference') return;
  const referee = key(facts['referee_name']);
  if (held.some((each) => each.number !== number && key(each.facts['referee_name']) === referee)) throw sameReferee();
}

function key(name: unknown): string {
  return String(name).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
