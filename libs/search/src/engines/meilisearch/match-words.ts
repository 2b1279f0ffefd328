import {isExact} from '../../words/typos.js';
import type {MeilisearchHttp} from './meilisearch-http.js';
import {readAnswers} from './read-answers.js';

/** A slower answer than this is worth less than PostgreSQL's. */
export const DEADLINE_MS = 400;

/**
 * Ends a sentence after every word. Words that stand beside each other Meilisearch also takes as one, with fewer slips
 * allowed: "learning a" would find whoever has "learning" and nothing that begins with an a.
 */
const APART = '. ';

/** Who matches some words: by their numbers, each once. */
export interface WordsAnswer {
  /** With slips forgiven, and the last word unfinished. */
  all: number[];
  /** Those of them who have every word as it was typed; null where it was not asked. */
  asTyped: number[] | null;
}

export interface AskedWords {
  words: readonly string[];
  /** Whether the last of them is finished too. */
  finished?: boolean;
  /** Whom to ask about, part by part: nobody is in two of them. */
  filters: string[][];
  /** Whether to say who has the words as they were typed. */
  ranked: boolean;
}

/** In quotes a word is neither forgiven a slip nor finished. ("disableOnNumbers" loses documents: issue 6403.) */
const quoted = (word: string) => `"${word}"`;
const forgiven = (word: string) => (isExact(word) ? quoted(word) : word);

/**
 * Who matches the words. Meilisearch is asked for their keys as the values of a facet, which costs it a tenth of
 * listing them as hits; and, in the same call, for those who match in quotes, where the order depends on it. It is not
 * asked for its scores: they come with hits alone, and of whom they are known depends on who else was asked about.
 */
export async function matchWords(
  meilisearch: MeilisearchHttp,
  uid: string,
  {words, finished = false, filters, ranked}: AskedWords,
  timeoutMs: number,
): Promise<WordsAnswer> {
  const ways = ranked ? [forgiven, quoted] : [forgiven];
  const queries = ways.flatMap((way) =>
    filters.map((filter) => ({
      indexUid: uid,
      q: words.map(way).join(APART) + (finished ? APART : ''),
      matchingStrategy: 'all',
      filter,
      facets: ['key'],
      limit: 0,
    })),
  );
  const answers = await meilisearch.request('POST', '/multi-search', {
    body: {queries},
    timeoutMs,
    read: (text) => readAnswers(text, queries.length),
  });
  const [all, asTyped] = [answers.slice(0, filters.length), answers.slice(filters.length)];
  return {all: all.flat(), asTyped: ranked ? asTyped.flat() : null};
}
