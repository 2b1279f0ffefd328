import {addMonths, invalid, type Day, type FieldError} from '@app/kernel';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import {factErrors, type NewEvidence} from './evidence-facts.js';
import {EVIDENCE_KINDS} from './evidence-kinds.js';

/** A qualification can be from long ago; a check that old says nothing of today. */
const OLDEST_ISSUE_MONTHS = 50 * 12;
const OLDEST_CHECK_MONTHS = 10 * 12;
const LATEST_END_MONTHS = 50 * 12;

/** What is wrong with the evidence as sent, each by its field. */
export function evidenceErrors(terms: RequirementTerms, evidence: NewEvidence, today: Day): FieldError[] {
  const errors = [
    ...numberErrors(terms, evidence),
    ...factErrors(terms.kind, evidence.facts),
    ...dateErrors(terms, evidence, today),
  ];
  return errors.length ? errors : seenOnErrors(evidence);
}

function dateErrors(terms: RequirementTerms, evidence: NewEvidence, today: Day): FieldError[] {
  const {issuedOn, checkedOn, validUntil} = evidence;
  const kind = EVIDENCE_KINDS[terms.kind];
  const errors: FieldError[] = [];
  const refuse = (field: string, message: string) => errors.push({field, message});
  if (checkedOn > today) refuse('checked_on', 'The day it was checked is in the future.');
  if (checkedOn < addMonths(today, -OLDEST_CHECK_MONTHS))
    refuse('checked_on', 'The day it was checked is too long ago.');
  if (!issuedOn && (kind.issued === 'required' || (terms.countsFrom !== 'checked' && terms.validMonths !== null))) {
    refuse('issued_on', 'Give the day it was issued.');
  }
  if (issuedOn && issuedOn > today) refuse('issued_on', 'The day it was issued is in the future.');
  else if (issuedOn && issuedOn > checkedOn) refuse('issued_on', 'It was issued after it was checked.');
  if (issuedOn && issuedOn < addMonths(today, -OLDEST_ISSUE_MONTHS)) {
    refuse('issued_on', 'The day it was issued is too long ago.');
  }
  if (validUntil && !kind.expires) refuse('valid_until', 'This kind of evidence has no last day of its own.');
  else if (validUntil && validUntil < (issuedOn ?? checkedOn)) {
    refuse('valid_until', 'The last day it is good for is before it was issued.');
  } else if (validUntil && validUntil > addMonths(today, LATEST_END_MONTHS)) {
    refuse('valid_until', 'The last day it is good for is too far ahead.');
  }
  return errors;
}

function numberErrors(terms: RequirementTerms, {number}: NewEvidence): FieldError[] {
  return number !== undefined && number > terms.needed
    ? [{field: 'number', message: `Give a number from 1 to ${terms.needed}.`}]
    : [];
}

function seenOnErrors({facts, issuedOn, checkedOn}: NewEvidence): FieldError[] {
  const seenOn = facts['seen_on'];
  if (typeof seenOn !== 'string' || (seenOn <= checkedOn && seenOn >= (issuedOn ?? seenOn))) return [];
  const message = `The original is seen between the day it was issued and the day it was checked (${checkedOn}).`;
  return [{field: 'facts.seen_on', message}];
}

/** @throws VALIDATION_FAILED for what is older than the person */
export function requireAfterBirth(bornOn: Day | null, {issuedOn, checkedOn}: NewEvidence): void {
  if (bornOn === null) return;
  if (issuedOn && issuedOn < bornOn) {
    throw invalid({field: 'issued_on', message: 'The day it was issued is before they were born.'});
  }
  if (checkedOn < bornOn) {
    throw invalid({field: 'checked_on', message: 'The day it was checked is before they were born.'});
  }
}
