import {addDays, type Day} from '@app/kernel';
import {
  EVIDENCE_KINDS,
  type Circumstance,
  type CountsFrom,
  type OnLapse,
  type PlannedLevel,
  type PlannedRequirement,
  type Recorder,
  type RequirementKind,
  type SchemeKind,
  type VersionState,
} from '@app/register';
import {formatDay} from './figures.js';
import {t, words} from './t.js';

export const SCHEME_KIND_WORDS: Record<SchemeKind, string> = words({
  accredited: 'Accredits: what it asks for is checked',
  information: 'Lists for information: nothing is checked, and every page says so',
});

export const VERSION_STATE_WORDS: Record<VersionState, string> = words({
  planned: 'Planned',
  in_force: 'In force',
  past: 'Past',
});

export const VERSION_STATE_COLOURS: Record<VersionState, string> = {
  planned: 'blue',
  in_force: 'green',
  past: 'grey',
};

export const REQUIREMENT_KIND_WORDS: Record<RequirementKind, string> = words({
  identity: 'Identity',
  right_to_work: 'Right to work',
  dbs: 'DBS certificate',
  reference: 'Reference',
  training: 'Training course',
  insurance: 'Insurance',
  qualification: 'Qualification',
  tax_registration: 'Tax registration',
  court_judgments: 'County court judgments',
  interview: 'Meeting or interview',
  code_of_conduct: 'Code of conduct',
  trading_history: 'Trading history',
  self_declaration: 'Declaration of their own',
  fee: 'Fee',
});

export const COUNTS_FROM_WORDS: Record<CountsFrom, string> = words({
  issued: 'The day it was issued',
  awarded: 'The day it was awarded',
  checked: 'The day somebody checked it',
});

export const ON_LAPSE_WORDS: Record<OnLapse, string> = words({
  delist: 'The listing comes down the same day',
  warn: 'The listing stays, and the officer is warned',
  grace: 'The listing stays for some days, then comes down',
});

export const ONLY_WHEN_WORDS: Record<Circumstance, string> = words({
  self_employed: 'Only those who work for themselves',
  drives: 'Only those who drive',
  regulated_activity: 'Only those whose tasks are regulated activity',
  no_regulated_activity: 'Only those whose tasks are not regulated activity',
});

export const RECORDER_WORDS: Record<Recorder, string> = words({
  officer: 'An officer of the council',
  applicant: 'Whoever applies',
  referee: 'The referee',
});

export const LEVEL_WORDS: Record<PlannedLevel, string> = words({
  by_tasks: 'By the tasks they do, as the law has it',
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced with barred lists',
});

/** What one requirement asks, in short sentences. */
export function askedWords(terms: Omit<PlannedRequirement, 'code' | 'source'>): string[] {
  const months = t('{{count}} months', {count: terms.validMonths});
  const grace = t('{{count}} days', {count: terms.graceDays});
  const lapse = {
    delist: t('When it lapses, the listing comes down the same day.'),
    warn: t('When it lapses, the listing stays and the officer is warned.'),
    grace: t('When it lapses, the listing stays for {{grace}} and then comes down.', {grace}),
  }[terms.onLapse];
  const recorders = terms.recordedBy.map((each) => lower(RECORDER_WORDS[each])).join(' or ');
  return [
    ...(terms.onlyWhen ? [`${ONLY_WHEN_WORDS[terms.onlyWhen]}.`] : []),
    ...(terms.needed > 1 ? [t('{{needed}} are needed.', {needed: terms.needed})] : []),
    ...(terms.minimumLevel
      ? [t('Lowest level: {{minimumLevel}}.', {minimumLevel: lower(LEVEL_WORDS[terms.minimumLevel])})]
      : []),
    ...(terms.eachWorker ? [t('Asked of each person who meets people.')] : []),
    terms.validMonths === null
      ? t('Counts for good.')
      : t('Counts for {{months}} from {{countsFrom}}.', {
          months,
          countsFrom: lower(COUNTS_FROM_WORDS[terms.countsFrom]),
        }),
    // What counts for good and has no last day of its own does not lapse.
    ...(terms.validMonths === null && !EVIDENCE_KINDS[terms.kind].expires ? [] : [lapse]),
    t('Recorded by {{recorders}}.', {recorders}),
  ];
}

/** What happens to those who are members already, in a sentence. */
export function moveWords(membersFrom: Day | null): string {
  return membersFrom
    ? t('Members approved earlier move to it on {{day}}', {day: formatDay(membersFrom, {})})
    : t('Members approved earlier keep what they were approved under until they renew');
}

/** The last day as things are. */
export function untilWords(lapsesOnNow: Day | null): string {
  return lapsesOnNow
    ? t('listed up to {{day}}', {day: formatDay(addDays(lapsesOnNow, -1), {})})
    : t('listed with no end');
}

function lower(words: string): string {
  return words.startsWith('DBS') ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
