import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What search answers from: a projection of what is public, made again from the public functions at any time. It holds
 * nothing else, so it belongs to no council and everybody's questions may read it.
 */
export class Search1764001000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    const functions = [FACTS, LISTINGS_OF, LONDON_INSTANT, FREE];
    for (const statement of [DOCUMENT, WORD, STATE, STALE, ...markStatements(), INDEX, ...functions]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(
      `DROP FUNCTION public_listing_free, london_instant, live_listings, listings_of, public_listing_facts`,
    );
    for (const subject of Object.keys(MARKS)) await query.query(`DROP FUNCTION mark_stale_by_${subject} CASCADE`);
    await query.query(`DROP TABLE search_index, search_stale, search_state, search_word, search_document`);
  }
}

const DOCUMENT = `
  CREATE TABLE search_document (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    listed boolean NOT NULL,
    revision bigint NOT NULL,
    words_revision bigint NOT NULL,
    kind text NOT NULL,
    gender text,
    services text[] NOT NULL,
    needs text[] NOT NULL,
    languages text[] NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    cell integer NOT NULL,
    area integer NOT NULL,
    travel_km integer NOT NULL,
    rate_pence integer,
    rate_unit text,
    accredited boolean NOT NULL,
    listed_through date,
    card jsonb NOT NULL,
    words tsvector NOT NULL
  );
  CREATE UNIQUE INDEX search_document_id_key ON search_document (id);
  CREATE INDEX search_document_revision_idx ON search_document (revision);
  CREATE INDEX search_document_words_revision_idx ON search_document (words_revision);
  CREATE INDEX search_document_cell_idx ON search_document (cell) WHERE listed;
  CREATE INDEX search_document_area_idx ON search_document (area) WHERE listed;
  CREATE INDEX search_document_council_id_idx ON search_document (council_id) WHERE listed;
  CREATE INDEX search_document_words_idx ON search_document USING gin (words) WHERE listed;
  GRANT SELECT, INSERT, UPDATE ON search_document TO alongside_app`;

const WORD = `
  CREATE TABLE search_word (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    word text COLLATE "C" NOT NULL
  );
  CREATE UNIQUE INDEX search_word_word_key ON search_word (word);
  GRANT SELECT, INSERT ON search_word TO alongside_app`;

/** Whoever writes the projection locks the one row, so that revisions commit in order and readers miss none. */
const STATE = `
  CREATE TABLE search_state (
    one boolean NOT NULL DEFAULT true CONSTRAINT search_state_pkey PRIMARY KEY CONSTRAINT search_state_one_check CHECK (one),
    revision bigint NOT NULL DEFAULT 0,
    words_version integer NOT NULL DEFAULT 0,
    true_on date
  );
  INSERT INTO search_state DEFAULT VALUES;
  GRANT SELECT, UPDATE ON search_state TO alongside_app`;

/**
 * Marks on listings of which something that anybody sees was changed, set by the database itself in the transaction
 * that changes it, whoever does; the projection takes them away when it has written the change. A document whose
 * listing bears none is what the tables say.
 */
const STALE = `
  CREATE TABLE search_stale (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    listing_id uuid NOT NULL
  );
  CREATE INDEX search_stale_listing_id_idx ON search_stale (listing_id);
  GRANT SELECT, DELETE ON search_stale TO alongside_app`;

/** Listings of those who applied under the terms of these versions of a scheme. */
const underTerms = (versions: string) => `
  SELECT l.id FROM (${versions}) v (id)
  JOIN application a ON a.scheme_version_id = v.id JOIN listing l ON l.member_id = a.member_id`;

/** What a changed row says of which listings, for every table that `public_listing_facts` reads. */
const MARKS: Record<string, {of: string; tables: string[]}> = {
  listing: {of: `SELECT id FROM changed`, tables: ['listing']},
  listing_part: {of: `SELECT listing_id FROM changed`, tables: ['listing_service', 'rate']},
  service: {
    of: `SELECT o.listing_id FROM changed c JOIN listing_service o ON o.service_id = c.id`,
    tables: ['service'],
  },
  member: {of: `SELECT l.id FROM changed c JOIN listing l ON l.member_id = c.id`, tables: ['member']},
  member_record: {
    of: `SELECT l.id FROM changed c JOIN listing l ON l.member_id = c.member_id`,
    tables: ['application', 'decision', 'evidence', 'evidence_void', 'suspension'],
  },
  requirement: {of: underTerms(`SELECT scheme_version_id FROM changed`), tables: ['requirement']},
  scheme_version: {of: underTerms(`SELECT id FROM changed`), tables: ['scheme_version']},
  scheme: {
    of: underTerms(`SELECT s.id FROM changed c JOIN scheme_version s ON s.scheme_id = c.id`),
    tables: ['scheme'],
  },
};

const EVENTS = {insert: 'NEW', update: 'NEW', delete: 'OLD'} as const;

function markStatements(): string[] {
  return Object.entries(MARKS).flatMap(([subject, {of, tables}]) => [
    `CREATE FUNCTION mark_stale_by_${subject}() RETURNS trigger
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
     BEGIN
       INSERT INTO search_stale (listing_id) SELECT DISTINCT of.id FROM (${of}) of (id);
       RETURN NULL;
     END $$;
     REVOKE EXECUTE ON FUNCTION mark_stale_by_${subject} FROM PUBLIC`,
    ...tables.flatMap((table) =>
      Object.entries(EVENTS).map(
        ([event, rows]) =>
          `CREATE TRIGGER ${table}_search_stale_${event} AFTER ${event.toUpperCase()} ON ${table}
           REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_${subject}()`,
      ),
    ),
  ]);
}

const INDEX = `
  CREATE TABLE search_index (
    uid text PRIMARY KEY CONSTRAINT search_index_uid_check CHECK (uid ~ '^[a-z0-9_]{1,100}$'),
    state text NOT NULL CONSTRAINT search_index_state_check CHECK (state IN ('building', 'current', 'retired')),
    revision bigint NOT NULL DEFAULT -1,
    recipe text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX search_index_current_idx ON search_index (state) WHERE state = 'current';
  CREATE UNIQUE INDEX search_index_building_idx ON search_index (state) WHERE state = 'building';
  GRANT SELECT, INSERT, UPDATE, DELETE ON search_index TO alongside_app`;

/**
 * Some listings as anybody may see them on a day, for those of them that are live and whose member is listed then.
 * The views of the same facts work out everybody's standing; this asks for the few that are named.
 */
const FACTS = `
  CREATE FUNCTION public_listing_facts(listings uuid[], on_day date)
  RETURNS TABLE (id uuid, council_id uuid, kind text, name text, summary text, about text, district text,
                 latitude double precision, longitude double precision, travel_km integer, gender text,
                 languages text[], needs text[], accredited boolean, scheme text,
                 checked_on date, listed_through date, services json, rates json)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  DECLARE
    members uuid[] := ARRAY(SELECT member_id FROM listing WHERE id = ANY (listings) AND state = 'live');
  BEGIN
    RETURN QUERY
      SELECT l.id, l.council_id, l.kind, l.name, l.summary, l.about, l.district, l.public_latitude, l.public_longitude,
             l.travel_km, l.gender, l.languages, l.needs, s.accredited, s.scheme,
             s.checked_on, s.lapses_on - 1,
             (SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name) ORDER BY v.code), '[]')
              FROM listing_service o JOIN service v ON v.id = o.service_id WHERE o.listing_id = l.id),
             (SELECT coalesce(json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                       'startsOn', r.starts_on, 'endsOn', r.ends_on) ORDER BY r.band, r.unit), '[]')
              FROM rate r WHERE r.listing_id = l.id AND r.starts_on <= on_day
                AND (r.ends_on IS NULL OR r.ends_on >= on_day))
      FROM member_standing(members, on_day) s
      JOIN listing l ON l.member_id = s.member_id
      WHERE s.listed AND l.state = 'live' AND l.id = ANY (listings);
  END $$;
  REVOKE EXECUTE ON FUNCTION public_listing_facts FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_facts TO alongside_app`;

/** Ids alone, whatever their council: what events are about (listings, or members of the register), and all that are live. */
const LISTINGS_OF = `
  CREATE FUNCTION listings_of(subjects uuid[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM listing WHERE id = ANY (subjects) UNION SELECT id FROM listing WHERE member_id = ANY (subjects)
  $$;
  REVOKE EXECUTE ON FUNCTION listings_of FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION listings_of TO alongside_app;

  CREATE FUNCTION live_listings() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM listing WHERE state = 'live'
  $$;
  REVOKE EXECUTE ON FUNCTION live_listings FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION live_listings TO alongside_app`;

/**
 * When London's clocks show this time on this day. A time that spring skips is the moment of the change, of one that
 * comes twice it is the first: as \`clockInstant\` of the listings has it.
 */
const LONDON_INSTANT = `
  CREATE FUNCTION london_instant(day date, clock time) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
      WHEN t AT TIME ZONE 'Europe/London' <> day + clock THEN (day + time '01:00') AT TIME ZONE 'UTC'
      WHEN (t - interval '1 hour') AT TIME ZONE 'Europe/London' = day + clock THEN t - interval '1 hour'
      ELSE t END
    FROM (SELECT (day + clock) AT TIME ZONE 'Europe/London' AS t) s
  $$`;

/**
 * Which of some live listings are free the whole of a time: open then by their weekly hours and extra ones, not away
 * for any part of it, and with room beside the visits they have. Public, as a listing's free times are.
 */
const FREE = `
  CREATE FUNCTION public_listing_free(listings uuid[], from_instant timestamptz, to_instant timestamptz)
  RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
      SELECT l.id, coalesce(l.person_id, l.id) AS worker_id, l.capacity FROM listing l
      WHERE l.id = ANY (listings) AND l.state = 'live'
    ), days AS MATERIALIZED (
      SELECT day::date AS day, extract(isodow FROM day)::smallint AS weekday
      FROM generate_series((from_instant AT TIME ZONE 'Europe/London')::date - 1,
                           (to_instant AT TIME ZONE 'Europe/London')::date, interval '1 day') day
    ), opened AS (
      SELECT listing_id, range_agg(tstzrange(opens, closes)) AS hours FROM (
        SELECT p.listing_id, london_instant(d.day, p.from_time) AS opens, london_instant(d.day, p.to_time) AS closes
        FROM days d JOIN availability_pattern p
          ON p.weekday = d.weekday AND p.starts_on <= d.day AND (p.ends_on IS NULL OR p.ends_on >= d.day)
        WHERE p.listing_id = ANY (listings)
        UNION ALL
        SELECT e.listing_id, london_instant(d.day, coalesce(e.from_time, '00:00')),
               london_instant(d.day, coalesce(e.to_time, '24:00'))
        FROM days d JOIN availability_exception e ON d.day BETWEEN e.starts_on AND e.ends_on
        WHERE e.available AND e.listing_id = ANY (listings)
      ) each WHERE opens < closes AND opens < to_instant AND closes > from_instant
      GROUP BY listing_id
    ), away AS (
      SELECT e.listing_id FROM days d JOIN availability_exception e ON d.day BETWEEN e.starts_on AND e.ends_on
      WHERE NOT e.available AND e.listing_id = ANY (listings)
        AND london_instant(d.day, coalesce(e.from_time, '00:00')) < to_instant
        AND london_instant(d.day, coalesce(e.to_time, '24:00')) > from_instant
    )
    SELECT a.id FROM asked a JOIN opened o ON o.listing_id = a.id
    WHERE o.hours @> tstzrange(from_instant, to_instant) AND a.id NOT IN (SELECT listing_id FROM away)
      AND NOT EXISTS (
        SELECT FROM visit v
        WHERE v.worker_id = a.worker_id AND v.state IN ('requested', 'accepted', 'recorded', 'approved')
          AND tstzrange(v.starts_at, v.ends_at) && tstzrange(from_instant, to_instant)
          AND a.capacity <= (
            SELECT count(*) FROM visit beside
            WHERE beside.worker_id = a.worker_id AND beside.state IN ('requested', 'accepted', 'recorded', 'approved')
              AND tstzrange(beside.starts_at, beside.ends_at) @> greatest(v.starts_at, from_instant)))
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_free FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_free TO alongside_app`;
