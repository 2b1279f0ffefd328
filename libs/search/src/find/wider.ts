import {FACETS, type Facet, type SearchQuery} from '../query/search-query.js';
import {FARTHEST_KM, type SearchInput} from './search-input.js';

/** A condition that can be let go of. */
export type Condition = Facet | 'reached' | 'words' | 'distance' | 'max_rate' | 'time' | 'pattern';

export interface Wider {
  without: Condition;
  /** How many there would be. */
  total: number;
}

interface Asked {
  input: SearchInput;
  query: SearchQuery;
}

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
export function lessOne({input, query}: Asked): (Asked & {without: Condition})[] {
  const ways: (Asked & {without: Condition})[] = [];
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
  if (query.words.length > 0) add('words', {query: {words: [], meant: []}});
  return ways;
}
