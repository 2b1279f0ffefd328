import {isDay, type Day, type FieldError} from '@app/kernel';
import {
  CIRCUMSTANCES,
  DBS_LEVELS,
  type Circumstance,
  type DbsLevel,
  type RequirementTerms,
} from '../scheme/requirement-kinds.js';
import type {EvidencePart, ImportField, Mapping} from './import-fields.js';
import type {ImportedEvidence, ImportRow} from './import-row.js';
import {emailIn, levelIn, postcodeIn, readDay, yesIn} from './read-cell.js';
import type {Sheet} from './read-csv.js';

export interface ReadRow {
  number: number;
  content: ImportRow;
  errors: FieldError[];
}

const EARLIEST = '2000-01-01';
const EARLIEST_ISSUE = '1950-01-01';
const LATEST = '2200-01-01';

/** Reads one line by the mapping. What cannot be read is an error of the line, by its field; the others still count. */
export function readRow(
  {number, cells}: Sheet['rows'][number],
  headings: readonly string[],
  fields: readonly ImportField[],
  mapping: Mapping,
  today: Day,
): ReadRow {
  const errors: FieldError[] = [];
  const cell = (code: string) => cells[headings.findIndex((each) => mapping[each] === code)] ?? '';
  const refuse = (field: string, message: string) => void errors.push({field, message});
  const day = (field: string, least: Day, most: Day): Day | null => {
    const reading = readDay(cell(field));
    if (reading === null) return null;
    if (!isDay(reading)) refuse(field, `“${shown(cell(field))}” is not a date, like 03/04/2025 or 2025-04-03.`);
    else if (reading > most)
      refuse(field, most === today ? 'This day is in the future.' : 'This day is too far ahead.');
    else if (reading < least) refuse(field, 'This day is too long ago.');
    else return reading;
    return null;
  };
  const said = CIRCUMSTANCES.filter((each) => {
    const yes = yesIn(cell(each));
    if (yes === null) refuse(each, `“${shown(cell(each))}” is neither yes nor no.`);
    return yes === true;
  });
  const circumstances: Circumstance[] = said.includes('regulated_activity') ? said : [...said, 'no_regulated_activity'];
  const name = cell('name').replaceAll(/\s+/g, ' ');
  if (name === '' || name.length > 200) refuse('name', name ? 'This name is too long.' : 'There is no name.');
  const email = emailIn(cell('email'));
  if (email === undefined) refuse('email', `“${shown(cell('email'))}” is not an e-mail address.`);
  const postcode = postcodeIn(cell('postcode'));
  if (postcode === undefined) refuse('postcode', `“${shown(cell('postcode'))}” is not a postcode.`);
  const reference = cell('reference') || null;
  if (reference && reference.length > 100) refuse('reference', 'This reference is longer than 100 characters.');
  if (!reference && !cell('email')) {
    refuse('reference', 'Give your own reference or an e-mail address, so that the same person is not taken in twice.');
  }
  const dayErrors = errors.length;
  const approvedOn = day('approved_on', EARLIEST, today);
  if (!approvedOn && errors.length === dayErrors) refuse('approved_on', 'Give the day they were approved.');
  const places = fields.filter((each) => each.evidence?.part === 'checked_on');
  const evidence = places.flatMap((place): ImportedEvidence[] => {
    const {terms, number: at} = place.evidence as {terms: RequirementTerms; number: number};
    const part = (each: EvidencePart) => `evidence.${terms.code}.${at}.${each}`;
    const before = errors.length;
    const checked = day(part('checked_on'), EARLIEST, today);
    const issuedOn = day(part('issued_on'), EARLIEST_ISSUE, today);
    const validUntil = day(part('valid_until'), EARLIEST_ISSUE, LATEST);
    const asked = terms.onlyWhen === null || circumstances.includes(terms.onlyWhen);
    if (errors.length > before) return [];
    if (!checked && !issuedOn && !validUntil) {
      if (asked && terms.onLapse !== 'warn') refuse(place.code, `${terms.title}: there is no date.`);
      return [];
    }
    const checkedOn = checked ?? later(issuedOn, approvedOn);
    if (!checkedOn) return [];
    if (issuedOn && issuedOn > checkedOn) refuse(part('issued_on'), 'It was issued after it was checked.');
    if (!issuedOn && terms.countsFrom !== 'checked' && terms.validMonths !== null) {
      refuse(part('issued_on'), `${terms.title}: give the day it was issued.`);
    }
    if (validUntil && validUntil < (issuedOn ?? EARLIEST_ISSUE)) {
      refuse(part('valid_until'), 'The last day is before it was issued.');
    }
    const level = terms.kind === 'dbs' ? levelIn(cell(part('level'))) : null;
    if (terms.kind === 'dbs') checkLevel(terms, level, (message) => refuse(part('level'), message));
    const {code: requirement, kind} = terms;
    return [{requirement, kind, number: at, issuedOn, checkedOn, validUntil, level}];
  });
  return {
    number,
    errors,
    content: {
      reference,
      email: email ?? null,
      name,
      postcode: postcode ?? null,
      approvedOn: approvedOn ?? today,
      circumstances,
      evidence,
    },
  };
}

function checkLevel({minimumLevel}: RequirementTerms, level: DbsLevel | null, refuse: (message: string) => void): void {
  if (!level) refuse('Give the level of the DBS certificate: basic, standard, enhanced or enhanced with barred lists.');
  else if (minimumLevel && DBS_LEVELS.indexOf(level) < DBS_LEVELS.indexOf(minimumLevel)) {
    refuse(`The scheme asks for a DBS level of ${minimumLevel.replace('_', ' with ')} or above.`);
  }
}

function later(a: Day | null, b: Day | null): Day | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
