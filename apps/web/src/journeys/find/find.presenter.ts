import type {TimeRange} from '@app/kernel';
import type {CommunitySort} from '@app/directory';
import type {ServiceWords} from '@app/listings';
import {WEEKDAYS, withoutPostcodes, type Condition, type Facet, type ListingCard, type SearchResult} from '@app/search';
import {pagination, type Pages} from '../../presenters/pagination.js';
import {nextTimes} from './next-times.js';
import {one, type FindValues} from './find.query.js';
import {facetWords, FILTERS} from './find.words.js';
import {COMMUNITY_WORDS, KIND_WORDS, NEED_WORDS} from '../../words/listing-words.js';
import {languageWords} from '../../words/language-words.js';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

const PER_PAGE = 20;
const MOST_CHOICES = 12;
const MOST_FOUND = 30;
const MOST_OTHERS = 6;
/** Nobody looks for those who do not. */
const ONE_SIDED: readonly Facet[] = ['drives', 'taking_on'];

export interface FilterGroup {
  facet: Facet;
  legend: string;
  open: boolean;
  items: {value: string; text: string; checked: boolean}[];
  /** The name of the box that finds in a long list, and how many are not shown. */
  find: string | null;
  more: number;
}

/**
 * The filters with their counts; a group that is in use is open, and what is chosen stays although it counts nobody.
 * @param result null when there was none: then only what is chosen
 */
export function filterGroups(
  result: SearchResult | null,
  values: FindValues,
  services: readonly ServiceWords[],
): FilterGroup[] {
  return FILTERS.map(({facet, legend}) => {
    const chosen = [values[facet] ?? []].flat();
    const counts = new Map(result?.facets[facet].map(({value, count}) => [value, count]));
    // Who helps online is looked for however far where nothing else is chosen: more than are counted here.
    const farther = facet === 'where' && result?.origin && chosen.length === 0 ? 'online' : null;
    const known = [...new Set([...counts.keys(), ...(farther ? [farther] : [])])];
    const offered = known.filter((value) => !ONE_SIDED.includes(facet) || value === 'true');
    const find = `find_${facet}`;
    const wanted = foldedWords(one(values, find));
    const meant = offered.filter((value) => foldedWords(wordsFor(facet, value, services)).includes(wanted));
    const shown = wanted ? meant.slice(0, MOST_FOUND) : offered.slice(0, MOST_CHOICES);
    const listed = [...new Set([...chosen, ...shown])].sort((a, b) => offered.indexOf(a) - offered.indexOf(b));
    const items = listed.map((value) => ({
      value,
      text:
        value === farther
          ? t('Online or by telephone, however far')
          : wordsFor(facet, value, services) + (result ? ` (${counts.get(value) ?? 0})` : ''),
      checked: chosen.includes(value),
    }));
    const more = offered.filter((value) => !listed.includes(value)).length;
    const long = more > 0 || wanted !== '';
    return {facet, legend, open: chosen.length > 0 || wanted !== '', items, find: long ? find : null, more};
  }).filter((group) => group.items.length > 0 || group.find !== null);
}

/** Small letters without accents: how a list is looked through. */
const foldedWords = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function wordsFor(facet: Facet, value: string, services: readonly ServiceWords[]): string {
  if (facet === 'service') return services.find(({code}) => code === value)?.name ?? value;
  if (facet === 'language') return languageWords(value);
  return facetWords(facet, value);
}

/** How a listing's money and times stand to what was asked, each as one plain sentence. */
export function fitSentences(item: ListingCard, purpose: string | null): string[] {
  const {pattern, fit} = item;
  const told: string[] = [];
  if (pattern?.price) {
    const {weeklyPence, totalPence} = pattern.price;
    told.push(
      t('Your visits cost {{weekly}} a week; all {{all}} together cost {{total}}.', {
        weekly: formatPounds(weeklyPence),
        total: formatPounds(totalPence),
        all: pattern.of,
      }),
    );
  }
  if (!fit) return told;
  if (fit.covers && fit.covers.of > 0) {
    const {weeks, of} = fit.covers;
    const figures = {purpose: purpose ?? '', weeks, all: of};
    told.push(
      weeks === of
        ? t('“{{purpose}}” covers all {{all}} weeks that it is funded for.', figures)
        : t('“{{purpose}}” covers {{weeks}} of {{all}} weeks that it is funded for.', figures),
    );
  }
  if (fit.ownWeeklyPence > 0) {
    told.push(t('You would need {{amount}} a week of your own.', {amount: formatPounds(fit.ownWeeklyPence)}));
  }
  if (fit.period) {
    const {endsOn, costPence, leftPence} = fit.period;
    told.push(
      leftPence >= 0
        ? t('Until {{day}} it costs {{cost}} and leaves {{left}}.', {
            day: formatDay(endsOn, {}),
            cost: formatPounds(costPence),
            left: formatPounds(leftPence),
          })
        : t('Until {{day}} it costs {{cost}}: {{over}} more than there is.', {
            day: formatDay(endsOn, {}),
            cost: formatPounds(costPence),
            over: formatPounds(-leftPence),
          }),
    );
  }
  return told;
}

type Next = ReadonlyMap<string, readonly TimeRange[]>;

/** What a card shows; a standing names the council that stands behind it. */
function card(item: ListingCard, councils: ReadonlyMap<string, string>, purpose: string | null, next: Next) {
  return {
    ...item,
    told: fitSentences(item, purpose),
    next: nextTimes(next.get(item.id) ?? []),
    communityWords: item.community && COMMUNITY_WORDS[item.community.sort as CommunitySort],
    standing: {...item.standing, council: councils.get(item.councilId) ?? item.standing.scheme},
  };
}

/** @param first the number of the first of them in the whole list */
export function cards(
  {items}: SearchResult,
  councils: ReadonlyMap<string, string>,
  purpose: string | null,
  next: Next,
  first: number,
) {
  return items.map((item, index) => ({...card(item, councils, purpose, next), number: first + index}));
}

/** Who answers all but one thing, and which. */
export function nearestCards(
  {nearest}: SearchResult,
  councils: ReadonlyMap<string, string>,
  purpose: string | null,
  next: Next,
) {
  return nearest.map(({without, card: item}) => ({...card(item, councils, purpose, next), lacks: lacking(without)}));
}

/** The address of this search with some of it changed: what is undefined goes. */
export function address(values: FindValues, changes: FindValues, path = '/find'): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({...values, ...changes})) {
    for (const each of [value ?? []].flat()) if (each !== '') query.append(name, each);
  }
  return `${path}?${query}`;
}

export function resultPages(result: SearchResult, values: FindValues): Pages {
  const page = Math.max(1, Number(one(values, 'page')) || 1);
  return pagination(result.total, page, PER_PAGE, (number) => address(values, {page: String(number)}));
}

const OWN_TIMES = WEEKDAYS.flatMap((day) => [`${day}_from`, `${day}_to`]);
const OTHER_FILTERS = ['free_day', 'max', 'weekday', 'reached', ...OWN_TIMES];
const nothingOf = (names: readonly string[]): FindValues => Object.fromEntries(names.map((name) => [name, undefined]));

/** The same search without any filter; null when none is used. */
export function withoutFilters(values: FindValues): string | null {
  const used = [...FILTERS.map(({facet}) => facet), ...OTHER_FILTERS].filter((name) =>
    [values[name] ?? []].flat().join(''),
  );
  if (used.length === 0) return null;
  return address(values, {
    ...nothingOf(used),
    free_part: undefined,
    from: undefined,
    to: undefined,
    page: undefined,
  });
}

/** What a browser offers while somebody types: kinds of help and experience, by what they are called here. */
export function suggestionsOf(services: readonly ServiceWords[]): string[] {
  return [...services.map(({name}) => name), ...Object.values(NEED_WORDS), ...Object.values(KIND_WORDS)];
}

/** The same search for somebody else: its place no closer than the outward code, and nothing of anybody's money. */
export function toShare(values: FindValues, {origin}: SearchResult): string {
  const said = one(values, 'near') !== '' || origin?.kind === 'postcode';
  const near = said ? (origin?.outcode ?? origin?.label) : undefined; // never as it was typed: that may be an address
  const q = withoutPostcodes(one(values, 'q')) || undefined;
  return address(values, {near, q, line: undefined, own: undefined, hours: undefined, page: undefined});
}

/** Other places of the same name as the one that distances are from. */
export function namesakes(values: FindValues, {origin}: SearchResult): {text: string; href: string}[] {
  return (origin?.alternatives ?? []).map(({label}) => ({
    text: label,
    href: address(values, {near: label, page: undefined}),
  }));
}

/** When nobody was found: kinds of help that there are in the same place. */
export function otherServices(found: SearchResult, values: FindValues, services: readonly ServiceWords[]) {
  const place = Object.fromEntries(['near', 'within', 'hours', 'line'].map((name) => [name, values[name]]));
  return found.facets.service.slice(0, MOST_OTHERS).map(({value, count}) => ({
    text: `${wordsFor('service', value, services)} (${count})`,
    href: address(place, {service: value}),
  }));
}

/** When nobody was found: what could be let go of, one thing at a time, and how many there would be then. */
export function wider(values: FindValues, {wider: ways, origin}: SearchResult): {text: string; href: string}[] {
  return ways.map(({without, total, words: some}) => {
    const near = whereAbouts(values, origin);
    const {text, changes} = some
      ? {text: t('Leave out “{{words}}”', {words: some.leftOut}), changes: {q: some.kept, near}}
      : lettingGo(without, values, near);
    return {text: `${text} (${total})`, href: address(values, {...changes, page: undefined})};
  });
}

type Ways = Partial<Record<Condition, {text: string; changes: FindValues}>>;

/** The place as it was said, in its box or among the words. */
export const whereAbouts = (values: FindValues, origin: SearchResult['origin']) =>
  one(values, 'near') || origin?.label.replace(/^about /, '');

function lettingGo(
  without: Condition,
  values: FindValues,
  near: string | undefined,
): {text: string; changes: FindValues} {
  const ways: Ways = {
    distance: {text: t('Look up to 40 miles away'), changes: {within: '40'}},
    reached: {text: t('Look also at who does not travel as far'), changes: {reached: undefined}},
    time: {text: t('Look on any day'), changes: {free_day: undefined, free_part: undefined}},
    pattern: {text: t('Look also at who is not free then'), changes: {free: 'any'}},
    max_rate: {text: t('Look at any rate'), changes: {max: undefined}},
    words: {text: t('Leave out “{{words}}”', {words: one(values, 'q')}), changes: {q: undefined, near}},
  };
  const legend = FILTERS.find(({facet}) => facet === without)?.legend ?? without;
  const filter = t('Leave out what you chose under “{{legend}}”', {legend});
  return ways[without] ?? {text: filter, changes: {[without]: undefined}};
}

const LACKS: Partial<Record<Condition, string>> = words({
  distance: 'Farther away than you asked for',
  reached: 'Does not travel as far as you are',
  time: 'Not free at the time you asked for',
  pattern: 'Not free at your days and times',
  max_rate: 'Costs more than you asked for',
  words: 'Without what you typed',
  other_words: 'Without some of what you typed',
});

function lacking(without: Condition): string {
  const legend = FILTERS.find(({facet}) => facet === without)?.legend ?? without;
  return LACKS[without] ?? t('Not what you chose under “{{legend}}”', {legend});
}
