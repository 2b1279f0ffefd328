import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The same people, sooner: whose evidence was renewed for longer than anybody asks about is passed over. */
export class LapseCandidates1764150100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION lapse_candidates(date, date)`);
    await query.query(CANDIDATES);
  }

  /** What stands answers the same as what stood. */
  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION lapse_candidates(date, date, date)`);
    await query.query(`
      CREATE FUNCTION lapse_candidates(from_day date, until_day date) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        SELECT id FROM member WHERE council_id = (SELECT current_council())
      $$`);
  }
}

/** Days are worked out before evidence is looked at: only a comparison of plain columns may use an index behind row security. */
const ending = (column: string, which: string) => `
  SELECT e.member_id, e.requirement, e.number FROM terms t
  JOIN evidence e ON e.council_id = (SELECT current_council()) AND e.requirement = t.code
    AND e.${column} BETWEEN t.first AND t.last
  WHERE ${which}`;

/**
 * Everybody of the council for whom anything may end, or have been taken back, between two days, seen from a day:
 * rather too many than too few. A place whose evidence ends then is no cause while there is other evidence for it,
 * never withdrawn, that lasts longer by whatever any version asks. Months differ by days: hence the four.
 */
const CANDIDATES = `
  CREATE FUNCTION lapse_candidates(from_day date, until_day date, on_day date) RETURNS SETOF uuid
  LANGUAGE sql STABLE AS $$
    WITH terms AS MATERIALIZED (
      SELECT DISTINCT code, counts_from = 'checked' AS by_check,
             (from_day - make_interval(months => valid_months))::date - 4 - coalesce(grace_days, 0) AS first,
             (until_day - make_interval(months => valid_months))::date + 4 AS last
      FROM requirement WHERE council_id = (SELECT current_council()) AND valid_months IS NOT NULL
    ),
    strictest AS MATERIALIZED (
      SELECT code, min(valid_months) FILTER (WHERE counts_from <> 'checked') AS by_issue,
             min(valid_months) FILTER (WHERE counts_from = 'checked') AS by_check
      FROM requirement WHERE council_id = (SELECT current_council()) GROUP BY code
    ),
    ending AS MATERIALIZED (
      ${ending('issued_on', 'NOT t.by_check')}
      UNION ${ending('checked_on', 't.by_check')}
      UNION SELECT member_id, requirement, number FROM evidence
        WHERE council_id = (SELECT current_council()) AND valid_until BETWEEN from_day - 367 AND until_day
    )
    SELECT e.member_id FROM ending e
    LEFT JOIN strictest s ON s.code = e.requirement
    CROSS JOIN LATERAL (
      SELECT count(*) AS lasting FROM evidence n
      WHERE n.member_id = e.member_id AND n.requirement = e.requirement AND n.number = e.number
        AND n.checked_on <= on_day AND (s.by_issue IS NULL OR n.issued_on IS NOT NULL)
        AND evidence_lapse(n.issued_on, s.by_issue, n.valid_until) > until_day
        AND evidence_lapse(n.checked_on, s.by_check, NULL) > until_day
        AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = n.id)
    ) other
    WHERE other.lasting = 0
    UNION SELECT member_id FROM evidence_void WHERE voided_at >= from_day OR ended_on >= from_day
    UNION SELECT member_id FROM approval_condition WHERE due_on BETWEEN from_day - 1 AND until_day
    UNION SELECT member_id FROM sanction WHERE kind = 'termination' AND starts_on BETWEEN from_day AND until_day
    UNION SELECT member_id FROM decision WHERE effective_on BETWEEN from_day AND until_day
    UNION SELECT m.id FROM scheme_version v JOIN member m ON m.kind = v.member_kind AND m.council_id = v.council_id
      WHERE v.members_from BETWEEN from_day AND until_day
  $$`;
