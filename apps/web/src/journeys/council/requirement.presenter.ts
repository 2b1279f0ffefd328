import {addDays} from '@app/kernel';
import {EVIDENCE_KINDS, type ApplicationView, type EvidenceView, type RequirementState} from '@app/register';
import {factWords, KIND_HINTS, VOID_WORDS} from '../../words/register-words.js';
import {factFields} from './evidence.form.js';

export interface StaffMember {
  id: string;
  name: string;
}

/** One thing that the scheme asks for: what has been recorded, and the form to record more. */
export function requirementPage(
  view: ApplicationView,
  {terms, held, met, lapsesOn}: RequirementState,
  staff: readonly StaffMember[],
) {
  const kind = EVIDENCE_KINDS[terms.kind];
  const evidence = (view.evidence ?? []).filter((each) => each.requirement === terms.code);
  const current = evidence.filter((each) => !each.voided);
  return {
    application: view,
    terms,
    met,
    held,
    last: lapsesOn && addDays(lapsesOn, -1),
    rule: ruleWords(terms),
    hint: KIND_HINTS[terms.kind] ?? null,
    evidence: evidence.map((each) => evidenceCard(each, terms.needed, staff)).reverse(),
    fields: factFields(terms.kind),
    issuedOptional: kind.issued === 'optional' && !(terms.countsFrom === 'issued' && terms.validMonths !== null),
    asksChecked: terms.kind !== 'dbs',
    expires: kind.expires,
    /** Which of several the new one takes the place of. */
    places: terms.needed > 1 ? placesOf(current) : [],
    staff: staff.map(({id, name}) => ({value: id, text: name})),
  };
}

function ruleWords(terms: RequirementState['terms']): string[] {
  const {needed, minimumLevel, validMonths, countsFrom, onLapse} = terms;
  const from = countsFrom === 'issued' ? 'issued' : 'checked';
  return [
    ...(needed > 1 ? [`${needed} different ones are needed.`] : []),
    ...(minimumLevel ? [`The level has to be ${factWords('level', minimumLevel).toLowerCase()} or above.`] : []),
    validMonths === null ? 'It counts for good.' : `It counts for ${validMonths} months from the day it was ${from}.`,
    onLapse === 'delist'
      ? 'When it lapses, the listing comes down the same day.'
      : 'When it lapses, the listing stays.',
  ];
}

function evidenceCard(evidence: EvidenceView, needed: number, staff: readonly StaffMember[]) {
  const facts = factFields(evidence.kind).flatMap(({name, label, type}) => {
    const value = evidence.facts[name];
    if (value === undefined) return [];
    if (type === 'person') return [{label, text: staff.find((each) => each.id === value)?.name ?? 'Somebody else'}];
    return [{label, text: type === 'choice' || type === 'whole' ? factWords(name, value) : String(value), type}];
  });
  return {
    ...evidence,
    title: needed > 1 ? `Number ${evidence.number}` : null,
    facts,
    voidWords: evidence.voided && VOID_WORDS[evidence.voided.reason],
  };
}

function placesOf(current: readonly EvidenceView[]) {
  const numbers = [...new Set(current.map((each) => each.number))].sort((a, b) => a - b);
  return numbers.map((number) => ({value: String(number), text: `It renews number ${number}`}));
}
