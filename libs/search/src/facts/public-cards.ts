import type {Day} from '@app/kernel';
import type {DataSource} from 'typeorm';
import type {PublicCard} from '../document/public-card.js';
import {listingFacts} from './listing-facts.js';
import {prepared} from './prepared.js';

interface Row {
  id: string;
  card: PublicCard;
  /** A change is not written to the document yet, or it was made for another day. */
  doubtful: boolean;
}

const CARDS = `
  SELECT d.id, d.card,
         s.true_on IS DISTINCT FROM $2::date OR EXISTS (SELECT FROM search_stale m WHERE m.listing_id = d.id) AS doubtful
  FROM search_document d CROSS JOIN search_state s
  WHERE d.id = ANY ($1::uuid[]) AND (d.listed OR EXISTS (SELECT FROM search_stale m WHERE m.listing_id = d.id))`;

/**
 * What anybody may see now of some listings. The documents say it, except of those whose listings the database has
 * marked as changed since: these are read from the tables, so that no answer is older than the last commit.
 * @returns none for a listing that is not live, or whose member is not listed that day
 */
export async function publicCards(
  dataSource: DataSource,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, PublicCard>> {
  if (ids.length === 0) return new Map();
  const rows = await prepared<Row>(dataSource, 'search_public_cards', CARDS, [ids, day]);
  const sure = rows.filter(({doubtful}) => !doubtful);
  const doubtful = rows.filter((row) => row.doubtful).map(({id}) => id);
  const read = doubtful.length > 0 ? await listingFacts(dataSource, doubtful, day) : [];
  return new Map([
    ...sure.map(({id, card}) => [id, card] as const),
    ...read.map((facts) => [facts.id, facts] as const),
  ]);
}
