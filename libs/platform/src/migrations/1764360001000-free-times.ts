import {bankHoliday, type Day} from '@app/kernel';
import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Free times worked out where hours and visits are: for a profile, and for the next free times of a whole page of
 * results at once. Bank holidays count for who does not work on them, and the time it takes to travel between visits.
 */
export class FreeTimes1764360001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(HOLIDAYS);
    await query.query(`INSERT INTO bank_holiday (day, name) SELECT * FROM unnest($1::date[], $2::text[])`, [
      holidays.map(({day}) => day),
      holidays.map(({name}) => name),
    ]);
    for (const statement of [OPEN, BUSY, FREE_TIMES, NEXT_FREE]) await query.query(statement);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(
      `DROP FUNCTION public_next_free, public_listing_free_times, listing_busy, listing_open; DROP TABLE bank_holiday`,
    );
  }
}

const [FIRST_YEAR, LAST_YEAR] = [2020, 2040];

/** Every day of these years on which \`bankHoliday\` names one. */
const holidays: {day: Day; name: string}[] = [];
for (let at = Date.UTC(FIRST_YEAR, 0, 1); at < Date.UTC(LAST_YEAR + 1, 0, 1); at += 86_400_000) {
  const day = new Date(at).toISOString().slice(0, 10);
  const name = bankHoliday(day);
  if (name) holidays.push({day, name});
}

const HOLIDAYS = `
  CREATE TABLE bank_holiday (
    day date CONSTRAINT bank_holiday_pkey PRIMARY KEY,
    name text NOT NULL
  );
  GRANT SELECT ON bank_holiday TO alongside_app`;

/**
 * When some listings work between two instants: weekly hours, none on bank holidays for who does not work then, and
 * extra ones, less the times away. Each clock time of a day is turned into an instant once.
 */
const OPEN = `
  CREATE FUNCTION listing_open(listings uuid[], from_instant timestamptz, to_instant timestamptz)
  RETURNS TABLE (listing_id uuid, open tstzmultirange)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH days AS MATERIALIZED (
      SELECT d.day, d.weekday, h.day IS NOT NULL AS holiday FROM (
        SELECT day::date AS day, extract(isodow FROM day)::smallint AS weekday
        FROM generate_series((from_instant AT TIME ZONE 'Europe/London')::date::timestamp - interval '1 day',
                             (to_instant AT TIME ZONE 'Europe/London')::date::timestamp, interval '1 day') day) d
      LEFT JOIN bank_holiday h ON h.day = d.day
    ), hours AS MATERIALIZED (
      SELECT p.listing_id, d.day, p.from_time, p.to_time, true AS available
      FROM availability_pattern p JOIN listing l ON l.id = p.listing_id JOIN days d
        ON d.weekday = p.weekday AND p.starts_on <= d.day AND (p.ends_on IS NULL OR p.ends_on >= d.day)
       AND (l.bank_holidays OR NOT d.holiday)
      WHERE p.listing_id = ANY (listings)
      UNION ALL
      SELECT e.listing_id, d.day, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), e.available
      FROM availability_exception e JOIN days d ON d.day BETWEEN e.starts_on AND e.ends_on
      WHERE e.listing_id = ANY (listings)
    ), clocks AS MATERIALIZED (
      SELECT day, clock, london_instant(day, clock) AS instant FROM (
        SELECT day, from_time AS clock FROM hours UNION SELECT day, to_time FROM hours) each
    )
    SELECT h.listing_id,
           (coalesce(range_agg(tstzrange(o.instant, c.instant)) FILTER (WHERE h.available), '{}')
            - coalesce(range_agg(tstzrange(o.instant, c.instant)) FILTER (WHERE NOT h.available), '{}'))
           * tstzmultirange(tstzrange(from_instant, to_instant))
    FROM hours h JOIN clocks o ON o.day = h.day AND o.clock = h.from_time
                 JOIN clocks c ON c.day = h.day AND c.clock = h.to_time
    GROUP BY h.listing_id
  $$;
  REVOKE EXECUTE ON FUNCTION listing_open FROM PUBLIC`;

/**
 * When some listings have no room: as many visits as there is room for, each with the time to travel before and after.
 * The longest such time is three hours, so visits are looked for that far around.
 */
const BUSY = `
  CREATE FUNCTION listing_busy(listings uuid[], from_instant timestamptz, to_instant timestamptz)
  RETURNS TABLE (listing_id uuid, busy tstzmultirange)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH taken AS MATERIALIZED (
      SELECT l.id, l.capacity, v.starts_at - b.buffer AS starts_at, v.ends_at + b.buffer AS ends_at
      FROM listing l CROSS JOIN LATERAL (SELECT make_interval(mins => l.buffer_minutes) AS buffer) b
      JOIN visit v ON v.worker_id = coalesce(l.person_id, l.id)
       AND v.state IN ('requested', 'accepted', 'recorded', 'approved')
       AND tstzrange(v.starts_at, v.ends_at) && tstzrange(from_instant - interval '3 hours', to_instant + interval '3 hours')
      WHERE l.id = ANY (listings)
    ), edges AS (
      SELECT id, capacity, at, sum(change) AS change FROM (
        SELECT id, capacity, starts_at AS at, 1 AS change FROM taken
        UNION ALL SELECT id, capacity, ends_at, -1 FROM taken) each
      GROUP BY id, capacity, at
    ), stretches AS (
      SELECT id, capacity, at, lead(at) OVER ordered AS until, sum(change) OVER ordered AS beside
      FROM edges WINDOW ordered AS (PARTITION BY id ORDER BY at)
    )
    SELECT id, range_agg(tstzrange(at, until)) FROM stretches WHERE beside >= capacity GROUP BY id
  $$;
  REVOKE EXECUTE ON FUNCTION listing_busy FROM PUBLIC`;

/** The free times of some live listings between two instants, in order: public, as they stand on their pages. */
const FREE_TIMES = `
  CREATE FUNCTION public_listing_free_times(listings uuid[], from_instant timestamptz, to_instant timestamptz)
  RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, lower(span), upper(span)
    FROM listing l
    JOIN listing_open(listings, from_instant, to_instant) o ON o.listing_id = l.id
    LEFT JOIN listing_busy(listings, from_instant, to_instant) b ON b.listing_id = l.id
    CROSS JOIN LATERAL unnest(o.open - coalesce(b.busy, '{}')) span
    WHERE l.id = ANY (listings) AND l.state = 'live'
    ORDER BY l.id, lower(span)
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_free_times FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_free_times TO alongside_app`;

/** The first few of them for each, of those that are long enough for a visit. */
const NEXT_FREE = `
  CREATE FUNCTION public_next_free(listings uuid[], from_instant timestamptz, to_instant timestamptz, most integer)
  RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, starts_at, ends_at FROM (
      SELECT f.*, row_number() OVER (PARTITION BY f.id ORDER BY f.starts_at) AS place
      FROM public_listing_free_times(listings, from_instant, to_instant) f JOIN listing l ON l.id = f.id
      WHERE f.ends_at - f.starts_at >= make_interval(mins => coalesce(l.minimum_minutes, 30))
    ) each WHERE place <= most ORDER BY id, starts_at
  $$;
  REVOKE EXECUTE ON FUNCTION public_next_free FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_next_free TO alongside_app`;

const VISITS = 'public_listing_free_visits(uuid[], timestamptz[], timestamptz[])';
const ONE = 'public_listing_free(uuid[], timestamptz, timestamptz)';

/** Who is found to be free for some times is held to the same: function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  [
    VISITS,
    `WHERE p.listing_id = ANY (listings)
      UNION ALL`,
    `WHERE p.listing_id = ANY (listings) AND NOT EXISTS (
        SELECT FROM listing l JOIN bank_holiday b ON b.day = d.day WHERE l.id = p.listing_id AND NOT l.bank_holidays)
      UNION ALL`,
  ],
  [
    VISITS,
    `SELECT a.id, w.f FROM asked a
      JOIN visit v ON v.worker_id = a.worker_id AND v.state IN ('requested', 'accepted', 'recorded', 'approved')
       AND tstzrange(v.starts_at, v.ends_at) && tstzrange((SELECT min(f) FROM times), (SELECT max(t) FROM times))
      JOIN times w ON w.span && tstzrange(v.starts_at, v.ends_at)
      WHERE a.capacity <= (
        SELECT count(*) FROM visit beside
        WHERE beside.worker_id = a.worker_id AND beside.state IN ('requested', 'accepted', 'recorded', 'approved')
          AND tstzrange(beside.starts_at, beside.ends_at) @> greatest(v.starts_at, w.f))`,
    `SELECT b.listing_id AS id, w.f, w.span
      FROM listing_busy(listings, (SELECT min(f) FROM times), (SELECT max(t) FROM times)) b JOIN times w ON b.busy && w.span`,
  ],
  [
    VISITS,
    `SELECT DISTINCT id, f FROM busy) b ON b.id = a.id AND b.f = w.f`,
    `SELECT DISTINCT id, span FROM busy) b ON b.id = a.id AND b.span = w.span`,
  ],
  [
    ONE,
    `WHERE p.listing_id = ANY (listings)
        UNION ALL`,
    `WHERE p.listing_id = ANY (listings) AND NOT EXISTS (
          SELECT FROM listing l JOIN bank_holiday b ON b.day = d.day WHERE l.id = p.listing_id AND NOT l.bank_holidays)
        UNION ALL`,
  ],
  [
    ONE,
    `SELECT FROM visit v
        WHERE v.worker_id = a.worker_id AND v.state IN ('requested', 'accepted', 'recorded', 'approved')
          AND tstzrange(v.starts_at, v.ends_at) && tstzrange(from_instant, to_instant)
          AND a.capacity <= (
            SELECT count(*) FROM visit beside
            WHERE beside.worker_id = a.worker_id AND beside.state IN ('requested', 'accepted', 'recorded', 'approved')
              AND tstzrange(beside.starts_at, beside.ends_at) @> greatest(v.starts_at, from_instant))`,
    `SELECT FROM listing_busy(listings, from_instant, to_instant) b
        WHERE b.listing_id = a.id AND b.busy && tstzrange(from_instant, to_instant)`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
