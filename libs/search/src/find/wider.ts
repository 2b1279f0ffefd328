import {FACETS, type Facet, type SearchQuery} from '../query/search-query.js';
import type {FewerWords} from './fewer-words.js';
import {FARTHEST_KM, type SearchInput} from './search-input.js';

/** A condition that can be let go of. */
export type Condition = Facet | 'reached' | 'words' | 'other_words' | 'distance' | 'max_rate' | 'time' | 'pattern';

export interface Wider {
  without: Condition;
  /** How many there would be. */
  total: number;
  /** Without `other_words`: what is left of the words, and what is not. */
  words?: Pick<FewerWords, 'kept' | 'leftOut'>;
}

interface Asked {
  input: SearchInput;
  query: SearchQuery;
}

type Less = Asked & Pick<Wider, 'without' | 'words'>;

/** Forty miles: as far as looking farther looks. */
const FARTHER_METRES = 64_374;

/** How far from the place is near enough, and whether they must travel as far. */
export function reachOf(
  {chosen, withinKm, reached}: Pick<SearchInput, 'chosen' | 'withinKm' | 'reached'>,
  origin: SearchQuery['origin'],
): Pick<SearchQuery, 'within' | 'reached'> {
  const online = chosen.where?.join() === 'online'; // who helps over a screen is near enough wherever they are
  return {
    within: Math.round((online ? FARTHEST_KM : withinKm) * 1_000),
    reached: reached && origin !== null && !online,
  };
}

/** The same question with one condition less, for each that it has. */
export function lessOne({input, query, fewer}: Asked & {fewer: FewerWords | null}): Less[] {
  const ways: Less[] = [];
  const add = (without: Condition, changes: {input?: Partial<SearchInput>; query?: Partial<SearchQuery>}) =>
    ways.push({without, input: {...input, ...changes.input}, query: {...query, ...changes.query}});
  if (query.origin && query.within < FARTHER_METRES) add('distance', {query: {within: FARTHER_METRES}});
  if (query.reached) add('reached', {query: {reached: false}});
  for (const facet of FACETS) {
    if (!query.chosen[facet]?.length) continue;
    const chosen = {...query.chosen, [facet]: []};
    add(facet, {query: {chosen, ...reachOf({...input, chosen}, query.origin)}});
  }
  if (input.available) add('time', {input: {available: null}});
  // Whoever is not free then is shown with what the same visits cost: the pattern stays, that they are free for it goes.
  if (input.pattern && input.patternFree !== 'any') add('pattern', {input: {patternFree: 'any'}});
  if (input.maxRatePence !== null) add('max_rate', {input: {maxRatePence: null}, query: {maxRatePence: null}});
  if (fewer) {
    const {kept, leftOut, question} = fewer;
    ways.push({
      without: 'other_words',
      words: {kept, leftOut},
      input,
      query: {...query, words: question.words, meant: question.meant},
    });
  }
  if (query.words.length > 0) add('words', {query: {words: [], meant: []}});
  return ways;
}
