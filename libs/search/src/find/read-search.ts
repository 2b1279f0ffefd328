import {GENDERS, NEEDS, WAYS_OF_PAYING} from '@app/listings';
import type {Day} from '@app/kernel';
import {instantOf, isInstantOrDay} from '@app/platform';
import {CARD_KINDS} from '../document/public-card.js';
import {SORTS, WHERE} from '../query/search-query.js';
import {readPattern} from '../pattern/read-pattern.js';
import {Fields} from './read-fields.js';
import {DEFAULTS, FARTHEST_KM, MOST_PER_PAGE, type RawSearch, type SearchInput} from './search-input.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CODE = /^[a-z][a-z0-9_]{1,39}$/;
const LANGUAGE = /^[a-z]{2,3}$/;
const TRUTH = ['true', 'false'] as const;
const LONGEST_SPAN_MS = 31 * 86_400_000;
const MAX_RATE = 1_000_000;
const MOST_PAGES = 10_000;
const MOST_OWN = 10_000_000;

const among =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

/**
 * Reads a question and says everything that is wrong with it at once.
 * @param today a pattern begins tomorrow unless it says when
 * @throws VALIDATION_FAILED naming the fields
 */
export function readSearch(raw: RawSearch, today: Day): SearchInput {
  const fields = new Fields(raw);
  const {pattern, patternFree} = readPattern(fields, today);
  const kinds = CARD_KINDS.join(', ');
  const input: SearchInput = {
    near: fields.text('near', 100),
    withinKm:
      fields.number('within_km', 0.1, FARTHEST_KM, `Enter a distance from 0.1 to ${FARTHEST_KM} kilometres.`, false) ??
      DEFAULTS.withinKm,
    q: fields.text('q', 200) ?? '',
    reached: fields.oneOf('reached', TRUTH, 'Say true or false.') === 'true',
    chosen: {
      service: fields.list('service', (value) => CODE.test(value), 'Give the code of a service, like shopping.'),
      need: fields.list('need', among(NEEDS), `Choose from ${NEEDS.join(', ')}.`),
      language: fields.list('language', (value) => LANGUAGE.test(value), 'Give the code of a language, like pl.'),
      gender: fields.list('gender', among(GENDERS), `Choose from ${GENDERS.join(', ')}.`),
      kind: fields.list('kind', among(CARD_KINDS), `Choose from ${kinds}.`),
      accredited: fields.list('accredited', among(TRUTH), 'Say true or false.'),
      pays: fields.list('pays', among(WAYS_OF_PAYING), `Choose from ${WAYS_OF_PAYING.join(', ')}.`),
      drives: fields.list('drives', among(TRUTH), 'Say true or false.'),
      taking_on: fields.list('taking_on', among(TRUTH), 'Say true or false.'),
      where: fields.list('where', among(WHERE), `Choose from ${WHERE.join(', ')}.`),
    },
    available: readTime(fields),
    maxRatePence: fields.number('max_rate_pence', 1, MAX_RATE, `Enter whole pence from 1 to ${MAX_RATE}.`),
    pattern,
    patternFree,
    fit: readFit(fields, [raw.pattern ?? []].flat().join('') !== ''),
    sort: fields.oneOf('sort', SORTS, `Choose from ${SORTS.join(', ')}.`) ?? 'relevance',
    page: fields.number('page', 1, MOST_PAGES, `Enter a page from 1 to ${MOST_PAGES}.`) ?? 1,
    perPage: fields.number('per_page', 1, MOST_PER_PAGE, `Ask for 1 to ${MOST_PER_PAGE} a page.`) ?? DEFAULTS.perPage,
  };
  fields.done();
  return input;
}

function readTime(fields: Fields): SearchInput['available'] {
  const [from, to] = (['available_from', 'available_to'] as const).map((field) => {
    const text = fields.text(field, 40);
    if (text === null) return null;
    if (isInstantOrDay(text)) return instantOf(text);
    return fields.wrong(field, 'Give a day like 2026-12-01, or a date and time like 2026-12-01T09:00:00Z.');
  }) as [Date | null, Date | null];
  if (!from && !to) return null;
  if (!from || !to) {
    fields.wrong(from ? 'available_to' : 'available_from', 'Give both the start and the end.');
    return null;
  }
  const span = to.getTime() - from.getTime();
  if (span <= 0) return fields.wrong('available_to', 'The end must be after the start.');
  if (span > LONGEST_SPAN_MS) return fields.wrong('available_to', 'Ask for 31 days at most.');
  return {from, to};
}

function readFit(fields: Fields, hasPattern: boolean): SearchInput['fit'] {
  const lineId = fields.text('budget_line_id', 40);
  const own = fields.number('own_weekly_pence', 1, MOST_OWN, `Enter whole pence a week from 1 to ${MOST_OWN}.`);
  const hoursPerWeek = fields.number('hours_per_week', 0.25, 168, 'Enter hours a week from 0.25 to 168.', false);
  if (fields.refused('own_weekly_pence')) return null;
  if (lineId === null && own === null) {
    return hoursPerWeek === null ? null : fields.wrong('budget_line_id', 'Say which budget line should pay.');
  }
  if (lineId !== null && own !== null)
    return fields.wrong('own_weekly_pence', 'Give a budget line or a sum, not both.');
  if (lineId !== null && !UUID.test(lineId)) return fields.wrong('budget_line_id', 'This is not an id.');
  if (hoursPerWeek === null && !hasPattern) {
    return fields.wrong('hours_per_week', 'Say how many hours a week you need.');
  }
  return {lineId, ownWeeklyPence: own, hoursPerWeek};
}
