import {AUDIENCES, type Audience} from '@app/listings';
import fc from 'fast-check';
import {FACETS, SORTS, type SearchQuery} from '../../../libs/search/src/query/search-query.js';
import {COUNCILS, DAYS, place, VALUES, WORDS} from './random-listings.js';

/** A word as somebody types it: as it is, cut short, or with a slip. */
const typed = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(3), fc.nat(30), fc.constantFrom(...'abelmnrst'))
  .map(([word, how, at, letter]) => {
    const letters = [...word];
    const place = at % letters.length;
    if (how === 1) return letters.slice(0, place + 1).join('');
    if (how === 2) letters.splice(place, 1, ...(at % 2 ? [letter] : [letter, letters[place] as string]));
    if (how === 3) letters.splice(place, 2, ...letters.slice(place, place + 2).reverse());
    return letters.join('');
  });

/** Two words without the space between them, or one with a space in it: neither finds the other. */
const glued = fc.tuple(typed, typed).map(([left, right]) => [left + right]);
const cut = fc.tuple(typed, fc.nat(30)).map(([word, at]) => {
  const letters = [...word];
  const place = (at % letters.length) + 1;
  return [...new Set([letters.slice(0, place).join(''), letters.slice(place).join('')].filter(Boolean))];
});

const words = fc.oneof(
  {weight: 1, arbitrary: fc.constant<string[]>([])},
  {weight: 3, arbitrary: fc.tuple(typed)},
  {weight: 2, arbitrary: fc.uniqueArray(typed, {minLength: 2, maxLength: 3})},
  {weight: 1, arbitrary: glued},
  {weight: 1, arbitrary: cut},
);

const chosen = fc
  .tuple(
    ...FACETS.map((facet) =>
      fc.option(fc.uniqueArray(fc.constantFrom<string>(...VALUES[facet], 'unheard_of'), {maxLength: 2}), {freq: 3}),
    ),
  )
  .map((values) => Object.fromEntries(FACETS.map((facet, index) => [facet, values[index] ?? []])));

const fact = fc.constantFrom(
  'service:cleaning',
  'service:bsl',
  'need:dementia',
  'kind:pa',
  'gender:female',
  'need:unheard_of',
);
/** What words may mean: who has it comes first. */
const meant = fc.oneof(
  fc.constant<string[][]>([]),
  fc.array(fc.uniqueArray(fact, {minLength: 1, maxLength: 2}), {minLength: 1, maxLength: 3}),
);

export const query: fc.Arbitrary<SearchQuery> = fc.record({
  councilId: fc.option(fc.constantFrom(...COUNCILS), {freq: 2}),
  audiences: fc.constantFrom<(readonly Audience[])[]>(
    ['public'],
    ['public', 'budget'],
    ['public', 'advert'],
    AUDIENCES,
  ),
  words,
  meant,
  origin: fc.option(place, {freq: 5}),
  within: fc.constantFrom(0, 900, 5_000, 16_000, 16_093, 41_000, 120_000, 400_000),
  reached: fc.boolean(),
  chosen,
  maxRatePence: fc.option(fc.constantFrom(1, 1300, 2600), {freq: 2}),
  day: fc.constantFrom(...DAYS, '2026-01-01', '2026-07-01'),
  only: fc.constant(null),
  without: fc.constant(new Set<string>()),
  later: fc.constant(new Set<string>()),
  costs: fc.constant(null),
  sort: fc.constantFrom(...SORTS),
  offset: fc.constantFrom(0, 0, 0, 5, 40, 5_000),
  limit: fc.constantFrom(1, 10, 20, 100),
});
