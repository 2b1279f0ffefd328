import {AUDIENCES} from '@app/listings';
import fc from 'fast-check';
import {cardOf, type DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {areaOf, cellOf} from '../../../libs/search/src/document/cells.js';

/** Some that a slip makes of one another, and some that two others make together. */
export const WORDS = [
  'amina', 'autism', 'autistic', 'befriending', 'cleaner', 'cleaning', 'companion', 'companionship', 'cooking', 'cook',
  'dementia', 'demented', 'driving', 'driver', 'gardener', 'gardening', 'hoover', 'learning', 'leaning', 'marta', 'maria',
  'martha', 'medication', 'meditation', 'night', 'nights', 'polish', 'shopping', 'shop', 'signing', 'swimming', 'walking',
  'washing', 'wishing', 'wheelchair', 'bsl', 'dog', 'dogs', 'pet', 'zumba', 'lukasz', '2468', '24681357', '1357', 'day', 'centre', 'daycentre', 'dogwalking', 'a', 'p',
] as const; // prettier-ignore

export const VALUES = {
  service: ['bsl', 'cleaning', 'companionship', 'gardening', 'meals', 'personal_care', 'shopping', 'transport'],
  need: ['autism', 'dementia', 'learning_disability', 'mental_health', 'physical'],
  language: ['bfi', 'en', 'pl', 'ur'],
  gender: ['female', 'male', 'non_binary'],
  kind: ['pa', 'provider', 'community'],
  accredited: ['true', 'false'],
  pays: ['direct_payment', 'managed', 'own_money'],
  drives: ['true', 'false'],
  taking_on: ['true', 'false'],
  where: ['at_home', 'online', 'at_theirs'],
} as const;

export const COUNCILS = ['a', 'b', 'c'].map((each) => `00000000-0000-7000-8000-00000000000${each}`);
export const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-06-30'];

/** Three towns, and anywhere in England; many at the very same place. */
const TOWNS = [
  {latitude: 52.955, longitude: -1.152},
  {latitude: 50.825, longitude: -0.136},
  {latitude: 51.505, longitude: -0.12},
];
const grid = (value: number, step: number) => Number((Math.floor(value / step) * step + step / 2).toFixed(6));

export const place = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...TOWNS),
          fc.double({min: -0.2, max: 0.2, noNaN: true}),
          fc.double({min: -0.3, max: 0.3, noNaN: true}),
        )
        .map(([town, north, east]) => ({latitude: town.latitude + north, longitude: town.longitude + east})),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        latitude: fc.double({min: 50, max: 55, noNaN: true}),
        longitude: fc.double({min: -5, max: 1.5, noNaN: true}),
      }),
    },
  )
  .map(({latitude, longitude}) => ({latitude: grid(latitude, 0.01), longitude: grid(longitude, 0.016)}));

const some = <T>(values: readonly T[], most: number) => fc.uniqueArray(fc.constantFrom(...values), {maxLength: most});

const SHOWN = {name: 'Someone', summary: 'Kind', services: [], rates: [], scheme: null, checkedOn: null};

/** @param number makes the id */
export const listing = (number: number): fc.Arbitrary<DocumentRow> =>
  fc
    .record({
      position: place,
      council_id: fc.constantFrom(...COUNCILS),
      audience: fc.constantFrom('public', 'public', 'public', ...AUDIENCES),
      kind: fc.constantFrom(...VALUES.kind),
      gender: fc.option(fc.constantFrom(...VALUES.gender)),
      services: some(VALUES.service, 4),
      needs: some(VALUES.need, 3),
      languages: some(VALUES.language, 2),
      travel_km: fc.constantFrom(0, 3, 10, 40),
      rate: fc.option(
        fc.record({pence: fc.constantFrom(1200, 1300, 1450, 2600), unit: fc.constantFrom('hour', 'visit')}),
      ),
      accredited: fc.boolean(),
      pays: some(VALUES.pays, 2),
      drives: fc.boolean(),
      taking_on: fc.boolean(),
      places: some(VALUES.where, 3),
      listed_through: fc.option(fc.constantFrom(...DAYS)),
      words: fc.uniqueArray(fc.constantFrom(...WORDS), {minLength: 1, maxLength: 8}),
    })
    .map(({position, rate, words, ...rest}) => ({
      ...rest,
      ...position,
      id: `10000000-0000-7000-8000-${((number * 7_919) % 0xffffff).toString(16).padStart(12, '0')}`,
      listed: true,
      cell: cellOf(position),
      area: areaOf(position),
      rate_pence: rate?.pence ?? null,
      rate_unit: rate?.unit ?? null,
      card: cardOf({...SHOWN, ...rest, ...position, councilId: rest.council_id, services: []}),
      words: [...words].sort(),
    }));
