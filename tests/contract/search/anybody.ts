import type {SearchQuery} from '../../../libs/search/src/query/search-query.js';

/** A question that everybody answers. */
export const ANYBODY: SearchQuery = {
  councilId: null,
  audiences: ['public'],
  words: [],
  meant: [],
  origin: null,
  within: 0,
  reached: false,
  chosen: {},
  maxRatePence: null,
  day: '2026-03-01',
  only: null,
  without: new Set(),
  later: new Set(),
  costs: null,
  sort: 'distance',
  offset: 0,
  limit: 20,
};
