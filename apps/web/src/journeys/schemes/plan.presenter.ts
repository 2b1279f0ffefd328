import {
  COUNTS_FROM,
  DBS_LEVELS,
  ON_LAPSE,
  ONLY_WHEN,
  RECORDERS,
  REQUIREMENT_KINDS,
  type PlannedRequirement,
  type SchemeVersionView,
} from '@app/register';
import type {TypedValues} from '../../forms/typed-input.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {
  askedWords,
  COUNTS_FROM_WORDS,
  LEVEL_WORDS,
  ON_LAPSE_WORDS,
  ONLY_WHEN_WORDS,
  RECORDER_WORDS,
  REQUIREMENT_KIND_WORDS,
} from '../../words/scheme-words.js';
import {draftText, type Draft} from './draft.js';
import {t} from '../../words/t.js';

/** The draft as it stands: when it starts, what it asks. */
export function planPage(draft: Draft, base: SchemeVersionView | null) {
  return {
    draft: draftText(draft),
    name: draft.name,
    memberKind: MEMBER_KIND_WORDS[draft.memberKind],
    information: draft.kind === 'information',
    back: base ? `/council/schemes/${base.id}` : '/council/schemes',
    requirements: draft.requirements.map((each) => ({
      title: each.title,
      words: askedWords(each),
      mark: markOf(each, base),
    })),
    dropped: droppedFrom(draft.requirements, base),
    values: Object.keys(draft.typed).length ? draft.typed : undefined,
  };
}

/** What is no longer asked. */
export function droppedFrom(requirements: readonly {code: string | null}[], base: SchemeVersionView | null): string[] {
  return (base?.requirements ?? [])
    .filter((before) => !requirements.some((each) => each.code === before.code))
    .map((each) => each.title);
}

export function markOf(asked: PlannedRequirement, base: SchemeVersionView | null): 'New' | 'Changed' | null {
  if (!base) return null;
  const before = base.requirements.find((each) => each.code === asked.code);
  if (!before) return 'New';
  const same = before.title === asked.title && before.source === asked.source;
  return same && askedWords(before).join() === askedWords(asked).join() ? null : 'Changed';
}

const items = <T extends string>(values: readonly T[], words: Record<T, string>) =>
  values.map((value) => ({value, text: words[value]}));

/** The page for one thing asked for. */
export function requirementFormPage(draft: Draft, place: number) {
  return {
    draft: draftText(draft),
    place,
    isNew: place >= draft.requirements.length,
    name: draft.name,
    kinds: items(REQUIREMENT_KINDS, REQUIREMENT_KIND_WORDS),
    countsFrom: items(COUNTS_FROM, COUNTS_FROM_WORDS),
    onLapse: items(ON_LAPSE, ON_LAPSE_WORDS),
    onlyWhen: [{value: 'everybody', text: t('Everybody')}, ...items(ONLY_WHEN, ONLY_WHEN_WORDS)],
    levels: [
      {value: 'none', text: t('This is not a DBS certificate')},
      ...items(['by_tasks', ...DBS_LEVELS], LEVEL_WORDS),
    ],
    recorders: items(RECORDERS, RECORDER_WORDS),
    values: undefined as TypedValues | undefined,
  };
}

/** What stands in its boxes. */
export function requirementValues(asked: PlannedRequirement): TypedValues {
  return {
    kind: asked.kind,
    title: asked.title,
    needed: String(asked.needed),
    months: String(asked.validMonths ?? ''),
    countsFrom: asked.countsFrom,
    onLapse: asked.onLapse,
    grace: String(asked.graceDays ?? ''),
    onlyWhen: asked.onlyWhen ?? 'everybody',
    level: asked.minimumLevel ?? 'none',
    eachWorker: asked.eachWorker ? 'each' : 'once',
    recordedBy: [...asked.recordedBy],
    source: asked.source,
  };
}
