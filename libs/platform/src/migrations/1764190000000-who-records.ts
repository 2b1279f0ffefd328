import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A scheme says who may record a requirement. Without officers among them, whoever it names has to have spoken first. */
export class WhoRecords1764190000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(SAID_BY_OTHERS);
    await query.query(RULES);
    await query.query(`CREATE TRIGGER keeps_recorders AFTER INSERT ON evidence REFERENCING NEW TABLE AS added
                       FOR EACH STATEMENT EXECUTE FUNCTION evidence_recorder_rules()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_recorders ON evidence`);
    await query.query(`DROP FUNCTION evidence_recorder_rules, said_by_others`);
  }
}

const SAID_BY_OTHERS = `
  CREATE FUNCTION said_by_others(application uuid, code text, recorders text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT 'applicant' = ANY (recorders) AND EXISTS (
             SELECT FROM application_answer b
             WHERE b.application_id = application AND b.question IN ('have_' || code, 'agree_' || code, 'declare_' || code, 'fee_' || code))
        OR 'referee' = ANY (recorders) AND EXISTS (
             SELECT FROM referee f WHERE f.application_id = application AND f.requirement = code AND f.state = 'accepted')
  $$`;

/** What a former register brings is not asked again: it is confirmed by a second person as a whole. */
const RULES = `
  CREATE FUNCTION evidence_recorder_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added e JOIN application a ON a.id = e.application_id
      JOIN requirement r ON r.scheme_version_id = a.scheme_version_id AND r.code = e.requirement
      WHERE e.register_import_id IS NULL AND NOT 'officer' = ANY (r.recorded_by)
        AND NOT said_by_others(e.application_id, r.code, r.recorded_by)) THEN
      RAISE EXCEPTION 'the scheme leaves this to others'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_recorded_by';
    END IF;
    RETURN NULL;
  END $$`;
