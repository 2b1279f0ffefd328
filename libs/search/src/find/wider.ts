import {FACETS, type Facet, type SearchQuery} from '../query/search-query.js';
import type {SearchInput} from './search-input.js';

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

/** About forty miles: as far as looking farther looks. */
export const FARTHER_KM = 64.4;

/** The same question with one condition less, for each that it has. */
export function lessOne({input, query}: Asked): (Asked & {without: Condition})[] {
  const ways: (Asked & {without: Condition})[] = [];
  const add = (without: Condition, changes: {input?: Partial<SearchInput>; query?: Partial<SearchQuery>}) =>
    ways.push({without, input: {...input, ...changes.input}, query: {...query, ...changes.query}});
  if (query.origin && query.within < FARTHER_KM * 1_000)
    add('distance', {query: {within: Math.round(FARTHER_KM * 1_000)}});
  if (query.reached) add('reached', {query: {reached: false}});
  for (const facet of FACETS) {
    if (query.chosen[facet]?.length) add(facet, {query: {chosen: {...query.chosen, [facet]: []}}});
  }
  if (input.available) add('time', {input: {available: null}});
  if (input.pattern) add('pattern', {input: {pattern: null}, query: {maxRatePence: input.maxRatePence}});
  if (input.maxRatePence !== null) add('max_rate', {input: {maxRatePence: null}, query: {maxRatePence: null}});
  if (query.words.length > 0) add('words', {query: {words: [], meant: []}});
  return ways;
}
