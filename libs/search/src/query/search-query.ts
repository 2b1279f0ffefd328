import type {Day, Pence} from '@app/kernel';
import type {Audience} from '@app/listings';
import type {Position} from '@app/geography';
import type {BandRule} from '@app/listings';
import type {PublicCard} from '../document/public-card.js';
import type {Asking, Timed} from '../pattern/timed.js';

/** What results can be narrowed by, with counts. Within a group any of the chosen values will do; between groups all must. */
export const FACETS = [
  'service',
  'need',
  'language',
  'gender',
  'kind',
  'accredited',
  'pays',
  'drives',
  'taking_on',
  'where',
] as const;
export type Facet = (typeof FACETS)[number];

/** Where they help: they come to people, over the telephone or a screen, or people come to them. */
export const WHERE = ['at_home', 'online', 'at_theirs'] as const;

export const SORTS = ['relevance', 'distance', 'price'] as const;
export type Sort = (typeof SORTS)[number];

/** One question, the same for every engine. What it means is in README.md; `reference.ts` of the tests spells it out. */
export interface SearchQuery {
  /** Null: the listings of every council. */
  councilId: string | null;
  /** Only listings that show to one of these audiences, of which whoever asks is. */
  audiences: readonly Audience[];
  /** As a `Thesaurus` gives them; the last one may be unfinished. None: any listing will do. */
  words: readonly string[];
  /** What the words mean, as a `Thesaurus` gives it: in order of relevance who has all of it comes first. */
  meant: readonly (readonly string[])[];
  origin: Position | null;
  /** Metres; without an origin it says nothing. */
  within: number;
  /** Only those who travel as far as the origin. */
  reached: boolean;
  chosen: Partial<Record<Facet, readonly string[]>>;
  maxRatePence: Pence | null;
  /** Whoever is listed only until before this day is out. */
  day: Day;
  /** Only these listings, for what the index does not know. */
  only: ReadonlySet<string> | null;
  /** None of these listings: taken down since the index was written. */
  without: ReadonlySet<string>;
  /** In order of relevance these come after the others: they could do some of what was asked, not all. */
  later: ReadonlySet<string>;
  /** What what was asked costs with each, for the order of price; null where the rate on the card decides. */
  costs: ReadonlyMap<string, Pence> | null;
  sort: Sort;
  offset: number;
  limit: number;
}

export interface Hit {
  id: string;
  /** Whole metres, as the crow flies; null without an origin. */
  metres: number | null;
}

export interface FacetCount {
  value: string;
  count: number;
}

export interface SearchAnswer {
  hits: Hit[];
  /** By id, of the hits those whose cards are known to be as the database has them now; the others are to be read. */
  cards: ReadonlyMap<string, PublicCard>;
  /** By id, of the hits how many of the visits that were asked about they are free for. */
  free: ReadonlyMap<string, number>;
  /** What the hits ask, as the database has it now; null where that is to be read. */
  asking: {of: ReadonlyMap<string, Asking>; bands: ReadonlyMap<string, readonly BandRule[]>} | null;
  /** All there are, not only those of the page. */
  total: number;
  /** The most frequent first, then by value. */
  facets: Record<Facet, FacetCount[]>;
}

export type EngineName = 'meilisearch' | 'postgres';

export interface SearchEngine {
  readonly name: EngineName;
  /** @param timed null where nothing of times and money is asked */
  search(query: SearchQuery, timed?: Timed | null): Promise<SearchAnswer>;
  /** Every listing that answers the question whatever is chosen of the facets: for narrowing by what only the database knows. */
  candidates(query: SearchQuery): Promise<string[]>;
}

/** The order in which counts are shown. */
export function byCount(a: FacetCount, b: FacetCount): number {
  return b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}
