import type {Day, Pence, TimeRange} from '@app/kernel';
import type {PlannedVisit} from './pattern.js';
import type {ListingPrices} from './prices.js';

/** What a question asks of times and money: only the database knows it, or who was told by it. */
export interface Timed {
  /** They must be free all of it. */
  available: TimeRange | null;
  /** The visits of a pattern, in order of time; none where no pattern was asked. */
  visits: readonly PlannedVisit[];
  /** They must be free for so many of them. */
  least: number;
  /** All visits together must cost no more. */
  mostPence: Pence | null;
  /** In order of what all visits together cost. */
  byCost: boolean;
  /** The days that the prices of a page are wanted for; null where none are. */
  days: {from: Day; to: Day} | null;
}

/** What a listing asks; listings that ask the same may share one. */
export type Asking = Omit<ListingPrices, 'id'>;
