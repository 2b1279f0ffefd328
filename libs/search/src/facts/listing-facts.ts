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
}

interface Database {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}

const FACTS = `
  SELECT id, council_id AS "councilId", kind, name, summary, about, district, latitude, longitude,
         travel_km AS "travelKm", gender, languages, needs, accredited, scheme,
         checked_on AS "checkedOn", listed_through AS "listedThrough", services, rates, pays, drives, taking_on AS "takingOn"
  FROM public_listing_facts($1, $2)`;

/** Those of some listings that anybody may see on this day, as the tables have it now, in no order. */
export function listingFacts(database: Database, ids: readonly string[], day: Day): Promise<ListingFacts[]> {
  return database.query<ListingFacts[]>(FACTS, [ids, day]);
}
