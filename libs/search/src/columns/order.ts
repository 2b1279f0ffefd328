import type {Sort} from '../query/search-query.js';

/** What the order of results is made from. */
export interface Found {
  number: number;
  id: string;
  metres: number | null;
  /** They do not travel as far as where the person is. */
  unreached: boolean;
  /** Infinity where no rate is known. */
  price: number;
  /** By the hour 0, by the visit and so on 1, not known 2: a price by the visit says nothing beside one by the hour. */
  unitRank: number;
  /** How well the words match: 0 is best. */
  tier: number;
}

type Measure = (found: Found) => number;

const metres: Measure = (found) => found.metres ?? 0;
const MEASURES: Record<Sort, readonly Measure[]> = {
  relevance: [({tier}) => tier, ({unreached}) => Number(unreached), metres],
  distance: [metres],
  price: [({unitRank}) => unitRank, ({price}) => price, metres],
};

/** The same question gives the same order: what is equal in all else goes by its id. */
export function orderOf(sort: Sort): (a: Found, b: Found) => boolean {
  const measures = MEASURES[sort];
  return (a, b) => {
    for (const measure of measures) {
      const difference = measure(a) - measure(b);
      if (difference !== 0 && !Number.isNaN(difference)) return difference < 0;
    }
    return a.id < b.id;
  };
}
