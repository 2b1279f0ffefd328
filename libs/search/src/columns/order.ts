import type {SearchQuery} from '../query/search-query.js';
import type {Lens} from '../times/lens.js';
import type {Ids} from './ids.js';
import type {NumberColumns} from './number-columns.js';

/** What the order of results is made from, of a listing by its number. */
interface Ranked {
  columns: NumberColumns;
  ids: Ids;
  /** Of how much that the words mean they have nothing. */
  lacking: (number: number) => number;
  lens: Lens | null;
}

/** Above any price. */
const UNITS = 2 ** 40;

/**
 * What comes before the distance in the order, in one number. In order of relevance: of how much that the words mean
 * they have nothing; whether it is for sale, or is not and answers the need where the person is; whether they could do
 * some of it only; how well the words match, 0 is best; whether they do not travel as far as where the person is.
 * @returns takes the number, its metres, how well its words match, and how many visits they are free for
 */
export function rankOf(
  {sort, meant, later, costs}: SearchQuery,
  {columns, ids, lacking, lens}: Ranked,
): (number: number, metres: number, tier: number, free: number) => number {
  if (sort === 'distance') return () => 0;
  const {travel, community, price, unit} = columns;
  const id = (number: number) => ids.of(number);
  if (sort === 'price') {
    const cost = lens?.cost ?? null;
    if (cost) return (number) => cost(number) ?? Infinity;
    if (costs) return (number) => costs.get(id(number)) ?? Infinity;
    return (number) => (unit[number] as number) * UNITS + (price[number] as number);
  }
  const of = lens?.of ?? 0;
  const first = meant.length > 0;
  return (number, metres, tier, free) => {
    const lacks = lacking(number);
    const unreached = metres > (travel[number] as number) ? 1 : 0;
    const forSale = first && community[number] === 1 && lacks === 0 && unreached === 0 ? 0 : 1;
    const partly = (lens ? free < of : later.size > 0 && later.has(id(number))) ? 1 : 0;
    return (((lacks * 2 + forSale) * 2 + partly) * 2 + tier) * 2 + unreached;
  };
}
