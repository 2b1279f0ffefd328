export {Engines} from './engines/engines.js';
export {judgeableEngines, type DocumentToMake, type JudgeableEngines} from './engines/judgeable.js';
export {CompareListings} from './find/compare-listings.js';
export {FindPlace} from './find/find-place.js';
export type {BudgetFit, Payable} from './fit/budget-fit.js';
export type {PatternPrice} from './fit/fit-asked.js';
export {PATTERN_FREE, WEEKDAYS, type Pattern, type PatternFree} from './pattern/pattern.js';
export type {Condition, Wider} from './find/wider.js';
export {CARD_KINDS, type CardKind, type CommunityCard} from './document/public-card.js';
export {LookAgain} from './find/look-again.js';
export type {ListingCard} from './find/listing-card.js';
export type {Nearest} from './find/nearest.js';
export {withoutPostcodes} from './find/place-in-words.js';
export {readSearch} from './find/read-search.js';
export {
  DEFAULT_WITHIN_KM,
  FARTHEST_KM,
  MOST_PER_PAGE,
  RAW_FIELDS,
  type RawField,
  type RawSearch,
  type SearchInput,
} from './find/search-input.js';
export {SearchListings, type SearchResult} from './find/search-listings.js';
export {SuggestWords, type Suggestion} from './find/suggest-words.js';
export type {Differences} from './projection/differences.js';
export {MeilisearchIndexes} from './projection/meilisearch-indexes.js';
export {Projector} from './projection/projector.js';
export {RebuildSearch, type RebuildProgress, type RebuildReport} from './projection/rebuild-search.js';
export {VerifySearch, type SearchReport} from './projection/verify-search.js';
export {FACETS, SORTS, type EngineName, type Facet, type FacetCount, type Sort} from './query/search-query.js';
export {MissedSearches, type MissedCount} from './missed/missed-searches.js';
export {
  LookAgainModule,
  SearchFiguresModule,
  SearchIndexModule,
  SearchModule,
  SearchWorkerModule,
} from './search.module.js';
export {AddSearchTerm} from './terms/add-search-term.js';
export type {NewTerm} from './terms/check-term.js';
export {EndSearchTerm} from './terms/end-search-term.js';
export {SearchTerms, type TermView} from './terms/search-terms.js';
export {Thesauri} from './terms/thesauri.js';
export {MEANINGS, type Meaning} from './words/thesaurus.js';
