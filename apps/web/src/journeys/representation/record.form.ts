import {
  AREAS,
  HOW_ASKED,
  mostOf,
  POWERS,
  RELATIONSHIPS,
  usualOf,
  type Area,
  type HowAsked,
  type NewRepresentation,
  type Power,
  type Relationship,
  type RepresentationKind,
} from '@app/identity';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {POWER_WORDS} from '../../words/representation-words.js';

const OPTIONAL = {optional: true};

/** Everything that any kind of representation is asked for; what its own kind needs, the use case says. */
export class RecordForm {
  @TextInput('Who acts for them') representative: string;
  @ListInput('What they may do', POWERS) powers: Power[];
  @ListInput('What it is for', AREAS) areas: Area[];
  @ListInput('Lines') lines: string[];
  @TextInput('Organisation', OPTIONAL) organisation: string | null;
  @DayInput('First day') starts: string;
  @DayInput('Last day', OPTIONAL) ends: string | null;
  @DayInput('Day to look at it again') review: string;

  @DayInput('Day they asked', OPTIONAL) asked_on: string | null;
  @ChoiceInput('How they asked', HOW_ASKED, OPTIONAL) asked_how: HowAsked | null;
  @ListInput('What is so', ['has_capacity', 'agrees', 'manages', 'suitable']) so: string[];
  @ChoiceInput('Relationship', RELATIONSHIPS, OPTIONAL) relationship: Relationship | null;
  @DayInput('Day of the check', OPTIONAL) suitable_on: string | null;
  @DayInput('Day the certificate was seen', OPTIONAL) dbs_seen_on: string | null;
  @TextInput('Certificate reference', OPTIONAL) dbs_reference: string | null;
  @TextInput('Who saw the document', OPTIONAL) seen_by: string | null;
  @DayInput('Day the document was seen', OPTIONAL) seen_on: string | null;
  @TextInput('Registered reference', OPTIONAL) reference: string | null;
  @DayInput('Day of the consent', OPTIONAL) consent_on: string | null;
  @ChoiceInput('How they consented', HOW_ASKED, OPTIONAL) consent_how: HowAsked | null;
  @DayInput('Day of the agreement', OPTIONAL) agreed_on: string | null;
  @TextInput('Agreement', OPTIONAL) agreement: string | null;
}

const EVIDENCE = [
  'asked_on',
  'asked_how',
  'relationship',
  'suitable_on',
  'dbs_seen_on',
  'dbs_reference',
  'seen_by',
  'seen_on',
  'reference',
  'consent_on',
  'consent_how',
  'agreed_on',
  'agreement',
] as const;

/** Where the use case's fields are on the page. */
export const BOXES: Record<string, string> = {
  representative_id: 'representative',
  organisation_id: 'organisation',
  starts_on: 'starts-day',
  ends_on: 'ends-day',
  review_on: 'review-day',
  has_capacity: 'so',
  agrees: 'so',
  manages: 'so',
  suitable: 'so',
  ...Object.fromEntries(EVIDENCE.map((field) => [field, field.endsWith('_on') ? `${field}-day` : field])),
};

export function toRepresentation(
  kind: RepresentationKind,
  form: RecordForm,
  organisationId: string | null,
): NewRepresentation {
  const facts = EVIDENCE.flatMap((field) => (form[field] === null ? [] : [[field, form[field]] as const]));
  return {
    representativeId: form.representative,
    kind,
    powers: form.powers,
    areas: form.areas,
    organisationId,
    lines: form.lines,
    evidence: {...Object.fromEntries(facts), ...Object.fromEntries(form.so.map((each) => [each, true]))},
    startsOn: form.starts,
    endsOn: form.ends,
    reviewOn: form.review,
  };
}

/** What may be ticked for this kind, and what is ticked to begin with. */
export function powerItems(kind: RepresentationKind) {
  return {
    items: mostOf(kind).map((power) => ({value: power, text: POWER_WORDS[power]})),
    usual: usualOf(kind),
  };
}
