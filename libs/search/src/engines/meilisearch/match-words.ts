import type {Tiers} from '../../columns/remembered-matches.js';
import type {MeilisearchHttp} from './meilisearch-http.js';
import {numberOf} from './recipe.js';

/** A slower answer than this is worth less than PostgreSQL's. */
export const DEADLINE_MS = 400;

/** Only so many are told how well they match; the rest match as well as the last of them. */
const RANKED = 100;

/**
 * Ends a sentence after every word. Words that stand beside each other Meilisearch also takes as one, with fewer slips
 * allowed: "learning a" would find whoever has "learning" and nothing that begins with an a.
 */
const APART = '. ';

interface Answer {
  hits: {key: string; _rankingScore: number}[];
  facetDistribution: {key: Record<string, number>};
}

export interface AskedWords {
  words: readonly string[];
  filter: string[];
  /** Whether to say how well they match. */
  ranked: boolean;
}

/**
 * Who matches the words. Meilisearch is asked for their keys as the values of a facet, which costs it a tenth of
 * listing them as hits, and for as many hits as their rank is worth knowing of.
 */
export async function matchWords(
  meilisearch: MeilisearchHttp,
  uid: string,
  {words, filter, ranked}: AskedWords,
): Promise<{numbers: number[]; tiers: Tiers}> {
  const answer = await meilisearch.request<Answer>('POST', `/indexes/${uid}/search`, {
    body: {
      q: words.join(APART),
      matchingStrategy: 'all',
      filter,
      facets: ['key'],
      limit: ranked ? RANKED : 0,
      ...(ranked && {showRankingScore: true}),
    },
    timeoutMs: DEADLINE_MS,
  });
  const keys = answer.facetDistribution?.key;
  if (typeof keys !== 'object' || !Array.isArray(answer.hits)) throw new Error('Meilisearch answered something else');
  return {numbers: Object.keys(keys).map(numberOf), tiers: tiersOf(answer.hits)};
}

/** Hits that score the same share a tier. */
function tiersOf(hits: Answer['hits']): Tiers {
  const of = new Map<number, number>();
  let last = 0;
  let score = hits[0]?._rankingScore;
  for (const hit of hits) {
    if (hit._rankingScore !== score) last += 1;
    score = hit._rankingScore;
    of.set(numberOf(hit.key), last);
  }
  return {of, last};
}
