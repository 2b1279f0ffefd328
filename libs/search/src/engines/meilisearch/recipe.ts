import {createHash} from 'node:crypto';
import {WORDS_VERSION} from '../../words/document-words.js';

/** What Meilisearch holds of a listing: its words, and where it is roughly. All else is in the columns. */
export interface IndexedDocument {
  /** `n` and the listing's number: no uuid, because answers list many. */
  key: string;
  cell: string;
  area: string;
  council: string;
  words: string[];
}

/** Filtered by whole values only, which is a smaller index. */
const equal = (attribute: string) => ({
  attributePatterns: [attribute],
  features: {facetSearch: false, filter: {equality: true, comparison: false}},
});

/** No limit that a whole register could reach. */
const PLENTY = 10_000_000;

/**
 * The settings of an index. Words stand in no order, so nothing is ranked by how near they are to each other; a word
 * typed in full comes before one that only begins so, and both before one with a slip. A list's words are far from
 * each other, and by the word that is known: with less Meilisearch would cut what was typed in two and find "dogcook"
 * in whoever has a dog and cooks.
 */
export const SETTINGS = {
  searchableAttributes: ['words'],
  displayedAttributes: ['key'],
  filterableAttributes: ['key', 'cell', 'area', 'council'].map(equal),
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'exactness'],
  stopWords: [],
  synonyms: {},
  proximityPrecision: 'byWord',
  typoTolerance: {enabled: true, minWordSizeForTypos: {oneTypo: 5, twoTypos: 9}},
  pagination: {maxTotalHits: PLENTY},
  faceting: {maxValuesPerFacet: PLENTY},
  facetSearch: false,
};

/** Changes when an index made before would answer differently: then another is built beside it. */
export const RECIPE = createHash('sha256')
  .update(JSON.stringify([SETTINGS, WORDS_VERSION]))
  .digest('hex')
  .slice(0, 16);

/** @throws RangeError for what is no number of a listing: an empty or dotted key would mean other documents, or all. */
export function keyOf(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${number} is no listing's number`);
  return `n${number}`;
}

const UID = /^[a-z0-9_]{1,100}$/;

/** Where an index is. @throws RangeError for a name that would lead elsewhere */
export function pathOf(uid: string): string {
  if (!UID.test(uid)) throw new RangeError(`${uid} is no index's name`);
  return `/indexes/${uid}`;
}

export const numberOf = (key: string): number => Number(key.slice(1));
