import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Who is listed on a day and why not, from all that bears on it: days of grace, conditions, terminations, later
 * versions that take members over; and from what was on record at an instant, where that is asked. The same as
 * `standingOn` in the register lib: a property test holds both to a slow reference.
 *
 * This is for one member, for some, or for those that a page joins to it; the next migration answers for all.
 */
export class StandingInTime1764100100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION standing_on_days(uuid, date[]), member_standing(uuid[], date)`);
    await query.query(`DROP INDEX evidence_standing_idx`);
    await query.query(EVIDENCE_INDEX);
    await query.query(MEMBER_STANDING);
    await query.query(STANDING_ON_DAYS);
    await query.query(`CREATE OR REPLACE VIEW public_standing AS ${PUBLIC_STANDING}`);
  }

  /** The functions of before are in the migration that made them; there is no way back to their answers. */
  down(): Promise<void> {
    return Promise.reject(
      new Error('Restore a backup: standing as it was before cannot be computed from conditions and sanctions.'),
    );
  }
}

/** All that standing reads of evidence, with the council, so that the table itself is not read. */
const EVIDENCE_INDEX = `
  CREATE INDEX evidence_standing_idx ON evidence (member_id, requirement, number)
  INCLUDE (council_id, id, issued_on, checked_on, valid_until, recorded_at)`;

const LAPSE = `evidence_lapse(CASE r.counts_from WHEN 'checked' THEN e.checked_on ELSE e.issued_on END,
                              r.valid_months, e.valid_until)`;

/** What was on record by then; of what is only ever asked as it is known now, everything. */
interface Known {
  by(column: string): string;
  /** A value together with the instant since when it is on record. */
  value(column: string, recorded: string): string;
}
const NOW: Known = {by: () => '', value: (column) => column};
const THEN: Known = {
  by: (column) => `AND ${column} <= known`,
  value: (column, recorded) => `CASE WHEN ${recorded} <= known THEN ${column} END`,
};

/** Of the version, those that apply to the approval. */
const applies = (version: string) =>
  `r.scheme_version_id = ${version} AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))`;

/** How many places a version asks for, and how many of them take the listing down. */
const asked = (version: string) => `
  SELECT coalesce(sum(needed), 0) AS places, coalesce(sum(needed) FILTER (WHERE on_lapse <> 'warn'), 0) AS deciding
  FROM requirement r WHERE ${applies(version)}`;

/**
 * Which of those places evidence holds on a day, and until when. The innermost brings the terms' keys along with the
 * evidence, so that the requirements are hashed once and not for each member.
 */
const held = (version: string, from: string, day: string, known: Known) => `
  SELECT count(*) FILTER (WHERE lapse > ${from}) AS places, count(*) FILTER (WHERE on_lapse <> 'warn') AS deciding,
         array_agg(requirement_id) FILTER (WHERE lapse > ${from}) AS met, array_agg(requirement_id) AS standing,
         max(checked_on) AS checked_on, min(lapse + grace) FILTER (WHERE on_lapse <> 'warn') AS stands_until
  FROM (
    SELECT r.id AS requirement_id, r.on_lapse, coalesce(r.grace_days, 0) AS grace, max(${LAPSE}) AS lapse,
           max(e.checked_on) FILTER (WHERE ${LAPSE} > ${from}) AS checked_on
    FROM (
      SELECT e.requirement, e.number, e.issued_on, e.checked_on, e.valid_until, ${version} AS version_id, a.circumstances
      FROM evidence e
      WHERE e.member_id = m.id AND e.checked_on <= ${day} ${known.by('e.recorded_at')} AND e.id <> ALL (void.ids) OFFSET 0
    ) e
    JOIN requirement r ON r.scheme_version_id = e.version_id AND r.code = e.requirement AND e.number <= r.needed
      AND (r.only_when IS NULL OR r.only_when = ANY (e.circumstances))
      AND ${LAPSE} + coalesce(r.grace_days, 0) > ${from}
      AND (r.valid_months IS NULL OR r.counts_from = 'checked' OR e.issued_on IS NOT NULL)
    GROUP BY r.id, e.number
  ) place`;

/** Versions that take members over, later than another. */
const later = (known: Known, name = 'v') =>
  `FROM scheme_version ${name} WHERE ${name}.scheme_id = own.scheme_id AND ${name}.member_kind = own.member_kind
   ${known.by(`${name}.created_at`)}`;

/** The codes of what is not there. */
const codes = (which: string, of: string, only = '') => `ARRAY(
  SELECT ${which} FROM requirement r
  WHERE ${applies('terms.id')} ${only} AND r.needed > coalesce(cardinality(array_positions(held.${of}, r.id)), 0)
  ORDER BY r.code COLLATE "C")`;

/**
 * One row a member: the approval in force and the terms it stands under on the day; what they ask and what evidence
 * holds; what else takes the listing down. Everything hangs on the member by index.
 * @param day an SQL date
 * @param from `member m`, with what it is joined to
 */
const standing = (day: string, known: Known, from = 'member m') => `
  SELECT ${day} AS day, m.id AS member_id, m.council_id, scheme.name AS scheme, scheme.kind AS scheme_kind,
         approval.id IS NOT NULL AND held.deciding = asked.deciding AND (due.falls_on <= ${day}) IS NOT TRUE
           AND NOT suspended.now AND ended.now IS NOT TRUE AS listed,
         CASE WHEN scheme.kind = 'accredited' THEN held.checked_on END AS checked_on,
         least(CASE WHEN held.stands_until < terms.until THEN held.stands_until END, due.falls_on, ended.next,
               next.falls_on) AS lapses_on,
         CASE WHEN held.places = asked.places THEN '{}' ELSE ${codes('r.code', 'met')} END AS missing,
         CASE WHEN approval.id IS NULL THEN '{not_approved}' ELSE
           CASE WHEN due.falls_on <= ${day} THEN '{condition_overdue}' ELSE '{}'::text[] END
           || CASE WHEN held.deciding = asked.deciding THEN '{}'
                   ELSE ${codes(`'missing:' || r.code`, 'standing', `AND r.on_lapse <> 'warn'`)} END
           || CASE WHEN suspended.now THEN '{suspended}' ELSE '{}'::text[] END
           || CASE WHEN ended.now THEN '{terminated}' ELSE '{}'::text[] END END AS reasons
  FROM ${from}
  LEFT JOIN LATERAL (
    SELECT made.id, made.application_id FROM decision made
    WHERE made.member_id = m.id AND made.outcome IN ('approved', 'approved_with_conditions')
      AND made.effective_on <= ${day} ${known.by('made.decided_at')}
    ORDER BY made.effective_on DESC, made.decided_at DESC, made.id DESC LIMIT 1
  ) approval ON true
  LEFT JOIN application a ON a.id = approval.application_id
  LEFT JOIN scheme_version own ON own.id = a.scheme_version_id
  LEFT JOIN scheme ON scheme.id = own.scheme_id
  LEFT JOIN LATERAL (
    SELECT v.id, v.starts_on ${later(known)} AND v.starts_on > own.starts_on AND v.members_from <= ${day}
    ORDER BY v.starts_on DESC LIMIT 1
  ) taken ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(taken.id, own.id) AS id, coalesce(taken.starts_on, own.starts_on) AS starts_on,
           coalesce(min(v.members_from), 'infinity') AS until
    ${later(known)} AND v.starts_on > coalesce(taken.starts_on, own.starts_on) AND v.members_from > ${day}
  ) terms
  CROSS JOIN LATERAL (${asked('terms.id')}) asked
  CROSS JOIN LATERAL (
    SELECT EXISTS (
      SELECT FROM suspension s
      WHERE s.member_id = m.id AND (s.starts_at AT TIME ZONE 'Europe/London')::date <= ${day}
        ${known.by('s.recorded_at')}
        AND ((${known.value('s.ends_at', 's.lifted_at')} AT TIME ZONE 'Europe/London')::date <= ${day}) IS NOT TRUE
    ) AS now OFFSET 0
  ) suspended
  CROSS JOIN LATERAL (
    SELECT bool_or(starts_on <= ${day} AND lifted_on > ${day}) AS now,
           min(starts_on) FILTER (WHERE starts_on > ${day} AND lifted_on > starts_on) AS next
    FROM (
      SELECT t.starts_on, coalesce(${known.value('t.lifted_on', 't.lifted_at')}, 'infinity') AS lifted_on FROM sanction t
      WHERE t.member_id = m.id AND t.kind = 'termination' ${known.by('t.recorded_at')}
    ) termination
  ) ended
  CROSS JOIN LATERAL (
    SELECT min(c.due_on) + 1 AS falls_on FROM approval_condition c
    WHERE c.decision_id = approval.id ${known.by('c.recorded_at')}
      AND (${known.value('c.met_on', 'c.met_recorded_at')} <= ${day}) IS NOT TRUE
  ) due
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT v.evidence_id FROM evidence_void v
                 WHERE v.member_id = m.id AND (v.ended_on IS NULL OR v.ended_on <= ${day})
                   ${known.by('v.voided_at')}) AS ids OFFSET 0
  ) void
  CROSS JOIN LATERAL (${held('terms.id', day, day, known)}) held
  CROSS JOIN LATERAL (
    SELECT min(falls_on) FILTER (WHERE falls_on < until) AS falls_on
    FROM (
      SELECT CASE WHEN held.deciding < asked.deciding THEN v.members_from ELSE held.stands_until END AS falls_on,
             (SELECT coalesce(min(w.members_from), 'infinity')
              ${later(known, 'w')} AND w.starts_on > v.starts_on AND w.members_from > v.members_from) AS until
      FROM (
        SELECT v.id, v.starts_on, v.members_from
        ${later(known)} AND v.starts_on > terms.starts_on AND v.members_from > ${day}
          AND NOT EXISTS (SELECT ${later(known, 'w')} AND w.starts_on > v.starts_on AND w.members_from <= v.members_from)
      ) v
      CROSS JOIN LATERAL (${asked('v.id')}) asked
      CROSS JOIN LATERAL (${held('v.id', 'v.members_from', day, known)}) held
    ) period
  ) next`;

const ANSWER = `
  s.listed, s.listed AND s.scheme_kind = 'accredited', s.scheme, s.scheme_kind, s.checked_on,
  CASE WHEN s.listed THEN s.lapses_on END, s.missing, s.reasons`;

const ANSWERED = `listed boolean, accredited boolean, scheme text, scheme_kind text, checked_on date, lapses_on date,
                  missing text[], reasons text[]`;

const KNOWN = `known timestamptz := coalesce(known_at, 'infinity');`;

/** Null members: all of the council. A connection makes each plan once and keeps it: making it takes longer than using it for one. */
const MEMBER_STANDING = `
  CREATE FUNCTION member_standing(members uuid[], on_day date, known_at timestamptz DEFAULT NULL)
  RETURNS TABLE (member_id uuid, council_id uuid, ${ANSWERED})
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  DECLARE ${KNOWN}
  BEGIN
    IF members IS NULL THEN
      RETURN QUERY SELECT * FROM standing_of_all(on_day, known);
    ELSE
      RETURN QUERY SELECT s.member_id, s.council_id, ${ANSWER}
      FROM (${standing('on_day', THEN)}) s WHERE s.member_id = ANY (members);
    END IF;
  END $$`;

/** One member on several days: a booking's visits. */
const STANDING_ON_DAYS = `
  CREATE FUNCTION standing_on_days(wanted uuid, days date[], known_at timestamptz DEFAULT NULL)
  RETURNS TABLE (day date, ${ANSWERED})
  LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  DECLARE ${KNOWN}
  BEGIN
    RETURN QUERY SELECT s.day, ${ANSWER}
    FROM (${standing('d.day', THEN, 'unnest(days) AS d (day) CROSS JOIN member m')}) s WHERE s.member_id = wanted;
  END $$`;

/**
 * Today, for everybody. It belongs to the owner, so it shows every council, and says no reason why somebody is
 * not listed. No barrier: a condition on the member has to reach the tables.
 */
const PUBLIC_STANDING = `
  SELECT s.member_id, s.council_id, s.listed, s.listed AND s.scheme_kind = 'accredited' AS accredited,
         CASE WHEN s.listed THEN s.scheme END AS scheme, CASE WHEN s.listed THEN s.checked_on END AS checked_on,
         CASE WHEN s.listed THEN s.lapses_on END AS lapses_on
  FROM (${standing(`(SELECT (now() AT TIME ZONE 'Europe/London')::date)`, NOW)}) s`;
