import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The same answers as before, also for a day of years ago in the time that today takes: evidence is read once, from
 * its index and in its order, for now and for all the versions that will take members over; what is missing is looked
 * for only where something is; and of what a version that takes over asks only that which was not asked in the same
 * way before.
 */
export class StandingOfAllInOnePass1764200000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(STANDING_OF_ALL);
  }

  /** What stands answers the same as what stood. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

/** Versions of the same scheme for the same kind of member that were on record. */
const sibling = (name: string) =>
  `FROM scheme_version ${name} WHERE ${name}.scheme_id = own.scheme_id AND ${name}.member_kind = own.member_kind
   AND ${name}.created_at <= known`;

/** The approval in force of each member, numbered by what it asks, and what of their evidence was withdrawn. */
const APPROVED = `
  -- Backwards through the index.
  decided AS MATERIALIZED (
    SELECT latest.member_id, latest.id AS decision_id, a.scheme_version_id AS approved_under, a.circumstances
    FROM (
      SELECT DISTINCT ON (d.member_id) d.member_id, d.id, d.application_id FROM decision d
      WHERE d.outcome IN ('approved', 'approved_with_conditions') AND d.effective_on <= on_day AND d.decided_at <= known
      ORDER BY d.member_id DESC, d.effective_on DESC, d.decided_at DESC, d.id DESC
    ) latest
    JOIN application a ON a.id = latest.application_id
  ),
  kinds AS MATERIALIZED (
    SELECT approved_under, circumstances, row_number() OVER ()::integer AS kind
    FROM decided GROUP BY approved_under, circumstances
  ),
  approved AS MATERIALIZED (
    SELECT d.member_id, d.decision_id, d.approved_under, k.kind, v.void
    FROM decided d
    JOIN kinds k ON k.approved_under = d.approved_under AND k.circumstances = d.circumstances
    LEFT JOIN (
      SELECT v.member_id, array_agg(v.evidence_id) AS void FROM evidence_void v
      WHERE v.voided_at <= known AND (v.ended_on IS NULL OR v.ended_on <= on_day)
      GROUP BY v.member_id
    ) v ON v.member_id = d.member_id
  )`;

/** What each version means for whoever was approved under it: now, and from each later one that takes over. */
const PERIODS = `
  periods AS MATERIALIZED (
    SELECT own.id AS approved_under, coalesce(taken.id, own.id) AS version_id, on_day AS from_day,
           (SELECT coalesce(min(v.members_from), 'infinity')
            ${sibling('v')} AND v.starts_on > coalesce(taken.starts_on, own.starts_on) AND v.members_from > on_day) AS until
    FROM scheme_version own
    LEFT JOIN LATERAL (
      SELECT v.id, v.starts_on ${sibling('v')} AND v.starts_on > own.starts_on AND v.members_from <= on_day
      ORDER BY v.starts_on DESC LIMIT 1
    ) taken ON true
    UNION ALL
    SELECT own.id, v.id, v.members_from,
           (SELECT coalesce(min(w.members_from), 'infinity')
            ${sibling('w')} AND w.starts_on > v.starts_on AND w.members_from > v.members_from)
    FROM scheme_version own CROSS JOIN LATERAL (SELECT v.* ${sibling('v')}) v
    WHERE v.starts_on > own.starts_on AND v.members_from > on_day
      AND NOT EXISTS (SELECT ${sibling('w')} AND w.starts_on > v.starts_on AND w.members_from <= v.members_from)
  )`;

/** What is asked in each period, place by place; those that evidence fills in the same way have the same number. */
const WANTS = `
  asked AS MATERIALIZED (
    SELECT k.kind, t.version_id, k.circumstances, t.from_day, t.until,
           row_number() OVER (ORDER BY k.kind, t.from_day)::integer AS ask, sums.places, sums.deciding
    FROM kinds k
    JOIN periods t ON t.approved_under = k.approved_under
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(needed), 0) AS places, coalesce(sum(needed) FILTER (WHERE on_lapse <> 'warn'), 0) AS deciding
      FROM requirement r
      WHERE r.scheme_version_id = t.version_id AND (r.only_when IS NULL OR r.only_when = ANY (k.circumstances))
    ) sums
  ),
  -- In the order of the index on evidence: what is sorted already is sorted quickly.
  wants AS MATERIALIZED (
    SELECT k.kind, k.ask, k.from_day = on_day AS now, r.code, number, r.on_lapse <> 'warn' AS deciding,
           coalesce(r.grace_days, 0)::integer AS grace, r.counts_from = 'checked' AS by_check,
           r.valid_months::integer AS months,
           dense_rank() OVER (ORDER BY k.kind, r.code, number, r.counts_from, r.valid_months)::integer AS place,
           bool_or(k.from_day = on_day) OVER (PARTITION BY k.kind, r.code, number, r.counts_from, r.valid_months,
                                              r.on_lapse = 'warn', coalesce(r.grace_days, 0)) AS as_now
    FROM asked k
    JOIN requirement r ON r.scheme_version_id = k.version_id
      AND (r.only_when IS NULL OR r.only_when = ANY (k.circumstances))
    CROSS JOIN LATERAL generate_series(1, r.needed) AS number
  ),
  -- No month has more than 31 days.
  places AS MATERIALIZED (
    SELECT kind, place, code, number, by_check, make_interval(months => months) AS lasts,
           months * 31 + max(grace) AS at_most, bool_or(now) AS now, max(grace) FILTER (WHERE now AND deciding) AS down_after
    FROM wants GROUP BY kind, place, code, number, by_check, months
  )`;

/** Until when each member holds each place, and what follows from it now. The lapse is that of evidence_lapse(). */
const HELD = `
  held AS MATERIALIZED (
    SELECT member_id, array_agg(place) AS places, array_agg(lapse) AS lapses,
           count(*) FILTER (WHERE now AND lapse > on_day) AS met, count(*) FILTER (WHERE down_on > on_day) AS standing,
           min(down_on) FILTER (WHERE down_on > on_day) AS stands_until, max(checked_on) AS checked_on
    FROM (
      SELECT member_id, place, now, max(lapse) AS lapse, max(lapse) + down_after AS down_on,
             max(checked_on) FILTER (WHERE now AND lapse > on_day) AS checked_on
      FROM (
        SELECT e.member_id, e.checked_on, l.place, l.now, l.down_after,
               coalesce(least((CASE WHEN l.by_check THEN e.checked_on ELSE e.issued_on END + l.lasts)::date,
                              e.valid_until + 1), 'infinity') AS lapse
        FROM evidence e
        JOIN approved p ON p.member_id = e.member_id AND (p.void IS NULL OR e.id <> ALL (p.void))
        JOIN places l ON l.kind = p.kind AND l.code = e.requirement AND l.number = e.number
        -- Not by the index on the day of the check, which would fetch each row from the table.
        WHERE e.recorded_at <= known AND (e.checked_on <= on_day) IS TRUE
          AND (l.at_most IS NULL OR CASE WHEN l.by_check THEN e.checked_on ELSE e.issued_on END + l.at_most > on_day)
        ORDER BY member_id, place, now, down_after
      ) piece
      GROUP BY member_id, place, now, down_after
    ) place
    GROUP BY member_id
  )`;

/** Until when a member holds a place; null for one that they never held. */
const LAPSE = `h.lapses[array_position(h.places, w.place)]`;

/** By code, of those only who lack something. */
const LACKING = `
  lacking AS (
    SELECT member_id, array_agg(DISTINCT code COLLATE "C") FILTER (WHERE (lapse > on_day) IS NOT TRUE) AS missing,
           array_agg(DISTINCT 'missing:' || code COLLATE "C")
             FILTER (WHERE deciding AND (lapse + grace > on_day) IS NOT TRUE) AS reasons
    FROM (
      SELECT p.member_id, w.code, w.deciding, w.grace, ${LAPSE} AS lapse
      FROM approved p
      JOIN asked k ON k.kind = p.kind AND k.from_day = on_day
      LEFT JOIN held h ON h.member_id = p.member_id
      JOIN wants w ON w.ask = k.ask
      WHERE coalesce(h.met, 0) < k.places
    ) each
    GROUP BY member_id
  )`;

/**
 * When a version that takes over will take somebody down: of those only who stand until then. What it asks as it is
 * asked now lasts until stands_until, unless that comes from something that it does not ask.
 */
const NEXT = `
  coming AS MATERIALIZED (
    SELECT c.ask, c.kind, c.from_day, c.until, k.deciding, k.until AS stays_until,
           k.deciding > (SELECT count(*) FROM wants w WHERE w.ask = c.ask AND w.deciding AND w.as_now) AS drops
    FROM asked c JOIN asked k ON k.kind = c.kind AND k.from_day = on_day
    WHERE c.from_day > on_day
  ),
  next AS (
    SELECT member_id, min(falls_on) FILTER (WHERE falls_on < until) AS falls_on
    FROM (
      SELECT p.member_id, c.until, greatest(c.from_day, coalesce(least(
               CASE WHEN NOT c.drops THEN h.stands_until END,
               min(CASE WHEN w.ask IS NOT NULL THEN coalesce(${LAPSE} + w.grace, '-infinity') END)), 'infinity')) AS falls_on
      FROM approved p
      JOIN coming c ON c.kind = p.kind
      LEFT JOIN held h ON h.member_id = p.member_id
      LEFT JOIN wants w ON w.ask = c.ask AND w.deciding AND (c.drops OR NOT w.as_now)
      WHERE coalesce(h.standing, 0) = c.deciding AND (h.stands_until < c.stays_until) IS NOT TRUE
      GROUP BY p.member_id, c.ask, c.from_day, c.until, c.drops, h.stands_until
    ) period
    GROUP BY member_id
  )`;

const ANSWER = `
  answer AS (
    SELECT m.id AS member_id, m.council_id, scheme.name AS scheme, scheme.kind AS scheme_kind,
           p.member_id IS NOT NULL AND coalesce(h.standing, 0) = k.deciding AND (due.falls_on <= on_day) IS NOT TRUE
             AND suspended.member_id IS NULL AND ended.now IS NOT TRUE AS listed,
           CASE WHEN scheme.kind = 'accredited' THEN h.checked_on END AS checked_on,
           least(CASE WHEN h.stands_until < k.until THEN h.stands_until END, due.falls_on, ended.next,
                 next.falls_on) AS lapses_on,
           coalesce(lacking.missing, '{}') AS missing,
           CASE WHEN p.member_id IS NULL THEN '{not_approved}' ELSE
             CASE WHEN due.falls_on <= on_day THEN '{condition_overdue}' ELSE '{}'::text[] END
             || coalesce(lacking.reasons, '{}')
             || CASE WHEN suspended.member_id IS NULL THEN '{}'::text[] ELSE '{suspended}' END
             || CASE WHEN ended.now THEN '{terminated}' ELSE '{}'::text[] END END AS reasons
    FROM member m
    LEFT JOIN approved p ON p.member_id = m.id
    LEFT JOIN asked k ON k.kind = p.kind AND k.from_day = on_day
    LEFT JOIN scheme_version own ON own.id = p.approved_under
    LEFT JOIN scheme ON scheme.id = own.scheme_id
    LEFT JOIN held h ON h.member_id = m.id
    LEFT JOIN lacking ON lacking.member_id = m.id
    LEFT JOIN next ON next.member_id = m.id
    LEFT JOIN (
      SELECT c.decision_id, min(c.due_on) + 1 AS falls_on FROM approval_condition c
      WHERE c.recorded_at <= known AND (c.met_on <= on_day AND c.met_recorded_at <= known) IS NOT TRUE
      GROUP BY c.decision_id
    ) due ON due.decision_id = p.decision_id
    LEFT JOIN (
      SELECT DISTINCT s.member_id FROM suspension s
      WHERE (s.starts_at AT TIME ZONE 'Europe/London')::date <= on_day AND s.recorded_at <= known
        AND ((s.ends_at AT TIME ZONE 'Europe/London')::date <= on_day AND s.lifted_at <= known) IS NOT TRUE
    ) suspended ON suspended.member_id = m.id
    LEFT JOIN (
      SELECT member_id, bool_or(starts_on <= on_day AND lifted_on > on_day) AS now,
             min(starts_on) FILTER (WHERE starts_on > on_day AND lifted_on > starts_on) AS next
      FROM (
        SELECT t.member_id, t.starts_on,
               CASE WHEN t.lifted_at <= known THEN t.lifted_on ELSE 'infinity' END AS lifted_on
        FROM sanction t WHERE t.kind = 'termination' AND t.recorded_at <= known
      ) termination GROUP BY member_id
    ) ended ON ended.member_id = m.id
  )`;

/** Joined in the order written and by hashing: nobody can estimate what the small steps yield, and each table is read whole. */
const STANDING_OF_ALL = `
  CREATE OR REPLACE FUNCTION standing_of_all(on_day date, known timestamptz)
  RETURNS TABLE (member_id uuid, council_id uuid, listed boolean, accredited boolean, scheme text, scheme_kind text,
                 checked_on date, lapses_on date, missing text[], reasons text[])
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = 'force_custom_plan' SET work_mem = '160MB'
  SET enable_nestloop = off SET enable_mergejoin = off SET join_collapse_limit = 1 AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY
    WITH ${[APPROVED, PERIODS, WANTS, HELD, LACKING, NEXT, ANSWER].join(',')}
    SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited', s.scheme, s.scheme_kind,
           s.checked_on, CASE WHEN s.listed THEN s.lapses_on END, s.missing, s.reasons
    FROM answer s;
  END $$`;
