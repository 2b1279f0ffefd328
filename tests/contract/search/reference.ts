import {distanceMetres} from '@app/geography';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {FACETS, type Facet, type FacetCount, type SearchQuery} from '../../../libs/search/src/query/search-query.js';

export interface ReferenceAnswer {
  /** All of them, in the order of the question where words do not decide it. */
  members: {id: string; metres: number | null}[];
  facets: Record<Facet, FacetCount[]>;
}

/** What a question means, one listing after the other, with no index and no haste. */
export function reference(documents: readonly DocumentRow[], query: SearchQuery): ReferenceAnswer {
  const fitting = documents.filter((each) => fits(each, query));
  const choosing = FACETS.filter((facet) => query.chosen[facet]?.length);
  const passing = (facet: Facet, each: DocumentRow) =>
    (query.chosen[facet] ?? []).some((value) => valuesOf(each, facet).includes(value));
  const keyed = fitting
    .filter((each) => choosing.every((facet) => passing(facet, each)))
    .map((each) => ({each, key: keyOf(each, query)}));
  const members = keyed.sort((a, b) => compare(a.key, b.key)).map(({each}) => each);
  const facets = Object.fromEntries(
    FACETS.map((facet) => {
      const others = fitting.filter((each) => choosing.every((other) => other === facet || passing(other, each)));
      const counts = new Map<string, number>();
      for (const value of others.flatMap((each) => valuesOf(each, facet)))
        counts.set(value, (counts.get(value) ?? 0) + 1);
      const list = [...counts].map(([value, count]) => ({value, count}));
      return [facet, list.sort((a, b) => b.count - a.count || compare([a.value], [b.value]))];
    }),
  ) as ReferenceAnswer['facets'];
  return {members: members.map((each) => ({id: each.id, metres: metresOf(each, query)})), facets};
}

function fits(each: DocumentRow, query: SearchQuery): boolean {
  return (
    each.listed &&
    (each.listed_through === null || query.day <= each.listed_through) &&
    query.audiences.includes(each.audience) &&
    (query.councilId === null || each.council_id === query.councilId) &&
    (query.maxRatePence === null || (each.rate_pence !== null && each.rate_pence <= query.maxRatePence)) &&
    (query.only === null || query.only.has(each.id)) &&
    !query.without.has(each.id) &&
    isThere(each, query) &&
    query.words.every((word, index) => each.words.some((own) => means(word, own, index === query.words.length - 1)))
  );
}

function isThere(each: DocumentRow, query: SearchQuery): boolean {
  const metres = metresOf(each, query);
  return metres === null || (metres <= query.within && (!query.reached || metres <= each.travel_km * 1_000));
}

function valuesOf(each: DocumentRow, facet: Facet): readonly string[] {
  const one = {
    gender: each.gender,
    kind: each.kind,
    accredited: String(each.accredited),
    drives: String(each.drives),
    taking_on: String(each.taking_on),
  };
  if (facet === 'pays') return each.pays;
  if (facet === 'where') return each.places;
  if (facet === 'service') return each.services;
  if (facet === 'need') return each.needs;
  if (facet === 'language') return each.languages;
  const value = one[facet];
  return value === null ? [] : [value];
}

function metresOf(each: DocumentRow, {origin}: SearchQuery): number | null {
  return origin ? Math.round(distanceMetres(origin, each)) : null;
}

function keyOf(each: DocumentRow, query: SearchQuery): (number | string)[] {
  const metres = metresOf(each, query) ?? 0;
  const unit = each.rate_pence === null ? 2 : each.rate_unit === 'hour' ? 0 : 1;
  const later = query.later.has(each.id) ? 1 : 0;
  if (query.sort === 'price' && query.costs) return [query.costs.get(each.id) ?? Infinity, metres, each.id];
  if (query.sort === 'price') return [unit, each.rate_pence ?? 0, metres, each.id];
  if (query.sort === 'distance') return [metres, each.id];
  const lacking = query.meant.filter((list) => !list.some((fact) => hasFact(each, fact))).length;
  const unreached = query.origin && metres > each.travel_km * 1_000 ? 1 : 0;
  // What is not for sale comes first where it answers all that the words mean, for people who can get there.
  const first = each.kind === 'community' && query.meant.length > 0 && lacking === 0 && !unreached;
  return [lacking, first ? 0 : 1, later, unreached, metres, each.id];
}

function hasFact(each: DocumentRow, fact: string): boolean {
  const [facet = '', value = ''] = fact.split(':');
  return valuesOf(each, facet as Facet).includes(value);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, own] of a.entries()) {
    const other = b[index] as typeof own;
    if (own !== other) return own < other ? -1 : 1;
  }
  return 0;
}

const known = new Map<string, Map<string, boolean>>();

/** The same two words are compared over and over. */
function means(typed: string, word: string, unfinished: boolean): boolean {
  const key = unfinished ? `${typed} ` : typed;
  const compared = known.get(key) ?? new Map<string, boolean>();
  known.set(key, compared);
  const meant = compared.get(word) ?? meansPlainly(typed, word, unfinished);
  compared.set(word, meant);
  return meant;
}

/** The word itself, its beginning while it is being typed, or with a slip: one in five letters, two in nine. */
function meansPlainly(typed: string, word: string, unfinished: boolean): boolean {
  if (word === typed || (unfinished && !/\d/.test(typed) && word.startsWith(typed))) return true;
  if (/\d/.test(typed)) return false;
  const letters = [...typed].length;
  const allowed = letters >= 9 ? 2 : letters >= 5 ? 1 : 0;
  const ends = unfinished ? Array.from({length: [...word].length}, (_, index) => index + 1) : [[...word].length];
  return ends.some((end) => {
    const slips = slipsBetween([...typed], [...word].slice(0, end));
    return slips + (firstOf(word) === firstOf(typed) ? 0 : 1) <= allowed;
  });
}

const firstOf = (text: string) => [...text][0];

function slipsBetween(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({length: a.length + 1}, (_, row) =>
    Array.from({length: b.length + 1}, (_, column) => row + column),
  );
  const at = (row: number, column: number) => table[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const changed = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, changed);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, at(row - 2, column - 2) + 1);
      }
      (table[row] as number[])[column] = least;
    }
  }
  return at(a.length, b.length);
}
