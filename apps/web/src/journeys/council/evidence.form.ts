import type {Day, FieldError} from '@app/kernel';
import {EVIDENCE_KINDS, REQUIREMENT_KINDS, type FactRule, type NewEvidence, type RequirementKind} from '@app/register';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {factWords} from '../../words/register-words.js';
import {t} from '../../words/t.js';

/** Somebody's id, or nothing for oneself. */
const ID_LENGTH = 40;
const LONGEST_PATTERN = 60;

export interface EvidenceForm {
  /** Not asked for a DBS certificate: it is checked on the day on which the original is seen. */
  checked?: Day;
  issued: Day | null;
  until?: Day | null;
  number: string | null;
  [fact: string]: unknown;
}

/** A fact as the page asks for it. */
export interface FactField {
  name: string;
  label: string;
  type: FactRule['field']['type'];
  late: boolean;
  items: {value: string; text: string}[];
  hint: string | null;
}

/** A form class for each kind of requirement, with the boxes that this kind has and no others. */
export const EVIDENCE_FORMS = Object.fromEntries(
  REQUIREMENT_KINDS.map((kind) => [kind, formOf(kind)]),
) as unknown as Record<RequirementKind, new () => EvidenceForm>;

export function factFields(kind: RequirementKind): FactField[] {
  return Object.entries(EVIDENCE_KINDS[kind].facts).map(([name, rule]) => ({
    name,
    label: labelOf(name, rule),
    type: rule.field.type,
    late: isLate(rule),
    items: rule.field.type === 'choice' ? rule.field.of.map((value) => ({value, text: factWords(name, value)})) : [],
    hint: rule.field.type === 'pattern' ? t('Enter {{like}}', {like: rule.field.like}) : null,
  }));
}

/** What the use case takes. What was left empty is left out; numbers may be typed in groups. */
export function evidenceOf(kind: RequirementKind, form: EvidenceForm): NewEvidence {
  const facts = Object.entries(EVIDENCE_KINDS[kind].facts).flatMap(([name, {field}]) => {
    const value = form[name];
    if (value === null || value === undefined) return [];
    return [[name, field.type === 'pattern' && typeof value === 'string' ? value.replaceAll(/\s/g, '') : value]];
  });
  return {
    number: form.number ? Number(form.number) : undefined,
    issuedOn: form.issued ?? undefined,
    checkedOn: kind === 'dbs' ? (form.seen_on as Day) : (form.checked ?? ''),
    validUntil: form.until ?? undefined,
    facts: Object.fromEntries(facts) as Record<string, unknown>,
  };
}

/** Of training, the course is asked for where the catalogue has any for it, and who gave it where it has none. */
export function trainingErrors(kind: RequirementKind, form: EvidenceForm, hasCourses: boolean): FieldError[] {
  if (kind !== 'training') return [];
  if (hasCourses) return form.course ? [] : [{field: 'course', message: 'Choose the course'}];
  return form.provider ? [] : [{field: 'provider', message: 'Enter the training provider'}];
}

/** Where on the page each field of the use case was asked for. */
export function evidenceBoxes(kind: RequirementKind): Record<string, string> {
  const facts = Object.entries(EVIDENCE_KINDS[kind].facts).map(([name, {field}]) => [
    `facts.${name}`,
    field.type === 'day' ? `${name}-day` : name,
  ]);
  return {
    ...(Object.fromEntries(facts) as Record<string, string>),
    checked_on: kind === 'dbs' ? 'seen_on-day' : 'checked-day',
    issued_on: 'issued-day',
    valid_until: 'until-day',
    number: 'number',
    SAME_REFEREE: 'referee_name',
  };
}

function formOf(kind: RequirementKind): new () => object {
  const {issued, expires, facts} = EVIDENCE_KINDS[kind];
  class KindForm {}
  const put = (name: string, decorator: PropertyDecorator) => decorator(KindForm.prototype, name);
  put('number', ChoiceInput(t('Which one this is'), ['1', '2', '3', '4', '5', '6', '7', '8', '9'], {optional: true}));
  const putFacts = (late: boolean) => {
    for (const [name, rule] of Object.entries(facts)) if (isLate(rule) === late) put(name, inputOf(name, rule));
  };
  // In the order of the page, so that what is wrong is said in it too.
  putFacts(false);
  put('issued', DayInput(t('Day it was issued'), {optional: issued === 'optional'}));
  putFacts(true);
  if (expires) put('until', DayInput(t('Last day it is good for'), {optional: true}));
  if (kind !== 'dbs') put('checked', DayInput(t('Day you checked it')));
  return KindForm;
}

/** Who saw it and when: asked after the day it was issued, as it happened. */
function isLate({field}: Pick<FactRule, 'field'>): boolean {
  return field.type === 'person' || field.type === 'day';
}

function inputOf(name: string, rule: FactRule): PropertyDecorator {
  const [label, options] = [labelOf(name, rule), {optional: rule.optional ?? false}];
  switch (rule.field.type) {
    case 'choice':
      return ChoiceInput(label, rule.field.of, options);
    case 'text':
      return TextInput(label, {...options, max: rule.field.longest});
    case 'pattern':
      return TextInput(label, {...options, max: LONGEST_PATTERN});
    case 'whole':
      return PoundsInput(label, {...options, least: rule.field.least, most: rule.field.most});
    case 'day':
      return DayInput(label, options);
    case 'person':
    case 'course':
      return TextInput(label, {...options, max: ID_LENGTH});
  }
}

/** Sums are kept in pence and asked for in pounds. */
function labelOf(name: string, {label}: FactRule): string {
  return name.endsWith('_pence') ? label.replace(/ in pence$/, '') : label;
}
