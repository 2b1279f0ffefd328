import type {Day} from '@app/kernel';
import type {Gender, Need, WayOfPaying} from '@app/listings';
import type {PublicCard} from '../document/public-card.js';

/** A listing as `public_listing_facts` tells it. */
export interface ListingFacts extends PublicCard {
  id: string;
  about: string;
  district: string | null;
  travelKm: number;
  gender: Gender | null;
  languages: string[];
  needs: Need[];
  listedThrough: Day | null;
  pays: WayOfPaying[];
  drives: boolean;
  /** They take on new people that day. */
  takingOn: boolean;
  /** Where they help. */
  where: string[];
}

interface Database {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}

const FACTS = `
  SELECT id, council_id AS "councilId", kind, name, summary, about, district, latitude, longitude,
         travel_km AS "travelKm", gender, languages, needs, accredited, scheme,
         checked_on AS "checkedOn", listed_through AS "listedThrough", services, rates, pays, drives, taking_on AS "takingOn",
         audience, places AS "where", inspected, picture
  FROM public_listing_facts($1, $2) JOIN listing_audiences($1) USING (id) JOIN public_listing_places($1) USING (id)
       JOIN public_listing_labels($1) USING (id)`;

/** What is not for sale has no rate, no standing and no last day. */
const COMMUNITY = `
  SELECT id, council_id AS "councilId", 'community' AS kind, name, summary, about, district, latitude, longitude,
         travel_km AS "travelKm", NULL AS gender, languages, needs, false AS accredited, NULL AS scheme,
         NULL AS "checkedOn", NULL AS "listedThrough", services, '[]'::json AS rates, '{}'::text[] AS pays, false AS drives,
         true AS "takingOn", '{}'::text[] AS "where", community, 'public' AS audience
  FROM public_community_facts($1)`;

/** Those of some listings that anybody may see on this day, as the tables have it now, in no order. */
export async function listingFacts(database: Database, ids: readonly string[], day: Day): Promise<ListingFacts[]> {
  const listings = await database.query<ListingFacts[]>(FACTS, [ids, day]);
  if (listings.length === ids.length) return listings;
  return [...listings, ...(await database.query<ListingFacts[]>(COMMUNITY, [ids]))];
}
