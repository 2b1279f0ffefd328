import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What is not for sale: groups, clubs, preventive services, peer supporters and advocates. They have no rate and take
 * no bookings, so they are no listings of the register; search shows them beside those.
 */
export class Community1764370000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(
      `INSERT INTO service (code, name, description) SELECT code, name, description
       FROM unnest($1::text[], $2::text[], $3::text[]) AS given (code, name, description)`,
      [0, 1, 2].map((column) => SERVICES.map((service) => service[column])),
    );
    for (const sql of [TABLE, KEY, VIEW, FACTS, LIVE, ...MARKS]) await query.query(sql);
    await query.query(`SELECT state_machine('community_listing', '${STEPS}')`);
    await query.query(
      `INSERT INTO search_term (meaning, about, words, starts_on, source)
       SELECT meaning, about, string_to_array(words, ', '), '2020-01-01', $2
       FROM jsonb_to_recordset($1) AS given (meaning text, about text, words text)`,
      [JSON.stringify(TERMS), SOURCE],
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DELETE FROM search_term WHERE source = $1`, [SOURCE]);
    for (const trigger of ['search_term_community_stale', 'search_term_community_stale_end']) {
      await query.query(`DROP TRIGGER ${trigger} ON search_term`);
    }
    await query.query(`DROP TRIGGER service_community_stale ON service`);
    await query.query(`DROP FUNCTION public_community_facts, live_community`);
    await query.query(`DROP VIEW public_community`);
    await query.query(`DROP TABLE community_key, community_listing`);
    await query.query(
      `DROP FUNCTION mark_stale_by_community, mark_stale_community, community_by_key, community_moderated`,
    );
    await query.query(`DELETE FROM state_transition WHERE machine = 'community_listing'`);
    await query.query(`DELETE FROM service WHERE council_id IS NULL AND code = ANY ($1)`, [
      SERVICES.map(([code]) => code),
    ]);
  }
}

const SERVICES: readonly [string, string, string][] = [
  ['groups', 'Groups and clubs', 'People who meet regularly: lunch clubs, coffee mornings, crafts, sport, music.'],
  ['peer_support', 'Peer support', 'Somebody who has been through it themselves, or a group of them.'],
  ['advocacy', 'Advocacy', 'Somebody independent who helps you to say what you want, or says it for you.'],
  ['telecare', 'Telecare and alarms', 'Alarms and sensors that call for help, and people who answer.'],
  ['information', 'Information and advice', 'Somebody who tells you what there is, and whom to ask.'],
];

const SOURCE = 'What people call groups, advocates and alarms; the council adds its own';
const TERMS = [
  {meaning: 'same', words: 'peer support, peer supporter, self help group, lived experience'},
  {meaning: 'same', words: 'advocacy, advocate, independent advocate, speak up for me, somebody to speak for me'},
  {meaning: 'same', words: 'telecare, pendant alarm, personal alarm, falls alarm, lifeline alarm'},
  {meaning: 'same', words: 'memory cafe, dementia cafe, memory café, dementia café'},
  {meaning: 'finds', about: 'service:peer_support', words: 'peer support, peers'},
  {meaning: 'finds', about: 'service:advocacy', words: 'advocacy, imca'},
  {meaning: 'finds', about: 'service:telecare', words: 'telecare, alarm, pendant, sensors'},
  {meaning: 'finds', about: 'service:groups', words: 'club, clubs, lunch club, coffee morning, social club'},
  {meaning: 'finds', about: 'service:information', words: 'information, signposting'},
];

const STEPS = `{draft > live, draft > waiting, draft > archived, waiting > live, waiting > refused, waiting > archived,
  refused > waiting, refused > archived, live > resting, resting > live, live > archived, resting > archived,
  archived > draft}`;

const TABLE = `
  CREATE TABLE community_listing (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT community_listing_council_id_fkey REFERENCES council (id),
    sort text NOT NULL CONSTRAINT community_listing_sort_check
      CHECK (sort IN ('group', 'club', 'preventive', 'peer_support', 'advocacy')),
    state text NOT NULL DEFAULT 'draft' CONSTRAINT community_listing_state_check
      CHECK (state IN ('draft', 'waiting', 'live', 'resting', 'refused', 'archived')),
    name text NOT NULL CONSTRAINT community_listing_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 120),
    summary text NOT NULL DEFAULT '' CONSTRAINT community_listing_summary_check CHECK (length(summary) <= 300),
    about text NOT NULL DEFAULT '' CONSTRAINT community_listing_about_check CHECK (length(about) <= 4000),
    services text[] NOT NULL DEFAULT '{}' CONSTRAINT community_listing_services_check CHECK (cardinality(services) <= 20),
    needs text[] NOT NULL DEFAULT '{}' CONSTRAINT community_listing_needs_check CHECK (needs <@ '{dementia, autism,
      learning_disability, physical, sensory, mental_health, end_of_life}'::text[]),
    languages text[] NOT NULL DEFAULT '{}' CONSTRAINT community_listing_languages_check CHECK (cardinality(languages) <= 20),
    times text NOT NULL DEFAULT '' CONSTRAINT community_listing_times_check CHECK (length(times) <= 500),
    place text NOT NULL DEFAULT '' CONSTRAINT community_listing_place_check CHECK (length(place) <= 300),
    how_to_join text NOT NULL DEFAULT '' CONSTRAINT community_listing_how_to_join_check CHECK (length(how_to_join) <= 1000),
    cost text NOT NULL DEFAULT '' CONSTRAINT community_listing_cost_check CHECK (length(cost) <= 200),
    postcode text CONSTRAINT community_listing_postcode_check CHECK (length(postcode) <= 8),
    outcode text CONSTRAINT community_listing_outcode_check CHECK (outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
    district text,
    latitude double precision CONSTRAINT community_listing_latitude_check CHECK (latitude BETWEEN 49 AND 61.5),
    longitude double precision CONSTRAINT community_listing_longitude_check CHECK (longitude BETWEEN -9 AND 2.5),
    reach_km integer NOT NULL DEFAULT 15 CONSTRAINT community_listing_reach_km_check CHECK (reach_km BETWEEN 1 AND 100),
    phone text CONSTRAINT community_listing_phone_check CHECK (length(phone) <= 30),
    email text CONSTRAINT community_listing_email_check CHECK (length(email) <= 200),
    website text CONSTRAINT community_listing_website_check CHECK (website ~ '^https?://' AND length(website) <= 300),
    contact_consent_on date,
    checked_what text CONSTRAINT community_listing_checked_what_check CHECK (length(btrim(checked_what)) BETWEEN 1 AND 300),
    checked_on date,
    checked_by uuid CONSTRAINT community_listing_checked_by_fkey REFERENCES person (id),
    source text NOT NULL CONSTRAINT community_listing_source_check CHECK (source IN ('council', 'public', 'feed')),
    sent_by_name text CONSTRAINT community_listing_sent_by_name_check CHECK (length(sent_by_name) <= 200),
    sent_by_email text CONSTRAINT community_listing_sent_by_email_check CHECK (length(sent_by_email) <= 200),
    recorded_by uuid CONSTRAINT community_listing_recorded_by_fkey REFERENCES person (id),
    claimed_at timestamptz,
    claimed_how text CONSTRAINT community_listing_claimed_how_check CHECK (claimed_how IN ('email', 'phone', 'met', 'letter')),
    proposed jsonb,
    reason text CONSTRAINT community_listing_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,
    asked_at timestamptz,
    CONSTRAINT community_listing_position_check CHECK (num_nulls(outcode, latitude, longitude) IN (0, 3)),
    CONSTRAINT community_listing_checked_check CHECK (num_nulls(checked_what, checked_on, checked_by) IN (0, 3)),
    CONSTRAINT community_listing_claimed_check CHECK ((claimed_at IS NULL) = (claimed_how IS NULL)),
    CONSTRAINT community_listing_complete_check CHECK (state <> 'live' OR (btrim(summary) <> '' AND latitude IS NOT NULL
      AND cardinality(services) > 0 AND btrim(times || how_to_join) <> '')),
    CONSTRAINT community_listing_consent_check CHECK (state <> 'live' OR contact_consent_on IS NOT NULL
      OR num_nonnulls(phone, email, website) = 0)
  );
  SELECT tenant_table('community_listing', 'SELECT, INSERT, UPDATE (sort, state, name, summary, about, services, needs,
    languages, times, place, how_to_join, cost, postcode, outcode, district, latitude, longitude, reach_km, phone, email,
    website, contact_consent_on, checked_what, checked_on, checked_by, sent_by_name, sent_by_email, claimed_at,
    claimed_how, proposed, reason, changed_at, confirmed_at, asked_at)');
  CREATE INDEX community_listing_council_id_state_idx ON community_listing (council_id, state);
  CREATE INDEX community_listing_recorded_by_idx ON community_listing (recorded_by);
  CREATE INDEX community_listing_checked_by_idx ON community_listing (checked_by);

  CREATE FUNCTION community_moderated() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state NOT IN ('draft', 'waiting') THEN
      RAISE EXCEPTION 'what is not for sale starts as a draft, or waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'state_transition';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER starts_hidden BEFORE INSERT ON community_listing FOR EACH ROW EXECUTE FUNCTION community_moderated()`;

/** Lets whoever was written to change an entry without an account: kept as a hash, so that the database opens nothing. */
const KEY = `
  CREATE TABLE community_key (
    token_hash bytea CONSTRAINT community_key_pkey PRIMARY KEY,
    council_id uuid NOT NULL CONSTRAINT community_key_council_id_fkey REFERENCES council (id),
    community_listing_id uuid NOT NULL CONSTRAINT community_key_community_listing_id_fkey REFERENCES community_listing (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT community_key_expires_at_check CHECK (expires_at > made_at)
  );
  SELECT tenant_table('community_key', 'SELECT, INSERT, DELETE');
  CREATE INDEX community_key_community_listing_id_idx ON community_key (community_listing_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON community_key
    FOR EACH ROW EXECUTE FUNCTION same_council('community_listing_id', 'community_listing');

  CREATE FUNCTION community_by_key(hash bytea) RETURNS TABLE (id uuid, council_id uuid, expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT community_listing_id, council_id, expires_at FROM community_key WHERE token_hash = hash
  $$;
  REVOKE EXECUTE ON FUNCTION community_by_key FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION community_by_key TO alongside_app`;

const NAMES = `(SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name, 'description', v.description) ORDER BY v.code), '[]')
    FROM (SELECT DISTINCT ON (s.code) s.code, s.name, s.description FROM service s
          WHERE s.code = ANY (c.services) AND (s.council_id IS NULL OR s.council_id = c.council_id)
          ORDER BY s.code, s.council_id NULLS LAST) v)`;

/** What anybody may see: how to reach them only where they have said that it may stand there. */
const VIEW = `
  CREATE VIEW public_community WITH (security_barrier) AS
    SELECT c.id, c.council_id, k.name AS council_name, c.sort, c.name, c.summary, c.about, c.needs, c.languages, c.times,
           c.place, c.how_to_join, c.cost, c.postcode, c.outcode, c.district, c.latitude, c.longitude, c.reach_km,
           CASE WHEN c.contact_consent_on IS NOT NULL THEN c.phone END AS phone,
           CASE WHEN c.contact_consent_on IS NOT NULL THEN c.email END AS email,
           CASE WHEN c.contact_consent_on IS NOT NULL THEN c.website END AS website,
           c.checked_what, c.checked_on, c.changed_at, greatest(c.changed_at, c.confirmed_at) AS right_at,
           ${NAMES} AS services
    FROM community_listing c JOIN council k ON k.id = c.council_id WHERE c.state = 'live';
  GRANT SELECT ON public_community TO alongside_app`;

/** In the shape in which search reads listings. */
const FACTS = `
  CREATE FUNCTION public_community_facts(listings uuid[])
  RETURNS TABLE (id uuid, council_id uuid, name text, summary text, about text, district text, latitude double precision,
                 longitude double precision, travel_km integer, languages text[], needs text[], services json, community json)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.council_id, c.name, c.summary, concat_ws(' ', c.about, c.times, c.place), c.district, c.latitude,
           c.longitude, c.reach_km, c.languages, c.needs,
           (SELECT coalesce(json_agg(json_build_object('code', s ->> 'code', 'name', s ->> 'name')), '[]')
            FROM json_array_elements(c.services) s),
           json_build_object('sort', c.sort, 'times', c.times, 'place', c.place, 'cost', c.cost,
                             'checkedWhat', c.checked_what, 'checkedOn', c.checked_on)
    FROM public_community c WHERE c.id = ANY (listings)
  $$;
  REVOKE EXECUTE ON FUNCTION public_community_facts FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_community_facts TO alongside_app`;

const LIVE = `
  CREATE FUNCTION live_community() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM community_listing WHERE state = 'live'
  $$;
  REVOKE EXECUTE ON FUNCTION live_community FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION live_community TO alongside_app`;

/** What was shown or is shown from now on is to be written anew; drafts are nobody's business. */
const MARKS = [
  `CREATE FUNCTION mark_stale_community() RETURNS trigger
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   BEGIN
     IF 'live' IN (NEW.state, OLD.state) THEN INSERT INTO search_stale (listing_id) VALUES (OLD.id); END IF;
     RETURN NULL;
   END $$;
   REVOKE EXECUTE ON FUNCTION mark_stale_community FROM PUBLIC;
   CREATE TRIGGER community_listing_search_stale AFTER UPDATE OR DELETE ON community_listing
     FOR EACH ROW EXECUTE FUNCTION mark_stale_community()`,
  `CREATE FUNCTION mark_stale_by_community() RETURNS trigger
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   BEGIN
     INSERT INTO search_stale (listing_id) SELECT c.id FROM community_listing c WHERE c.state = 'live' AND EXISTS (
       SELECT FROM changed x WHERE x.council_id IS NULL OR x.council_id = c.council_id);
     RETURN NULL;
   END $$;
   REVOKE EXECUTE ON FUNCTION mark_stale_by_community FROM PUBLIC;
   CREATE TRIGGER search_term_community_stale AFTER INSERT ON search_term REFERENCING NEW TABLE AS changed
     FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_community();
   CREATE TRIGGER search_term_community_stale_end AFTER UPDATE ON search_term REFERENCING NEW TABLE AS changed
     FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_community();
   CREATE TRIGGER service_community_stale AFTER UPDATE ON service REFERENCING NEW TABLE AS changed
     FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_community()`,
];
