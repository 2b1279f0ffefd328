import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Who is listed and accredited on a day, computed from the dated records; nothing of it is stored.
 * The same as `standingOn` in the register lib: a property test compares the two.
 */
export class Standing1764000520000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(EVIDENCE_LAPSE);
    await query.query(MEMBER_STANDING);
    await query.query(`CREATE VIEW public_standing WITH (security_barrier) AS ${PUBLIC_STANDING}`);
    await query.query(`GRANT SELECT ON public_standing TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP VIEW public_standing`);
    await query.query(`DROP FUNCTION member_standing, evidence_lapse`);
  }
}

/** The first day on which a piece of evidence no longer counts; infinity when it always does. */
const EVIDENCE_LAPSE = `
  CREATE FUNCTION evidence_lapse(counted_from date, valid_months integer, valid_until date)
  RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(least((counted_from + make_interval(months => valid_months))::date, valid_until + 1), 'infinity')
  $$`;

const LAPSE = `evidence_lapse(CASE r.counts_from WHEN 'issued' THEN e.issued_on ELSE e.checked_on END,
                              r.valid_months, e.valid_until)`;

const applies = (circumstances: string) => `(r.only_when IS NULL OR r.only_when = ANY (${circumstances}))`;

/**
 * One row for each member who was ever approved. Inside out: the approval in force; beside it the evidence that
 * counts, one row a slot (the first reference, the second) with the day on which it lapses; one row a member; then
 * what is asked of that member, to compare. Each level keeps the member's id, so a condition on it reaches the tables.
 * @param day an SQL date
 * @param only a condition on the column that holds a member's id
 */
const standing = (day: string, only: (column: string) => string) => `
  SELECT held.member_id, a.council_id, scheme.name AS scheme, scheme.kind AS scheme_kind,
         held.deciding = asked.deciding AND suspended.member_id IS NULL AS listed,
         held.checked_on, nullif(held.lapses_on, 'infinity') AS lapses_on,
         a.scheme_version_id, a.circumstances, held.requirements, held.slots < asked.slots AS incomplete
  FROM (
    SELECT member_id, application_id, max(checked_on) AS checked_on,
           count(requirement_id) AS slots, array_agg(requirement_id) AS requirements,
           count(*) FILTER (WHERE on_lapse = 'delist') AS deciding,
           min(lapse) FILTER (WHERE on_lapse = 'delist') AS lapses_on
    FROM (
      SELECT approval.member_id, approval.application_id, r.id AS requirement_id, r.on_lapse,
             max(e.checked_on) FILTER (WHERE r.id IS NOT NULL) AS checked_on, max(${LAPSE}) AS lapse
      FROM (
        SELECT DISTINCT ON (d.member_id) d.member_id, d.application_id, a.scheme_version_id, a.circumstances
        FROM decision d JOIN application a ON a.id = d.application_id
        WHERE d.outcome <> 'declined' AND d.effective_on <= ${day} AND ${only('d.member_id')}
        ORDER BY d.member_id, d.effective_on DESC, d.decided_at DESC, d.id DESC
      ) approval
      LEFT JOIN evidence e ON e.member_id = approval.member_id AND e.checked_on <= ${day}
      LEFT JOIN evidence_void v ON v.evidence_id = e.id
      LEFT JOIN requirement r
        ON r.scheme_version_id = approval.scheme_version_id AND r.code = e.requirement AND e.number <= r.needed
        AND ${applies('approval.circumstances')} AND ${LAPSE} > ${day}
        AND (r.valid_months IS NULL OR r.counts_from = 'checked' OR e.issued_on IS NOT NULL)
        AND (v.id IS NULL OR v.ended_on > ${day})
      GROUP BY approval.member_id, approval.application_id, r.id, e.number
    ) slot
    GROUP BY member_id, application_id
  ) held
  JOIN application a ON a.id = held.application_id
  JOIN scheme_version ON scheme_version.id = a.scheme_version_id
  JOIN scheme ON scheme.id = scheme_version.scheme_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(r.needed), 0) AS slots, coalesce(sum(r.needed) FILTER (WHERE on_lapse = 'delist'), 0) AS deciding
    FROM requirement r WHERE r.scheme_version_id = a.scheme_version_id AND ${applies('a.circumstances')}
  ) asked
  LEFT JOIN LATERAL (
    SELECT s.member_id FROM suspension s
    WHERE s.member_id = held.member_id AND (s.starts_at AT TIME ZONE 'Europe/London')::date <= ${day}
      AND (s.ends_at IS NULL OR (s.ends_at AT TIME ZONE 'Europe/London')::date > ${day})
    LIMIT 1
  ) suspended ON true`;

const answer = (only: (column: string) => string) => `
  SELECT m.id, m.council_id, coalesce(s.listed, false), coalesce(s.listed AND s.scheme_kind = 'accredited', false),
         s.scheme, s.scheme_kind,
         CASE WHEN s.scheme_kind = 'accredited' THEN s.checked_on END,
         CASE WHEN s.listed THEN s.lapses_on END,
         CASE WHEN s.incomplete THEN ARRAY(
           SELECT r.code FROM requirement r
           WHERE r.scheme_version_id = s.scheme_version_id AND ${applies('s.circumstances')}
             AND r.needed > coalesce(cardinality(array_positions(s.requirements, r.id)), 0)
           ORDER BY r.code COLLATE "C") ELSE '{}' END
  FROM member m LEFT JOIN (${standing('on_day', only)}) s ON s.member_id = m.id
  WHERE ${only('m.id')}`;

/**
 * Null members: all of the council. Two statements, because each has its own best plan, which a connection makes
 * once and keeps: making it takes longer than using it for one member. The one for all groups every piece of
 * evidence, in memory.
 */
const MEMBER_STANDING = `
  CREATE FUNCTION member_standing(members uuid[], on_day date)
  RETURNS TABLE (member_id uuid, council_id uuid, listed boolean, accredited boolean, scheme text, scheme_kind text,
                 checked_on date, lapses_on date, missing text[])
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET work_mem = '256MB' SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  BEGIN
    IF members IS NULL THEN
      RETURN QUERY ${answer(() => 'true')};
    ELSE
      RETURN QUERY ${answer((column) => `${column} = ANY (members)`)};
    END IF;
  END $$`;

/**
 * Today, for everybody who was ever approved; whoever has no row is not listed. It belongs to the owner, so it
 * shows every council, and says no reason why somebody is not listed.
 */
const PUBLIC_STANDING = `
  SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited' AS accredited,
         CASE WHEN s.listed THEN s.scheme END AS scheme,
         CASE WHEN s.listed AND s.scheme_kind = 'accredited' THEN s.checked_on END AS checked_on,
         CASE WHEN s.listed THEN s.lapses_on END AS lapses_on
  FROM (${standing(`(SELECT (now() AT TIME ZONE 'Europe/London')::date)`, () => 'true')}) s`;
