import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What applying keeps, and how long. What referees said goes by the rule on references, files and answers of an
 * application that came to nothing by the rule on those; a legal hold keeps them. The database alone says what is
 * due, so that nobody can ask for more. Whoever wrote something down for an applicant does not decide.
 */
export class ApplyingKept1764170010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION purge_references(timestamptz)`);
    for (const name of ADDING)
      await query.query(WHILE_DEFERRED, [name]).then(([{text}]: [{text: string}]) => query.query(text));
    for (const statement of [MONTHS, PURGE, EMPTY, FOUR_EYES]) await query.query(statement);
    await query.query(`CREATE TRIGGER empties_what_was_told AFTER UPDATE OF emptied_at ON application
                       FOR EACH ROW EXECUTE FUNCTION application_empties_what_was_told()`);
    await query.query(`CREATE TRIGGER told_to_nobody_who_decides BEFORE INSERT ON decision
                       FOR EACH ROW EXECUTE FUNCTION decision_told_to_nobody_who_decides()`);
    for (const name of ['purge_references(timestamptz)', 'application_empties_what_was_told()']) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC`);
    }
    await query.query(`GRANT EXECUTE ON FUNCTION purge_references(timestamptz) TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER told_to_nobody_who_decides ON decision`);
    await query.query(`DROP TRIGGER empties_what_was_told ON application`);
    await query.query(`DROP FUNCTION decision_told_to_nobody_who_decides, application_empties_what_was_told`);
    await query.query(`DROP FUNCTION purge_references(timestamptz)`);
    await query.query(`DROP FUNCTION retention_cutoff(text)`);
    await query.query(`CREATE FUNCTION purge_references(closed_before timestamptz) RETURNS integer LANGUAGE sql AS
                       'SELECT 0'`);
  }
}

/** What may be added to an application may be added while it is deferred too. */
const ADDING = [
  'application_answer_keeps_rules',
  'referee_keeps_rules',
  'evidence_file_keeps_rules',
  'references_to_remind',
];
const WHILE_DEFERRED = `
  SELECT replace(pg_get_functiondef($1::regproc), $$'in_checks')$$, $$'in_checks', 'deferred')$$) AS text`;

/** Applications of this council that were closed before it are due by the rule in force today. */
const MONTHS = `
  CREATE FUNCTION retention_cutoff(wanted text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT now() - make_interval(months => r.months) FROM retention_rule r
    WHERE r.category = wanted AND (r.council_id IS NULL OR r.council_id = current_council())
      AND r.starts_on <= (now() AT TIME ZONE 'Europe/London')::date
    ORDER BY r.council_id NULLS LAST, r.starts_on DESC LIMIT 1
  $$`;

const PURGE = `
  CREATE FUNCTION purge_references(closed_before timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    council uuid := current_council();
    due uuid[];
  BEGIN
    SELECT array_agg(r.id ORDER BY r.id) INTO due FROM referee r JOIN application a ON a.id = r.application_id
    WHERE r.council_id = council AND r.purged_at IS NULL
      AND a.closed_at < least(closed_before, retention_cutoff('reference_facts'))
      AND NOT is_held(a.member_id, (now() AT TIME ZONE 'Europe/London')::date);
    IF due IS NULL THEN RETURN 0; END IF;
    DELETE FROM reference_answer WHERE referee_id = ANY (due);
    DELETE FROM reference_link WHERE referee_id = ANY (due);
    UPDATE referee SET name = 'Removed', email = NULL, phone = NULL, purged_at = now() WHERE id = ANY (due);
    INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
    SELECT council, 'references.removed', 'application', application_id, jsonb_build_object('refereeIds', jsonb_agg(id))
    FROM referee WHERE id = ANY (due) GROUP BY application_id;
    RETURN cardinality(due);
  END $$`;

/** With an application that came to nothing goes all that was told in it; its files are removed by the worker. */
const EMPTY = `
  CREATE FUNCTION application_empties_what_was_told() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NEW.emptied_at IS NOT NULL AND OLD.emptied_at IS NULL THEN
      DELETE FROM application_answer WHERE application_id = NEW.id;
      UPDATE enquiry SET name = 'Removed', email = NULL, phone = '-', note = NULL WHERE application_id = NEW.id;
    END IF;
    RETURN NULL;
  END $$`;

const FOUR_EYES = `
  CREATE FUNCTION decision_told_to_nobody_who_decides() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM application_answer b WHERE b.application_id = NEW.application_id AND b.answered_by = NEW.decided_by)
       OR EXISTS (SELECT FROM referee r LEFT JOIN reference_answer s ON s.referee_id = r.id
                  WHERE r.application_id = NEW.application_id AND NEW.decided_by IN (r.named_by, s.recorded_by))
       OR EXISTS (SELECT FROM evidence_file f
                  WHERE f.application_id = NEW.application_id AND NEW.decided_by IN (f.uploaded_by, f.released_by)) THEN
      RAISE EXCEPTION 'whoever wrote something down for the applicant does not decide'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_four_eyes';
    END IF;
    RETURN NEW;
  END $$`;
