import {addDays} from '@app/kernel';
import {EVIDENCE_KINDS, type ApplicationView, type EvidenceView, type RequirementState} from '@app/register';
import {factWords, KIND_HINTS, VOID_WORDS} from '../../words/register-words.js';
import {factFields} from './evidence.form.js';

const WHO_AND_WHEN = ['person', 'day'];

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
    /** Who saw it and when comes after the day it was issued, as it happened. */
    fields: factFields(terms.kind).filter((each) => !WHO_AND_WHEN.includes(each.type)),
    after: factFields(terms.kind).filter((each) => WHO_AND_WHEN.includes(each.type)),
    issuedOptional: kind.issued === 'optional' && !(terms.countsFrom === 'issued' && terms.validMonths !== null),
    asksChecked: terms.kind !== 'dbs',
    expires: kind.expires,
    /** Which of several the new one takes the place of. */
    places: terms.needed > 1 ? placesOf(current, terms.needed) : [],
    staff: staff.map(({id, name}) => ({value: id, text: name})),
  };
}

/** What the scheme asks for, in sentences. */
function ruleWords({
  kind,
  needed,
  minimumLevel,
  validMonths,
  countsFrom,
  onLapse,
}: RequirementState['terms']): string[] {
  const {expires} = EVIDENCE_KINDS[kind];
  const from = countsFrom === 'issued' ? 'issued' : 'checked';
  const end = expires ? ', or until the last day on the paper if that is sooner' : '';
  const forGood = expires
    ? 'It counts until the last day on the paper, if there is one.'
    : 'Once checked, it counts for good.';
  const stays = onLapse === 'delist' ? 'the listing comes down the same day' : 'the listing stays';
  return [
    ...(needed > 1 ? [`${needed} different ones are needed.`] : []),
    ...(minimumLevel ? [`The level has to be ${factWords('level', minimumLevel).toLowerCase()} or above.`] : []),
    validMonths === null ? forGood : `It counts for ${validMonths} months from the day it was ${from}${end}.`,
    ...(validMonths !== null || expires ? [`When it lapses, ${stays}.`] : []),
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

function placesOf(current: readonly EvidenceView[], needed: number) {
  const numbers = [...new Set(current.map((each) => each.number))].sort((a, b) => a - b);
  if (numbers.length === 0) return [];
  const renewals = numbers.map((number) => ({value: String(number), text: `It renews number ${number}`}));
  return numbers.length < needed ? [{value: '', text: 'Another one'}, ...renewals] : renewals;
}
