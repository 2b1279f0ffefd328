import type {Matched} from '../../columns/columns.js';
import {cellsAround} from '../../document/cells.js';
import type {SearchQuery} from '../../query/search-query.js';
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

/**
 * Who matches the words, near the place. Meilisearch is asked for their keys as the values of a facet, which costs it
 * a tenth of listing them as hits, and for as many hits as their rank is worth knowing of.
 */
export async function matchWords(meilisearch: MeilisearchHttp, uid: string, query: SearchQuery): Promise<Matched> {
  const ranked = query.sort === 'relevance' ? RANKED : 0;
  const answer = await meilisearch.request<Answer>('POST', `/indexes/${uid}/search`, {
    body: {
      q: query.words.join(APART),
      matchingStrategy: 'all',
      filter: conditions(query),
      facets: ['key'],
      limit: ranked,
      ...(ranked > 0 && {showRankingScore: true}),
    },
    timeoutMs: DEADLINE_MS,
  });
  const keys = answer.facetDistribution?.key;
  if (typeof keys !== 'object' || !Array.isArray(answer.hits)) throw new Error('Meilisearch answered something else');
  const tiers = tiersOf(answer.hits);
  return {
    numbers: Object.keys(keys).map(numberOf),
    tier: (number) => tiers.of.get(number) ?? tiers.last,
  };
}

function conditions({councilId, origin, within}: SearchQuery): string[] {
  const nearby = origin ? cellsAround(origin, within) : ({in: 'anywhere'} as const);
  const found: string[] = [];
  if (nearby.in !== 'anywhere') found.push(`${nearby.in} IN [${nearby.values.join()}]`);
  if (councilId) found.push(`council = ${JSON.stringify(councilId)}`);
  return found;
}

/** Hits that score the same share a tier. */
function tiersOf(hits: Answer['hits']): {of: Map<number, number>; last: number} {
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
