import type {Principal} from '@app/identity';
import {forbidden, invalid, isDay, type Day, type FieldError} from '@app/kernel';
import {GENDERS, LISTING_KINDS, NEEDS} from '@app/listings';
import {MEANINGS, type Meaning} from '../words/thesaurus.js';
import {tokensOf} from '../words/tokens.js';

export interface NewTerm {
  meaning: Meaning;
  /** What `finds` finds: `service:cleaning`, `need:dementia`, `kind:pa`, `gender:female`. */
  about: string | null;
  words: readonly string[];
  startsOn: Day;
  source: string;
}

const MOST_WORDS = 50;
const LONGEST_WORD = 60;
const MOST_IN_ROW = 6;
const LONGEST_SOURCE = 500;

export function requireManager({permissions}: Principal): void {
  if (!permissions.has('words:manage')) throw forbidden('You do not have permission to do this.');
}

/** Words as they are kept: each once, without the spaces around them, in the order in which they were given. */
export const cleanWords = (words: readonly string[]): string[] => [
  ...new Set(words.map((word) => word.trim().replace(/\s+/g, ' ').toLowerCase()).filter(Boolean)),
];

/** @throws VALIDATION_FAILED naming all that is wrong */
export function checkTerm(term: NewTerm, today: Day, services: readonly string[]): void {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  if (!MEANINGS.includes(term.meaning)) wrong('meaning', 'Choose what these words do.');
  if (term.meaning === 'finds' && !isAbout(term.about, services)) {
    wrong('about', 'Choose what these words should find.');
  }
  if (term.meaning !== 'finds' && term.about !== null) {
    wrong('about', 'Leave this out: only words that find something are about something.');
  }
  const problem = problemOf(cleanWords(term.words), term.meaning);
  if (problem) wrong('words', problem);
  if (!isDay(term.startsOn) || term.startsOn < today) wrong('starts_on', 'Let it begin today or later.');
  const source = term.source.trim();
  if (!source) wrong('source', 'Say where this is from.');
  if (source.length > LONGEST_SOURCE) wrong('source', `Use ${LONGEST_SOURCE} characters or fewer.`);
  if (errors.length > 0) throw invalid(errors);
}

function problemOf(words: readonly string[], meaning: Meaning): string | null {
  if (words.length === 0) return 'Enter the words, each on a line of its own.';
  if (words.length > MOST_WORDS) return `Enter ${MOST_WORDS} words or fewer at once.`;
  if (meaning === 'same' && words.length < 2) return 'Enter at least two words that mean the same.';
  const long = words.find((word) => word.length > LONGEST_WORD || tokensOf(word).length > MOST_IN_ROW);
  if (long) return `“${long.slice(0, LONGEST_WORD)}” is too long: use ${MOST_IN_ROW} words in a row at most.`;
  const empty = words.find((word) => tokensOf(word).length === 0);
  return empty === undefined ? null : `“${empty}” has no letters or figures in it.`;
}

function isAbout(about: string | null, services: readonly string[]): boolean {
  const [group, value = ''] = (about ?? '').split(':');
  const known: Record<string, readonly string[]> = {
    service: services,
    need: NEEDS,
    kind: LISTING_KINDS,
    gender: GENDERS,
  };
  return (known[group ?? ''] ?? []).includes(value);
}
