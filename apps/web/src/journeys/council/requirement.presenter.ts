import {addDays, type Day} from '@app/kernel';
import {
  EVIDENCE_KINDS,
  type ApplicationView,
  type EvidenceView,
  type RequirementState,
  type TrainingCourse,
} from '@app/register';
import {factWords, KIND_HINTS, VOID_WORDS} from '../../words/register-words.js';
import {factFields, type FactField} from './evidence.form.js';
import {exampleOf} from './example-day.js';
import {lastDay} from './soon.js';
import {formatDay} from '../../words/figures.js';

/** An example of a day in the past, as most of what is recorded here was. */
const EXAMPLE_DAYS_AGO = 20;

export interface StaffMember {
  id: string;
  name: string;
}

/** One thing that the scheme asks for: what has been recorded, and the form to record more. */
export function requirementPage(
  view: ApplicationView,
  {terms, held, met, lapsesOn}: RequirementState,
  staff: readonly StaffMember[],
  courses: readonly TrainingCourse[],
  today: Day,
) {
  const kind = EVIDENCE_KINDS[terms.kind];
  const evidence = (view.evidence ?? []).filter((each) => each.requirement === terms.code);
  const current = evidence.filter((each) => !each.voided);
  return {
    application: view,
    terms,
    met,
    held,
    last: lastDay(lapsesOn),
    rule: ruleWords(terms),
    hint: KIND_HINTS[terms.kind] ?? null,
    evidence: [...evidence].sort(byPlace).map((each) => evidenceCard(each, terms.needed, staff, courses)),
    example: exampleOf(addDays(today, -EXAMPLE_DAYS_AGO)),
    fields: factFields(terms.kind).filter((each) => !each.late && isAsked(each, courses)),
    courses: courses.map(courseItem),
    /** Asked after the day it was issued. */
    after: factFields(terms.kind).filter((each) => each.late),
    issuedOptional: kind.issued === 'optional' && !(terms.countsFrom !== 'checked' && terms.validMonths !== null),
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
  graceDays,
}: RequirementState['terms']): string[] {
  const {expires} = EVIDENCE_KINDS[kind];
  const end = expires ? ', or until the last day on the paper if that is sooner' : '';
  const [it, counts] = needed > 1 ? ['Each', 'each counts'] : ['It', 'it counts'];
  const forGood = expires
    ? `${it} counts until the last day on the paper, if there is one.`
    : `Once checked, ${counts} for good.`;
  const stays = {
    delist: 'the listing comes down the same day',
    warn: 'the listing stays',
    grace: `the listing stays for ${graceDays} more ${graceDays === 1 ? 'day' : 'days'}, and then comes down`,
  }[onLapse];
  return [
    ...(needed > 1
      ? [`${needed} are needed, ${kind === 'reference' ? 'from different people' : 'each of its own'}.`]
      : []),
    ...(minimumLevel ? [`The level has to be ${factWords('level', minimumLevel).toLowerCase()} or above.`] : []),
    validMonths === null ? forGood : `${it} counts for ${validMonths} months from the day it was ${countsFrom}${end}.`,
    ...(validMonths !== null || expires ? [`When it lapses, ${stays}.`] : []),
  ];
}

/** With a catalogue the course is named, and who gave it is known; without one the provider is. */
function isAsked({name, type}: FactField, courses: readonly TrainingCourse[]): boolean {
  if (type === 'course') return courses.length > 0;
  return name !== 'provider' || courses.length === 0;
}

function courseItem({id, title, provider, endsOn}: TrainingCourse) {
  const until = endsOn ? `, up to ${formatDay(endsOn, {})}` : '';
  return {value: id, text: `${title}, ${provider}${until}`};
}

function evidenceCard(
  evidence: EvidenceView,
  needed: number,
  staff: readonly StaffMember[],
  courses: readonly TrainingCourse[],
) {
  const facts = factFields(evidence.kind).flatMap(({name, label, type}) => {
    const value = evidence.facts[name];
    if (value === undefined) return [];
    if (type === 'course') return [{label, text: courses.find((each) => each.id === value)?.title ?? 'Another course'}];
    if (type === 'person') return [{label, text: staff.find((each) => each.id === value)?.name ?? 'Somebody else'}];
    return [{label, text: type === 'choice' || type === 'whole' ? factWords(name, value) : String(value), type}];
  });
  return {
    ...evidence,
    title: needed > 1 ? capital(placeWords(evidence)) : null,
    facts,
    voidWords: evidence.voided && VOID_WORDS[evidence.voided.reason],
  };
}

function placesOf(current: readonly EvidenceView[], needed: number) {
  const places = new Map(current.map((each) => [each.number, each]));
  if (places.size === 0) return [];
  const renewals = [...places.values()]
    .sort((a, b) => a.number - b.number)
    .map((each) => ({value: String(each.number), text: `In place of ${placeWords(each)}${refereeWords(each)}`}));
  return places.size < needed ? [{value: '', text: 'Another one'}, ...renewals] : renewals;
}

function placeWords({kind, number}: EvidenceView): string {
  return `${kind === 'reference' ? 'reference' : 'number'} ${number}`;
}

function refereeWords({facts}: EvidenceView): string {
  return facts.referee_name === undefined ? '' : `, from ${facts.referee_name}`;
}

/** What counts comes first, in the order of its places and the newest before what it renewed; then what was withdrawn. */
function byPlace(a: EvidenceView, b: EvidenceView): number {
  const withdrawn = Number(a.voided !== null) - Number(b.voided !== null);
  return withdrawn || a.number - b.number || b.recordedAt.getTime() - a.recordedAt.getTime();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
