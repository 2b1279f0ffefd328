export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** A body with one thing wrong, and where. */
export interface BadBody {
  /** As a problem names it: `splits.0.share_bp`. */
  path: string;
  what: string;
  body: Json;
}

/** What a field of another type may hold instead. A lone surrogate and U+0000 are text that is none. */
const WRONG: Readonly<Record<string, Json>> = {
  null: null,
  number: 123_456_789,
  fraction: 0.000_000_1,
  'negative number': -1,
  boolean: true,
  string: 'nonsense',
  'empty string': '',
  'empty list': [],
  'list of numbers': [1, 2],
  'list of lists': [[[]]],
  'empty object': {},
  'nested garbage': {a: {b: [null, {c: 'd'}]}, length: 1},
  'control characters': 'a\u0000b\u001b[2J',
  'lone surrogate': 'a\ud800b',
};

/** Every field of a good body, one after the other, with every wrong value; then left out; then with another beside it. */
export function badBodies(good: Json, path: (string | number)[] = []): BadBody[] {
  const here = at(good, path);
  const own = path.length === 0 ? [] : [...wrongHere(good, path), ...leftOut(good, path)];
  if (here === null || typeof here !== 'object') return own;
  const keys = Array.isArray(here) ? here.map((_, index) => index) : Object.keys(here);
  return [...own, ...added(good, path), ...keys.flatMap((key) => badBodies(good, [...path, key]))];
}

function wrongHere(good: Json, path: (string | number)[]): BadBody[] {
  return Object.entries(WRONG).map(([what, value]) => ({path: path.join('.'), what, body: put(good, path, value)}));
}

function leftOut(good: Json, path: (string | number)[]): BadBody[] {
  if (typeof path.at(-1) === 'number') return [];
  return [{path: path.join('.'), what: 'left out', body: put(good, path, undefined)}];
}

function added(good: Json, path: (string | number)[]): BadBody[] {
  if (Array.isArray(at(good, path))) return [];
  const names = ['unknown', 'council_id', 'id', 'price_pence'];
  return names.map((name) => ({
    path: [...path, name].join('.'),
    what: 'unknown',
    body: put(good, [...path, name], 'x'),
  }));
}

function at(value: Json, path: readonly (string | number)[]): Json {
  return path.reduce<Json>((inside, key) => (inside as Record<string | number, Json>)[key] ?? null, value);
}

/** A copy with something else in one place; undefined takes the place away. */
function put(value: Json, [key, ...rest]: readonly (string | number)[], wanted: Json | undefined): Json {
  const copy = structuredClone(value) as Record<string | number, Json>;
  if (key === undefined) return copy;
  if (rest.length) copy[key] = put(copy[key] ?? null, rest, wanted);
  else if (wanted === undefined) delete copy[key];
  else copy[key] = wanted;
  return copy;
}
