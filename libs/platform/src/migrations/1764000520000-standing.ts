import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Who is listed and accredited on a day, computed from the dated records; nothing of it is stored.
 * The same as `standingOn` in the register lib: a property test compares the two.
 */
export class Standing1764000520000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(EVIDENCE_LAPSE);
    await query.query(MEMBER_STANDING);
    await query.query(`CREATE VIEW public_standing AS ${PUBLIC_STANDING}`);
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

const applies = `r.scheme_version_id = a.scheme_version_id AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))`;

/**
 * One row a member: the approval in force; how many places its terms ask for (a first reference, a second); and
 * which of them evidence holds, and until when. Everything hangs on the member by index, so that it is as good for
 * one, or for the few that a page joins to it, as for all.
 * @param day an SQL date
 */
const standing = (day: string) => `
  SELECT m.id AS member_id, m.council_id, scheme.name AS scheme, scheme.kind AS scheme_kind,
         a.id IS NOT NULL AND held.deciding = asked.deciding AND NOT EXISTS (
           SELECT FROM suspension s
           WHERE s.member_id = m.id AND (s.starts_at AT TIME ZONE 'Europe/London')::date <= ${day}
             AND (s.ends_at IS NULL OR (s.ends_at AT TIME ZONE 'Europe/London')::date > ${day})) AS listed,
         CASE WHEN scheme.kind = 'accredited' THEN held.checked_on END AS checked_on,
         nullif(held.lapses_on, 'infinity') AS lapses_on,
         CASE WHEN held.places = asked.places THEN '{}' ELSE ARRAY(
           SELECT r.code FROM requirement r
           WHERE ${applies} AND r.needed > coalesce(cardinality(array_positions(held.requirements, r.id)), 0)
           ORDER BY r.code COLLATE "C") END AS missing
  FROM member m
  LEFT JOIN LATERAL (
    SELECT d.application_id FROM decision d
    WHERE d.member_id = m.id AND d.outcome <> 'declined' AND d.effective_on <= ${day}
    ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1
  ) approval ON true
  LEFT JOIN application a ON a.id = approval.application_id
  LEFT JOIN scheme_version ON scheme_version.id = a.scheme_version_id
  LEFT JOIN scheme ON scheme.id = scheme_version.scheme_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(needed), 0) AS places, coalesce(sum(needed) FILTER (WHERE on_lapse = 'delist'), 0) AS deciding
    FROM requirement r WHERE ${applies}
  ) asked
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT v.evidence_id FROM evidence_void v
                 WHERE v.member_id = m.id AND (v.ended_on IS NULL OR v.ended_on <= ${day})) AS ids OFFSET 0
  ) void
  CROSS JOIN LATERAL (
    SELECT count(*) AS places, array_agg(requirement_id) AS requirements, max(checked_on) AS checked_on,
           count(*) FILTER (WHERE on_lapse = 'delist') AS deciding,
           min(lapse) FILTER (WHERE on_lapse = 'delist') AS lapses_on
    FROM (
      SELECT r.id AS requirement_id, r.on_lapse, max(${LAPSE}) AS lapse, max(e.checked_on) AS checked_on
      FROM evidence e
      JOIN requirement r ON r.code = e.requirement AND e.number <= r.needed AND ${LAPSE} > ${day}
        AND (r.valid_months IS NULL OR r.counts_from = 'checked' OR e.issued_on IS NOT NULL)
      WHERE e.member_id = m.id AND e.checked_on <= ${day} AND e.id <> ALL (void.ids) AND ${applies}
      GROUP BY r.id, e.number
    ) place
  ) held`;

const answer = (only: string) => `
  SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited', s.scheme, s.scheme_kind,
         s.checked_on, CASE WHEN s.listed THEN s.lapses_on END, s.missing
  FROM (${standing('on_day')}) s WHERE ${only}`;

/**
 * Null members: all of the council. Two statements, because each has its own best plan, which a connection makes
 * once and keeps: making it takes longer than using it for one member.
 */
const MEMBER_STANDING = `
  CREATE FUNCTION member_standing(members uuid[], on_day date)
  RETURNS TABLE (member_id uuid, council_id uuid, listed boolean, accredited boolean, scheme text, scheme_kind text,
                 checked_on date, lapses_on date, missing text[])
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  BEGIN
    IF members IS NULL THEN
      RETURN QUERY ${answer('true')};
    ELSE
      RETURN QUERY ${answer('s.member_id = ANY (members)')};
    END IF;
  END $$`;

/**
 * Today, for everybody. It belongs to the owner, so it shows every council, and says no reason why somebody is
 * not listed. No barrier: a condition on the member has to reach the tables.
 */
const PUBLIC_STANDING = `
  SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited' AS accredited,
         CASE WHEN s.listed THEN s.scheme END AS scheme, CASE WHEN s.listed THEN s.checked_on END AS checked_on,
         CASE WHEN s.listed THEN s.lapses_on END AS lapses_on
  FROM (${standing(`(SELECT (now() AT TIME ZONE 'Europe/London')::date)`)}) s`;
