import type {Day} from '@app/kernel';
import type {DatedRate, Gender, ListingKind, Need} from '@app/listings';

/** A listing as `public_listing_facts` tells it. */
export interface ListingFacts {
  id: string;
  councilId: string;
  kind: ListingKind;
  name: string;
  summary: string;
  about: string;
  district: string | null;
  latitude: number;
  longitude: number;
  travelKm: number;
  gender: Gender | null;
  languages: string[];
  needs: Need[];
  takingOn: string;
  version: number;
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
  listedThrough: Day | null;
  services: {code: string; name: string}[];
  /** In force on the day that was asked for. */
  rates: DatedRate[];
}

interface Database {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}

const FACTS = `
  SELECT id, council_id AS "councilId", kind, name, summary, about, district, latitude, longitude,
         travel_km AS "travelKm", gender, languages, needs, taking_on AS "takingOn", version, accredited, scheme,
         checked_on AS "checkedOn", listed_through AS "listedThrough", services, rates
  FROM public_listing_facts($1, $2)`;

/** Those of some listings that anybody may see on this day, as the tables have it now, in no order. */
export function listingFacts(database: Database, ids: readonly string[], day: Day): Promise<ListingFacts[]> {
  return database.query<ListingFacts[]>(FACTS, [ids, day]);
}
