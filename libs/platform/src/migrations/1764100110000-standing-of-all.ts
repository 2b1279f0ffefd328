import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The same standing as of one, for all members of a council on a day: each table is read once and joined, where for
 * one member each is looked up. And the marks by which the search learns of what bears on standing now.
 */
export class StandingOfAll1764100110000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [STANDING_OF_ALL, ...MARKS]) await query.query(statement);
    for (const table of ['approval_condition', 'sanction']) {
      for (const [event, rows] of [
        ['insert', 'NEW'],
        ['update', 'NEW'],
        ['delete', 'OLD'],
      ] as const) {
        await query.query(
          `CREATE TRIGGER ${table}_search_stale_${event} AFTER ${event.toUpperCase()} ON ${table}
           REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_member_record()`,
        );
      }
    }
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Restore a backup: standing as it was before cannot be computed from conditions and sanctions.'),
    );
  }
}

const LAPSE = `evidence_lapse(CASE r.counts_from WHEN 'checked' THEN e.checked_on ELSE e.issued_on END,
                              r.valid_months, e.valid_until)`;

/** Versions of the same scheme for the same kind of member that were on record. */
const sibling = (name: string) =>
  `FROM scheme_version ${name} WHERE ${name}.scheme_id = own.scheme_id AND ${name}.member_kind = own.member_kind
   AND ${name}.created_at <= known`;

const codes = (which: string, of: string, only = '') => `ARRAY(
  SELECT ${which} FROM requirement r
  WHERE r.scheme_version_id = k.version_id AND (r.only_when IS NULL OR r.only_when = ANY (p.circumstances)) ${only}
    AND r.needed > coalesce(cardinality(array_positions(h.${of}, r.id)), 0)
  ORDER BY r.code COLLATE "C")`;

const STANDING_OF_ALL = `
  CREATE FUNCTION standing_of_all(on_day date, known timestamptz)
  RETURNS TABLE (member_id uuid, council_id uuid, listed boolean, accredited boolean, scheme text, scheme_kind text,
                 checked_on date, lapses_on date, missing text[], reasons text[])
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = 'force_custom_plan' AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY
    WITH approved AS (
      SELECT latest.member_id, latest.id AS decision_id, a.scheme_version_id AS approved_under, a.circumstances
      FROM (
        SELECT DISTINCT ON (d.member_id) d.member_id, d.id, d.application_id FROM decision d
        WHERE d.outcome IN ('approved', 'approved_with_conditions') AND d.effective_on <= on_day AND d.decided_at <= known
        ORDER BY d.member_id, d.effective_on DESC, d.decided_at DESC, d.id DESC
      ) latest
      JOIN application a ON a.id = latest.application_id
    ),
    -- What each version means for whoever was approved under it: now, and from each later one that takes over.
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
    ),
    asked AS MATERIALIZED (
      SELECT g.approved_under, g.circumstances, t.version_id, t.from_day, t.until, sums.places, sums.deciding
      FROM (SELECT DISTINCT approved_under, circumstances FROM approved) g
      JOIN periods t ON t.approved_under = g.approved_under
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(needed), 0) AS places, coalesce(sum(needed) FILTER (WHERE on_lapse <> 'warn'), 0) AS deciding
        FROM requirement r
        WHERE r.scheme_version_id = t.version_id AND (r.only_when IS NULL OR r.only_when = ANY (g.circumstances))
      ) sums
    ),
    held AS MATERIALIZED (
      SELECT member_id, version_id, count(*) FILTER (WHERE lapse > from_day) AS places,
             count(*) FILTER (WHERE on_lapse <> 'warn') AS deciding,
             array_agg(requirement_id) FILTER (WHERE lapse > from_day) AS met, array_agg(requirement_id) AS standing,
             max(checked_on) AS checked_on, min(lapse + grace) FILTER (WHERE on_lapse <> 'warn') AS stands_until
      FROM (
        SELECT e.member_id, t.version_id, t.from_day, r.id AS requirement_id, r.on_lapse,
               coalesce(r.grace_days, 0) AS grace, max(${LAPSE}) AS lapse,
               max(e.checked_on) FILTER (WHERE ${LAPSE} > t.from_day) AS checked_on
        FROM evidence e
        JOIN approved p ON p.member_id = e.member_id
        JOIN periods t ON t.approved_under = p.approved_under
        JOIN requirement r ON r.scheme_version_id = t.version_id AND r.code = e.requirement AND e.number <= r.needed
        WHERE e.checked_on <= on_day AND e.recorded_at <= known
          AND (r.only_when IS NULL OR r.only_when = ANY (p.circumstances))
          AND (r.valid_months IS NULL OR r.counts_from = 'checked' OR e.issued_on IS NOT NULL)
          AND ${LAPSE} + coalesce(r.grace_days, 0) > t.from_day
          AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = e.id AND v.voided_at <= known
                            AND (v.ended_on IS NULL OR v.ended_on <= on_day))
        GROUP BY e.member_id, t.version_id, t.from_day, r.id, e.number
      ) place
      GROUP BY member_id, version_id
    ),
    answer AS (
      SELECT m.id AS member_id, m.council_id, scheme.name AS scheme, scheme.kind AS scheme_kind,
             p.member_id IS NOT NULL AND coalesce(h.deciding, 0) = k.deciding AND (due.falls_on <= on_day) IS NOT TRUE
               AND suspended.member_id IS NULL AND ended.now IS NOT TRUE AS listed,
             CASE WHEN scheme.kind = 'accredited' THEN h.checked_on END AS checked_on,
             least(CASE WHEN h.stands_until < k.until THEN h.stands_until END, due.falls_on, ended.next,
                   next.falls_on) AS lapses_on,
             CASE WHEN p.member_id IS NULL OR coalesce(h.places, 0) = k.places THEN '{}'
                  ELSE ${codes('r.code', 'met')} END AS missing,
             CASE WHEN p.member_id IS NULL THEN '{not_approved}' ELSE
               CASE WHEN due.falls_on <= on_day THEN '{condition_overdue}' ELSE '{}'::text[] END
               || CASE WHEN coalesce(h.deciding, 0) = k.deciding THEN '{}'
                       ELSE ${codes(`'missing:' || r.code`, 'standing', `AND r.on_lapse <> 'warn'`)} END
               || CASE WHEN suspended.member_id IS NULL THEN '{}'::text[] ELSE '{suspended}' END
               || CASE WHEN ended.now THEN '{terminated}' ELSE '{}'::text[] END END AS reasons
      FROM member m
      LEFT JOIN approved p ON p.member_id = m.id
      LEFT JOIN asked k ON k.approved_under = p.approved_under AND k.circumstances = p.circumstances
        AND k.from_day = on_day
      LEFT JOIN scheme_version own ON own.id = p.approved_under
      LEFT JOIN scheme ON scheme.id = own.scheme_id
      LEFT JOIN held h ON h.member_id = m.id AND h.version_id = k.version_id
      LEFT JOIN (
        SELECT member_id, min(falls_on) FILTER (WHERE falls_on < until) AS falls_on
        FROM (
          SELECT p.member_id, k.until,
                 CASE WHEN coalesce(h.deciding, 0) < k.deciding THEN k.from_day ELSE h.stands_until END AS falls_on
          FROM asked k
          JOIN approved p ON p.approved_under = k.approved_under AND p.circumstances = k.circumstances
          LEFT JOIN held h ON h.member_id = p.member_id AND h.version_id = k.version_id
          WHERE k.from_day > on_day
        ) period GROUP BY member_id
      ) next ON next.member_id = m.id
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
    )
    SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited', s.scheme, s.scheme_kind,
           s.checked_on, CASE WHEN s.listed THEN s.lapses_on END, s.missing, s.reasons
    FROM answer s;
  END $$`;

/** Listings of those who applied under these versions of a scheme \`v\`, or under earlier ones that they take over from. */
const underTerms = (versions: string) => `
  SELECT l.id FROM ${versions}
  JOIN scheme_version own ON own.id = v.id OR (own.scheme_id = v.scheme_id AND own.member_kind = v.member_kind
    AND own.starts_on < v.starts_on AND v.members_from IS NOT NULL)
  JOIN application a ON a.scheme_version_id = own.id JOIN listing l ON l.member_id = a.member_id`;

const mark = (subject: string, versions: string) => `
  CREATE OR REPLACE FUNCTION mark_stale_by_${subject}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO search_stale (listing_id) SELECT DISTINCT of.id FROM (${underTerms(versions)}) of (id);
    RETURN NULL;
  END $$`;

const MARKS = [
  mark('requirement', `changed c JOIN scheme_version v ON v.id = c.scheme_version_id`),
  mark('scheme_version', `changed v`),
];
