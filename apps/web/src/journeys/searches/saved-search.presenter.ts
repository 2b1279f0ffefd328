import type {AskedAgain, SavedSearchView} from '@app/choices';
import type {ServiceWords} from '@app/listings';
import {FACETS, type RawSearch} from '@app/search';
import {listWords} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {address} from '../find/find.presenter.js';
import {one, rawSearch, type FindValues} from '../find/find.query.js';
import {DISTANCES, KM_PER_MILE} from '../find/find.words.js';

const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b/gi;

/** The fields of the search page, as its address has them, for the search to ask again. */
export function rawOf(asked: unknown): RawSearch {
  const values: FindValues = {};
  const query = new URLSearchParams(typeof asked === 'string' ? asked.slice(0, 4_000) : '');
  for (const name of new Set(query.keys())) values[name] = query.getAll(name);
  return rawSearch(values, []);
}

/** What it is called until somebody gives it a name: the help, and about where, never a whole postcode. */
export function usualName(raw: RawSearch, services: readonly ServiceWords[]): string {
  const text = (field: keyof RawSearch) => [raw[field] ?? []].flat().join(' ').replaceAll(POSTCODE, '$1').trim();
  const named = [raw.service ?? []].flat().map((code) => services.find((each) => each.code === code)?.name ?? code);
  const what = [text('q'), named.length ? listWords(named) : ''].filter(Boolean).join(', ') || t('Support');
  const near = text('near');
  return (near ? t('{{what}} near {{place}}', {what, place: near}) : what).slice(0, 80);
}

/** The results as they are today. */
export function findAddress(asked: AskedAgain): string {
  const text = (value: AskedAgain[keyof AskedAgain]) => one({value: value as string | string[] | undefined}, 'value');
  const miles = Number(text(asked.within_km)) / KM_PER_MILE;
  const within = DISTANCES.find((each) => each >= miles - 0.1);
  const pounds = Number(text(asked.max_rate_pence)) / 100;
  const facets = FACETS.map(
    (facet) => [facet, [asked[facet] ?? []].flat().flatMap((each) => each.split(','))] as const,
  );
  return address(
    {
      near: text(asked.near),
      q: text(asked.q),
      reached: text(asked.reached),
      ...(within && {within: String(within)}),
      ...(pounds > 0 && {max: String(pounds)}),
      ...Object.fromEntries(facets),
      ...weekly([asked.pattern ?? []].flat().flatMap((each) => each.split(','))),
      ...(asked.pattern && {weeks: text(asked.pattern_weeks), free: text(asked.pattern_free)}),
    },
    {},
  );
}

/** Where all days have the same times they stand once, as the form first asks for them; else with each day. */
function weekly(visits: readonly string[]): FindValues {
  const read = visits.flatMap((visit) => {
    const [, day, from, to] = /^(\w{3}) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(visit.trim()) ?? [];
    return day && from && to ? [{day, from, to}] : [];
  });
  const [first] = read;
  const weekday = read.map(({day}) => day);
  if (first && read.every(({from, to}) => from === first.from && to === first.to)) {
    return {weekday, from: first.from, to: first.to};
  }
  const own = read.flatMap(({day, from, to}) => [
    [`${day}_from`, from],
    [`${day}_to`, to],
  ]);
  return {weekday, ...(Object.fromEntries(own) as FindValues)};
}

export function searchCard(search: SavedSearchView) {
  return {...search, href: findAddress(search.asked)};
}
