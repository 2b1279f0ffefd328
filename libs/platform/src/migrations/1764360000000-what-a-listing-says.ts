import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * More of what a listing says, and to whom: everybody, people with a budget, or people who look for somebody with an
 * advert. What is for everybody stays in `public_listing`; `shown_listing` has the others too, with their audience.
 */
export class WhatAListingSays1764360000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(COLUMNS);
    await query.query(`DROP VIEW public_listing`);
    await query.query(
      `CREATE VIEW shown_listing WITH (security_barrier) AS ${profile(MORE)} WHERE l.state = 'live' AND s.listed`,
    );
    // As their owners see them before others do: under the rules of whoever asks.
    await query.query(
      `CREATE VIEW own_listing_profile WITH (security_invoker) AS ${profile(`${MORE}, l.state, s.listed`)}`,
    );
    await query.query(
      `CREATE VIEW public_listing WITH (security_barrier) AS SELECT * FROM shown_listing WHERE audience = 'public'`,
    );
    await query.query(`GRANT SELECT ON shown_listing, own_listing_profile, public_listing TO alongside_app`);
    await query.query(AUDIENCES_OF);
    await query.query(KNOWS);
    await query.query(FOUND_BY);
    await query.query(`ALTER TABLE search_document ADD COLUMN audience text NOT NULL DEFAULT 'public'`);
    await query.query(`UPDATE search_state SET true_on = NULL`); // every document is to be looked through
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE search_document DROP COLUMN audience`);
    await query.query(`DROP FUNCTION audiences_of, knows_listing, listing_audiences`);
    await query.query(`DROP VIEW public_listing, own_listing_profile, shown_listing`);
    await query.query(
      `CREATE VIEW public_listing WITH (security_barrier) AS ${profile('')} WHERE l.state = 'live' AND s.listed`,
    );
    await query.query(`GRANT SELECT ON public_listing TO alongside_app`);
    await query.query(`ALTER TABLE listing ${NAMES.map((name) => `DROP COLUMN ${name}`).join()}`);
  }
}

const NAMES = [
  ...['audience', 'interpreted', 'pets', 'smoking', 'business_insurance', 'districts', 'online', 'at_theirs'],
  ...['buffer_minutes', 'minimum_minutes', 'bank_holidays', 'notice_hours', 'late_cancellation_bp'],
];

const COLUMNS = `
  ALTER TABLE listing
    ADD COLUMN audience text NOT NULL DEFAULT 'public'
      CONSTRAINT listing_audience_check CHECK (audience IN ('public', 'budget', 'advert')),
    ADD COLUMN interpreted text[] NOT NULL DEFAULT '{}'
      CONSTRAINT listing_interpreted_check CHECK (cardinality(interpreted) <= 20),
    ADD COLUMN pets boolean,
    ADD COLUMN smoking boolean,
    ADD COLUMN business_insurance boolean NOT NULL DEFAULT false
      CONSTRAINT listing_business_insurance_check CHECK (drives OR NOT business_insurance),
    ADD COLUMN districts text[] NOT NULL DEFAULT '{}'
      CONSTRAINT listing_districts_check CHECK (cardinality(districts) <= 20),
    ADD COLUMN online boolean NOT NULL DEFAULT false,
    ADD COLUMN at_theirs boolean NOT NULL DEFAULT false,
    ADD COLUMN buffer_minutes integer NOT NULL DEFAULT 0
      CONSTRAINT listing_buffer_minutes_check CHECK (buffer_minutes BETWEEN 0 AND 180),
    ADD COLUMN minimum_minutes integer
      CONSTRAINT listing_minimum_minutes_check CHECK (minimum_minutes BETWEEN 15 AND 720),
    ADD COLUMN bank_holidays boolean NOT NULL DEFAULT true,
    ADD COLUMN notice_hours integer CONSTRAINT listing_notice_hours_check CHECK (notice_hours BETWEEN 0 AND 720),
    ADD COLUMN late_cancellation_bp integer
      CONSTRAINT listing_late_cancellation_bp_check CHECK (late_cancellation_bp BETWEEN 0 AND 10000),
    ADD CONSTRAINT listing_terms_check CHECK (num_nulls(notice_hours, late_cancellation_bp) IN (0, 2));
  GRANT UPDATE (${NAMES.join(', ')}) ON listing TO alongside_app`;

const MORE = `, ${NAMES.map((name) => `l.${name}`).join(', ')}`;

/** Everything that others may know of a listing. LATERAL with OFFSET keeps the planner from working out everybody's standing. */
const profile = (more: string) => `
  SELECT l.id, l.council_id, c.name AS council_name, l.kind, l.name, l.summary, l.about, l.outcode, l.district,
         l.public_latitude, l.public_longitude, l.travel_km, l.gender, l.languages, l.needs, l.taking_on,
         l.taking_on_from, l.drives, l.ways_of_paying, l.cqc_provider_id, l.version, l.changed_at,
         s.accredited, s.scheme, s.checked_on, s.lapses_on,
         (SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name, 'description', v.description,
                   'regulated', v.regulated) ORDER BY v.name), '[]')
          FROM listing_service o JOIN service v ON v.id = o.service_id WHERE o.listing_id = l.id) AS services,
         (SELECT coalesce(json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                   'startsOn', r.starts_on, 'endsOn', r.ends_on) ORDER BY r.starts_on, r.band, r.unit), '[]')
          FROM rate r WHERE r.listing_id = l.id
            AND (r.ends_on IS NULL OR r.ends_on >= (now() AT TIME ZONE 'Europe/London')::date)) AS rates${more}
  FROM listing l
  JOIN council c ON c.id = l.council_id
  LEFT JOIN LATERAL (SELECT * FROM public_standing WHERE member_id = l.member_id OFFSET 0) s ON true`;

/**
 * Of which audiences somebody is: of everybody's, of those with a budget while a line of theirs runs, of those with an
 * advert while one is open. Asked inside their council.
 */
const AUDIENCES_OF = `
  CREATE FUNCTION audiences_of(person uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY['public'] || CASE WHEN EXISTS (
        SELECT FROM budget b JOIN budget_line l ON l.budget_id = b.id
        WHERE b.holder_id = person AND (l.ends_on IS NULL OR l.ends_on >= (now() AT TIME ZONE 'Europe/London')::date)
      ) THEN ARRAY['budget'] ELSE '{}' END || CASE WHEN EXISTS (
        SELECT FROM advert a WHERE a.holder_id = person AND a.state = 'open'
          AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date
      ) THEN ARRAY['advert'] ELSE '{}' END
  $$;
  REVOKE EXECUTE ON FUNCTION audiences_of FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audiences_of TO alongside_app`;

/** Who has agreed terms with somebody, booked them or written to them goes on seeing them, whomever else they show to. */
const KNOWS = `
  CREATE FUNCTION knows_listing(person uuid, listing uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM engagement e WHERE e.holder_id = person AND e.listing_id = listing)
        OR EXISTS (SELECT FROM booking b WHERE b.holder_id = person AND b.listing_id = listing)
        OR EXISTS (SELECT FROM conversation c WHERE c.holder_id = person AND c.listing_id = listing)
  $$;
  REVOKE EXECUTE ON FUNCTION knows_listing FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION knows_listing TO alongside_app`;

/** For the projection: whose the documents of some listings are to be found by. */
const FOUND_BY = `
  CREATE FUNCTION listing_audiences(listings uuid[]) RETURNS TABLE (id uuid, audience text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, audience FROM listing WHERE id = ANY (listings) AND state = 'live'
  $$;
  REVOKE EXECUTE ON FUNCTION listing_audiences FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION listing_audiences TO alongside_app`;
