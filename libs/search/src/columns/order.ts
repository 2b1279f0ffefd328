import type {SearchQuery} from '../query/search-query.js';
import type {Lens} from '../times/lens.js';
import type {Ids} from './ids.js';
import type {NumberColumns} from './number-columns.js';

/** What the order of results is made from, of a listing by its seat. */
interface Ranked {
  columns: NumberColumns;
  ids: Ids;
  /** Of how much that the words mean they have nothing. */
  lacking: (seat: number) => number;
  lens: Lens | null;
}

/** Above any price. */
const UNITS = 2 ** 40;

/**
 * What comes before the distance in the order, in one number. In order of relevance: of how much that the words mean
 * they have nothing; whether it is for sale, or is not and answers the need where the person is; whether they could do
 * some of it only; how well the words match, 0 is best; whether they do not travel as far as where the person is.
 * @returns takes the seat, its metres, how well its words match, and how many visits they are free for
 */
export function rankOf(
  {sort, meant, later, costs}: SearchQuery,
  {columns, ids, lacking, lens}: Ranked,
): (seat: number, metres: number, tier: number, free: number) => number {
  if (sort === 'distance') return () => 0;
  const {travel, community, price, unit} = columns;
  const id = (seat: number) => ids.of(seat);
  if (sort === 'price') {
    const cost = lens?.cost ?? null;
    if (cost) return (seat) => cost(seat) ?? Infinity;
    if (costs) return (seat) => costs.get(id(seat)) ?? Infinity;
    return (seat) => (unit[seat] as number) * UNITS + (price[seat] as number);
  }
  const of = lens?.of ?? 0;
  const first = meant.length > 0;
  return (seat, metres, tier, free) => {
    const lacks = lacking(seat);
    const unreached = metres > (travel[seat] as number) ? 1 : 0;
    const forSale = first && community[seat] === 1 && lacks === 0 && unreached === 0 ? 0 : 1;
    const partly = (lens ? free < of : later.size > 0 && later.has(id(seat))) ? 1 : 0;
    return (((lacks * 2 + forSale) * 2 + partly) * 2 + tier) * 2 + unreached;
  };
}
