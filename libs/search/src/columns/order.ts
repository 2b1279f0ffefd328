import type {Sort} from '../query/search-query.js';

type Measure = (at: number) => number;

/** What the order of results is made from, by a result's place among those found. */
export interface Measures {
  /** 0 without an origin. */
  metres: Measure;
  /** 1 where they do not travel as far as where the person is. */
  unreached: Measure;
  /** 1 where they could do some of it only. */
  later: Measure;
  /** Infinity where no rate is known. */
  price: Measure;
  /** By the hour 0, by the visit and so on 1, not known 2: a price by the visit says nothing beside one by the hour. */
  unitRank: Measure;
  /** Of how much that the words mean they have nothing. */
  lacking: Measure;
  /** 0 for what is not for sale and answers the need where the person is, 1 for everybody else. */
  forSale: Measure;
  /** How well the words match: 0 is best. */
  tier: Measure;
  id: (at: number) => string;
}

const MEASURES = {
  relevance: ['lacking', 'forSale', 'later', 'tier', 'unreached', 'metres'],
  distance: ['metres'],
  price: ['unitRank', 'price', 'metres'],
} as const satisfies Record<Sort, readonly (keyof Measures)[]>;

/** The same question gives the same order: what is equal in all else goes by its id. */
export function orderOf(sort: Sort, measures: Measures): (a: number, b: number) => boolean {
  const those = MEASURES[sort].map((name) => measures[name]);
  return (a, b) => {
    for (const measure of those) {
      const difference = measure(a) - measure(b);
      if (difference !== 0 && !Number.isNaN(difference)) return difference < 0;
    }
    return measures.id(a) < measures.id(b);
  };
}
