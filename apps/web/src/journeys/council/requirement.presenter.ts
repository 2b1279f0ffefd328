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
import {t, words} from '../../words/t.js';

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
  eachWorker = false,
  validMonths,
  countsFrom,
  onLapse,
  graceDays,
}: RequirementState['terms']): string[] {
  const {expires} = EVIDENCE_KINDS[kind];
  const stays = {
    delist: t('When it lapses, the listing comes down the same day.'),
    warn: t('When it lapses, the listing stays.'),
    grace: t('When it lapses, the listing stays for {{count}} more days, and then comes down.', {
      count: graceDays ?? 0,
    }),
  }[onLapse];
  return [
    ...(needed > 1
      ? [
          kind === 'reference'
            ? t('{{needed}} are needed, from different people.', {needed})
            : t('{{needed}} are needed, each of its own.', {needed}),
        ]
      : []),
    ...(minimumLevel
      ? [
          t('The level has to be {{level}} or above.', {
            level: factWords('level', minimumLevel).toLowerCase(),
          }),
        ]
      : []),
    ...(eachWorker ? [t('Each person who meets people has one of their own.')] : []),
    ...countingWords(validMonths, countsFrom, expires, needed > 1),
    ...(validMonths !== null || expires ? [stays] : []),
  ];
}

const COUNTING = words({
  issued: '{{it}} counts for {{months}} months from the day it was issued.',
  awarded: '{{it}} counts for {{months}} months from the day it was awarded.',
  checked: '{{it}} counts for {{months}} months from the day it was checked.',
});

/** For how long it counts. */
function countingWords(
  months: number | null,
  from: RequirementState['terms']['countsFrom'],
  expires: boolean,
  several: boolean,
): string[] {
  const it = several ? t('Each') : t('It');
  if (months !== null) {
    const sooner = expires ? [t('The last day on the paper holds if that is sooner.')] : [];
    return [t(COUNTING[from], {it, months}), ...sooner];
  }
  return [
    expires
      ? t('{{it}} counts until the last day on the paper, if there is one.', {it})
      : several
        ? t('Once checked, each counts for good.')
        : t('Once checked, it counts for good.'),
  ];
}

/** With a catalogue the course is named, and who gave it is known; without one the provider is. */
function isAsked({name, type}: FactField, courses: readonly TrainingCourse[]): boolean {
  if (type === 'course') return courses.length > 0;
  return name !== 'provider' || courses.length === 0;
}

function courseItem({id, title, provider, endsOn}: TrainingCourse) {
  const course = `${title}, ${provider}`;
  return {value: id, text: endsOn ? t('{{course}}, up to {{day}}', {course, day: formatDay(endsOn, {})}) : course};
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
    if (type === 'course')
      return [{label, text: courses.find((each) => each.id === value)?.title ?? t('Another course')}];
    if (type === 'person') return [{label, text: staff.find((each) => each.id === value)?.name ?? t('Somebody else')}];
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
    .map((each) => ({
      value: String(each.number),
      text: insteadOf(each),
    }));
  return places.size < needed ? [{value: '', text: t('Another one')}, ...renewals] : renewals;
}

function placeWords({kind, number}: EvidenceView): string {
  return kind === 'reference' ? t('reference {{number}}', {number}) : t('number {{number}}', {number});
}

function insteadOf(evidence: EvidenceView): string {
  const [place, name] = [placeWords(evidence), evidence.facts.referee_name];
  return name === undefined
    ? t('In place of {{place}}', {place})
    : t('In place of {{place}}, from {{name}}', {place, name});
}

/** What counts comes first, in the order of its places and the newest before what it renewed; then what was withdrawn. */
function byPlace(a: EvidenceView, b: EvidenceView): number {
  const withdrawn = Number(a.voided !== null) - Number(b.voided !== null);
  return withdrawn || a.number - b.number || b.recordedAt.getTime() - a.recordedAt.getTime();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
