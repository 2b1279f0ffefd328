import type {Pence} from '@app/kernel';
import type {Pattern, PatternFree} from '../pattern/pattern.js';
import type {Facet, Sort} from '../query/search-query.js';

/** A question as forms and programs put it: every field as text, absent or empty where nothing is asked. */
export type RawSearch = Partial<Record<RawField, string | readonly string[]>>;

export const RAW_FIELDS = [
  'near',
  'within_km',
  'q',
  'kind',
  'service',
  'need',
  'language',
  'gender',
  'accredited',
  'pays',
  'drives',
  'taking_on',
  'where',
  'reached',
  'available_from',
  'available_to',
  'max_rate_pence',
  'budget_line_id',
  'hours_per_week',
  'own_weekly_pence',
  'pattern',
  'pattern_from',
  'pattern_weeks',
  'pattern_free',
  'sort',
  'page',
  'per_page',
] as const;
export type RawField = (typeof RAW_FIELDS)[number];

/** A question whose every field was found good. */
export interface SearchInput {
  near: string | null;
  withinKm: number;
  q: string;
  /** Only those who travel as far as the place. */
  reached: boolean;
  chosen: Partial<Record<Facet, readonly string[]>>;
  available: {from: Date; to: Date} | null;
  maxRatePence: Pence | null;
  pattern: Pattern | null;
  patternFree: PatternFree;
  /** What should pay: a line, or a sum of one's own; and for how much: the pattern, else hours a week. */
  fit: {lineId: string | null; ownWeeklyPence: Pence | null; hoursPerWeek: number | null} | null;
  sort: Sort;
  page: number;
  perPage: number;
}

/** About ten miles. */
export const DEFAULT_WITHIN_KM = 16;
export const FARTHEST_KM = 1_500;
export const MOST_PER_PAGE = 100;
const DEFAULT_PER_PAGE = 20;

export const DEFAULTS = {withinKm: DEFAULT_WITHIN_KM, perPage: DEFAULT_PER_PAGE} as const;
