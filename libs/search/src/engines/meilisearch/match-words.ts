import {isExact} from '../../words/typos.js';
import type {MeilisearchHttp} from './meilisearch-http.js';
import {readAnswer, type WordsAnswer} from './read-answer.js';

/** A slower answer than this is worth less than PostgreSQL's. */
export const DEADLINE_MS = 400;

/** Only so many are told how well they match; the rest match as well as the last of them. */
const RANKED = 100;

/**
 * Ends a sentence after every word. Words that stand beside each other Meilisearch also takes as one, with fewer slips
 * allowed: "learning a" would find whoever has "learning" and nothing that begins with an a.
 */
const APART = '. ';

export interface AskedWords {
  words: readonly string[];
  filter: string[];
  /** Whether to say how well they match. */
  ranked: boolean;
}

/** In quotes a word is neither forgiven a slip nor finished. ("disableOnNumbers" loses documents: issue 6403.) */
const asTyped = (word: string) => (isExact(word) ? `"${word}"` : word);

/**
 * Who matches the words. Meilisearch is asked for their keys as the values of a facet, which costs it a tenth of
 * listing them as hits, and for as many hits as their rank is worth knowing of.
 */
export function matchWords(
  meilisearch: MeilisearchHttp,
  uid: string,
  {words, filter, ranked}: AskedWords,
): Promise<WordsAnswer> {
  return meilisearch.request('POST', `/indexes/${uid}/search`, {
    body: {
      q: words.map(asTyped).join(APART),
      matchingStrategy: 'all',
      filter,
      facets: ['key'],
      limit: ranked ? RANKED : 0,
      ...(ranked && {showRankingScore: true}),
    },
    timeoutMs: DEADLINE_MS,
    read: readAnswer,
  });
}
