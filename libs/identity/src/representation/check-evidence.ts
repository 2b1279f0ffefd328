import {invalid, isDay, type Day, type FieldError} from '@app/kernel';
import {HOW_ASKED, RELATIONSHIPS, type Evidence} from './evidence.js';
import type {Power, RepresentationKind} from './powers.js';

/** What was sent about what a representation rests on: days, words and yes, by the names of `evidence.ts`. */
export type EvidenceGiven = Readonly<Record<string, unknown>>;

type Check = (value: unknown, today: Day) => string | null;

const past: Check = (value, today) => {
  if (!isDay(value)) return 'Give a day, like 2027-03-27.';
  return value > today ? 'This day has not come yet.' : null;
};
const yes: Check = (value) => (value === true ? null : 'This has to be so before it can be recorded.');
const oneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && choices.includes(value) ? null : 'Choose one of the answers.';
const text: Check = (value) => {
  const fits = typeof value === 'string' && value.trim() !== '' && value.length <= 200;
  return fits ? null : 'Write it in 200 characters or fewer.';
};
const how = oneOf(...HOW_ASKED);

const CONSENT = {consent_on: past, consent_how: how};
const DOCUMENT = {seen_by: text, seen_on: past, reference: text};

const FACTS: Record<RepresentationKind, Record<string, Check>> = {
  nominated: {asked_on: past, asked_how: how, has_capacity: yes, agrees: yes, manages: yes},
  authorised: {relationship: oneOf(...RELATIONSHIPS), suitable_on: past, suitable: yes},
  attorney: DOCUMENT,
  deputy: DOCUMENT,
  carer: CONSENT,
  broker: CONSENT,
  fund_holder: {agreed_on: past, agreement: text},
};

/** Where they are not close to the adult, a certificate was seen; what it said is nobody's business here. */
const CERTIFICATE = {dbs_seen_on: past, dbs_reference: text};

/** Which facts are asked for. */
export function factsOf(kind: RepresentationKind, given: EvidenceGiven, powers: readonly Power[], dbs: boolean) {
  if (kind === 'carer' && powers.length === 0) return {};
  const distant = kind === 'authorised' && dbs && given.relationship === 'other';
  return distant ? {...FACTS[kind], ...CERTIFICATE} : FACTS[kind];
}

/**
 * Only what is asked for is kept.
 * @param dbs whether the council asks for a certificate where an authorised person is not close to the adult
 * @throws VALIDATION_FAILED naming each fact that is missing
 */
export function checkEvidence(
  kind: RepresentationKind,
  given: EvidenceGiven,
  {powers, dbs, today}: {powers: readonly Power[]; dbs: boolean; today: Day},
): Evidence {
  const facts = Object.entries(factsOf(kind, given, powers, dbs));
  const errors = facts.flatMap(([field, check]): FieldError[] => {
    const message = check(given[field], today);
    return message ? [{field, message}] : [];
  });
  if (errors.length) throw invalid(errors);
  const kept = facts.map(([field]) => [field, typeof given[field] === 'string' ? given[field].trim() : given[field]]);
  return Object.fromEntries(kept) as Evidence;
}
