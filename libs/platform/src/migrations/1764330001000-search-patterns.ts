import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What a search for a weekly pattern asks: how many of its visits each could make, and at what rates. */
export class SearchPatterns1764330001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [FREE_VISITS, PRICES, BANDS]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION public_rate_bands, public_listing_prices, public_listing_free_visits`);
  }
}

/**
 * Of some times, how many each of some live listings is free for, the whole of each: as \`public_listing_free\` says it
 * of one. Those free for none are left out. An instant of London's clock is worked out once for a day and time.
 */
const FREE_VISITS = `
  CREATE FUNCTION public_listing_free_visits(listings uuid[], from_instants timestamptz[], to_instants timestamptz[])
  RETURNS TABLE (id uuid, free integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
      SELECT l.id, coalesce(l.person_id, l.id) AS worker_id, l.capacity FROM listing l
      WHERE l.id = ANY (listings) AND l.state = 'live'
    ), times AS MATERIALIZED (
      SELECT f, t, tstzrange(f, t) AS span FROM unnest(from_instants, to_instants) AS w (f, t)
    ), days AS MATERIALIZED (
      SELECT DISTINCT day::date AS day, extract(isodow FROM day)::smallint AS weekday
      FROM times, generate_series((f AT TIME ZONE 'Europe/London')::date - 1,
                                  (t AT TIME ZONE 'Europe/London')::date, interval '1 day') day
    ), hours AS MATERIALIZED (
      SELECT p.listing_id, d.day, p.from_time, p.to_time, true AS available
      FROM availability_pattern p JOIN days d
        ON d.weekday = p.weekday AND p.starts_on <= d.day AND (p.ends_on IS NULL OR p.ends_on >= d.day)
      WHERE p.listing_id = ANY (listings)
      UNION ALL
      SELECT e.listing_id, d.day, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), e.available
      FROM availability_exception e JOIN days d ON d.day BETWEEN e.starts_on AND e.ends_on
      WHERE e.listing_id = ANY (listings)
    ), clocks AS MATERIALIZED (
      SELECT day, clock, london_instant(day, clock) AS instant FROM (
        SELECT day, from_time AS clock FROM hours UNION SELECT day, to_time FROM hours) each
    ), spans AS (
      SELECT h.listing_id, h.available, tstzrange(o.instant, c.instant) AS span
      FROM hours h JOIN clocks o ON o.day = h.day AND o.clock = h.from_time
                   JOIN clocks c ON c.day = h.day AND c.clock = h.to_time
      WHERE o.instant < c.instant
    ), opened AS (
      SELECT listing_id, range_agg(span) FILTER (WHERE available) AS open,
             range_agg(span) FILTER (WHERE NOT available) AS away
      FROM spans GROUP BY listing_id
    ), busy AS (
      SELECT a.id, w.f FROM asked a
      JOIN visit v ON v.worker_id = a.worker_id AND v.state IN ('requested', 'accepted', 'recorded', 'approved')
       AND tstzrange(v.starts_at, v.ends_at) && tstzrange((SELECT min(f) FROM times), (SELECT max(t) FROM times))
      JOIN times w ON w.span && tstzrange(v.starts_at, v.ends_at)
      WHERE a.capacity <= (
        SELECT count(*) FROM visit beside
        WHERE beside.worker_id = a.worker_id AND beside.state IN ('requested', 'accepted', 'recorded', 'approved')
          AND tstzrange(beside.starts_at, beside.ends_at) @> greatest(v.starts_at, w.f))
    )
    SELECT a.id, count(*)::integer
    FROM asked a JOIN opened o ON o.listing_id = a.id
    JOIN times w ON o.open @> w.span AND NOT coalesce(o.away && w.span, false)
    LEFT JOIN (SELECT DISTINCT id, f FROM busy) b ON b.id = a.id AND b.f = w.f
    WHERE b.id IS NULL
    GROUP BY a.id
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_free_visits FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_free_visits TO alongside_app`;

/** The rates of some live listings that count on any day of these, and whose money they take: public, as on their pages. */
const PRICES = `
  CREATE FUNCTION public_listing_prices(listings uuid[], from_day date, to_day date)
  RETURNS TABLE (id uuid, council_id uuid, ways_of_paying text[], rates json)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, l.council_id, l.ways_of_paying,
           json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                    'startsOn', r.starts_on, 'endsOn', r.ends_on))
    FROM listing l JOIN rate r ON r.listing_id = l.id
    WHERE l.id = ANY (listings) AND l.state = 'live' AND r.starts_on <= to_day
      AND (r.ends_on IS NULL OR r.ends_on >= from_day)
    GROUP BY l.id
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_prices FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_prices TO alongside_app`;

/** Which hours councils count as evening or weekend: what a price on a public page is made with. */
const BANDS = `
  CREATE FUNCTION public_rate_bands(from_day date, to_day date)
  RETURNS TABLE (council_id uuid, band text, weekdays smallint[], from_time text, to_time text, starts_on date, ends_on date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT council_id, band, weekdays, left(from_time::text, 5), left(to_time::text, 5), starts_on, ends_on
    FROM rate_band_rule WHERE starts_on <= to_day AND (ends_on IS NULL OR ends_on >= from_day)
  $$;
  REVOKE EXECUTE ON FUNCTION public_rate_bands FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_rate_bands TO alongside_app`;
