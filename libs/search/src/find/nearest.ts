import type {Condition, Wider} from './wider.js';
import type {ListingCard} from './listing-card.js';

/** The same question with one condition less, and who answers it first. */
export interface Way extends Wider {
  items: readonly ListingCard[];
}

/** Somebody who answers all that was asked but this. */
export interface Nearest {
  without: Condition;
  card: ListingCard;
}

export const MOST_NEAREST = 3;

/** What is easiest to bend comes first: words that mean nothing we know of, then when and how far before who, and what it is about last. */
const BENDS: readonly Condition[] = [
  'other_words', 'pattern', 'time', 'reached', 'distance', 'max_rate', 'taking_on', 'drives', 'where', 'pays', 'gender', 'language', 'need',
  'kind', 'accredited', 'service', 'words',
]; // prettier-ignore

export function widest(ways: readonly Way[]): Wider[] {
  return ways
    .map(({without, total, words}) => ({without, total, ...(words && {words})}))
    .sort((a, b) => b.total - a.total);
}

/** The first few, each once. Who answers none of the words is left out as long as there is anybody else. */
export function nearest(ways: readonly Way[]): Nearest[] {
  const place = ({without}: Way) => (BENDS.includes(without) ? BENDS.indexOf(without) : BENDS.length);
  const found = new Map<string, Nearest>();
  for (const {without, items} of [...ways].sort((a, b) => place(a) - place(b))) {
    if (without === 'words' && found.size > 0) break;
    for (const card of items) if (!found.has(card.id)) found.set(card.id, {without, card});
  }
  return [...found.values()].slice(0, MOST_NEAREST);
}
