/**
 * Makes the rows of made-up listings from their JSON ($1), in a table that goes when they are approved too.
 * @param past the rules, by which a listing is a draft before it is live
 */
export const statements = (past: boolean): readonly string[] => [
  `CREATE TEMPORARY TABLE made_up AS
   SELECT r.*, new_id() AS listing_id, new_id() AS member_id, new_id() AS party_id
   FROM json_to_recordset($1) AS r (number integer, council_id uuid, kind text, name text, summary text, latitude float8,
     longitude float8, "travelKm" integer, gender text, languages text[], needs text[], services text[],
     "ratePence" integer, accredited boolean, outcode text, district text)`,
  `INSERT INTO person (id, council_id, name) SELECT party_id, council_id, name FROM made_up WHERE kind = 'pa'`,
  `INSERT INTO organisation (id, council_id, name) SELECT party_id, council_id, name FROM made_up WHERE kind = 'provider'`,
  `INSERT INTO member (id, council_id, kind, person_id, organisation_id)
   SELECT member_id, council_id, CASE kind WHEN 'pa' THEN 'pa' ELSE 'business' END,
          CASE kind WHEN 'pa' THEN party_id END, CASE kind WHEN 'provider' THEN party_id END FROM made_up`,
  `INSERT INTO listing (id, council_id, member_id, person_id, organisation_id, kind, state, name, summary, outcode, district,
     latitude, longitude, public_latitude, public_longitude, travel_km, gender, languages, needs)
   SELECT listing_id, council_id, member_id, CASE kind WHEN 'pa' THEN party_id END,
          CASE kind WHEN 'provider' THEN party_id END, kind, '${past ? 'live' : 'draft'}', name, summary, outcode, district, latitude, longitude,
          floor(latitude / 0.01) * 0.01 + 0.005, floor(longitude / 0.016) * 0.016 + 0.008, "travelKm", gender,
          languages, needs
   FROM made_up`,
  ...(past ? [] : [`UPDATE listing SET state = 'live' FROM made_up WHERE listing.id = listing_id`]),
  `INSERT INTO listing_service (listing_id, service_id, council_id)
   SELECT listing_id, s.id, made_up.council_id FROM made_up
   JOIN service s ON s.code = ANY (services) AND s.council_id IS NULL`,
  `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
   SELECT council_id, listing_id, band, 'hour', "ratePence" + more, '2025-04-01'
   FROM made_up CROSS JOIN (VALUES ('weekday', 0), ('weekend', 300)) AS bands (band, more)`,
  `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on)
   SELECT council_id, listing_id, (number + day) % 5 + 1, '09:00', CASE number % 3 WHEN 0 THEN '13:00'::time ELSE '17:00' END, '2025-04-01'
   FROM made_up CROSS JOIN generate_series(0, 2) AS day`,
];

/** What they fill, with what approvals do. */
export const FILLED = [
  'person',
  'organisation',
  'member',
  'listing',
  'listing_service',
  'rate',
  'availability_pattern',
  'application',
  'evidence',
  'decision',
] as const;
