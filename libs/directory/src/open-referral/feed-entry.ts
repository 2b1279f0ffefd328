import type {Day} from '@app/kernel';

/** What the feed says of a provider, or of what is not for sale: all of it is public already. */
export interface FeedEntry {
  id: string;
  kind: 'provider' | 'community';
  councilName: string;
  name: string;
  summary: string;
  about: string;
  services: {code: string; name: string; description: string}[];
  languages: string[];
  latitude: number;
  longitude: number;
  reachKm: number;
  outcode: string;
  district: string | null;
  changedAt: Date;
  /** Of a provider. */
  rates: {band: string; unit: string; ratePence: number; startsOn: Day; endsOn: Day | null}[];
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
  cqcProviderId: string | null;
  /** Of what is not for sale. */
  times: string;
  place: string;
  postcode: string | null;
  cost: string;
  phone: string | null;
  email: string | null;
  website: string | null;
  checkedWhat: string | null;
}

/** A PA is one person at work: open data is for organisations and groups, so none of them is in it. */
export const ENTRIES = `
  SELECT id, 'provider' AS kind, council_name AS "councilName", name, summary, about, services, languages,
         public_latitude AS latitude, public_longitude AS longitude, travel_km AS "reachKm", outcode, district,
         changed_at AS "changedAt", rates, accredited, scheme, checked_on AS "checkedOn", CASE WHEN public_care_checked(id) IS NOT NULL THEN cqc_provider_id END AS "cqcProviderId",
         '' AS times, '' AS place, NULL AS postcode, '' AS cost, NULL AS phone, NULL AS email, NULL AS website,
         NULL AS "checkedWhat"
  FROM public_listing WHERE id = ANY ($1) AND kind = 'provider'
  UNION ALL
  SELECT id, 'community', council_name, name, summary, about, services, languages, latitude, longitude, reach_km, outcode,
         district, right_at, '[]'::json, false, NULL, checked_on, NULL, times, place, postcode, cost, phone, email, website,
         checked_what
  FROM public_community WHERE id = ANY ($1)`;
