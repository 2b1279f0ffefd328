import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What the council asks an applicant for, and what they answer. Asked and answered once, and kept. */
export class ApplicationRequests1764130000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE TABLE application_request (
      id uuid PRIMARY KEY DEFAULT new_id(),
      council_id uuid NOT NULL CONSTRAINT application_request_council_id_fkey REFERENCES council (id),
      application_id uuid NOT NULL CONSTRAINT application_request_application_id_fkey REFERENCES application (id),
      requirement text,
      text text NOT NULL CONSTRAINT application_request_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 2000),
      asked_by uuid NOT NULL CONSTRAINT application_request_asked_by_fkey REFERENCES person (id),
      asked_at timestamptz NOT NULL DEFAULT now(),
      answer text CONSTRAINT application_request_answer_check CHECK (length(btrim(answer)) BETWEEN 1 AND 4000),
      answered_by uuid CONSTRAINT application_request_answered_by_fkey REFERENCES person (id),
      answered_at timestamptz,
      CONSTRAINT application_request_answered_at_check
        CHECK ((answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)))`);
    await query.query(`SELECT tenant_table('application_request', $1)`, [
      'SELECT, INSERT (council_id, application_id, requirement, text, asked_by), UPDATE (answer, answered_by)',
    ]);
    await query.query(`CREATE INDEX application_request_application_id_idx ON application_request (application_id)`);
    await query.query(RULES);
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON application_request
                       FOR EACH ROW EXECUTE FUNCTION same_council('application_id', 'application')`);
    await query.query(`CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON application_request
                       FOR EACH ROW EXECUTE FUNCTION application_request_rules()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE application_request`);
    await query.query(`DROP FUNCTION application_request_rules`);
  }
}

/** The database alone says when it was answered, as it says when it was asked. */
const RULES = `
  CREATE FUNCTION application_request_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE a application;
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.answered_at IS NOT NULL THEN
        RAISE EXCEPTION 'this has been answered already'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'application_request_answered_once';
      END IF;
      IF NEW.answer IS NOT NULL THEN NEW.answered_at := now(); END IF;
      RETURN NEW;
    END IF;
    SELECT * INTO a FROM application WHERE id = NEW.application_id;
    IF NOT FOUND OR a.state IN ('draft', 'declined', 'withdrawn') THEN
      RAISE EXCEPTION 'nothing is asked for in this application now'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_request_open';
    END IF;
    IF is_of_member(NEW.asked_by, a.member_id) THEN
      RAISE EXCEPTION 'nobody asks themselves'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_request_own';
    END IF;
    IF NEW.requirement IS NOT NULL AND NOT EXISTS (
         SELECT FROM requirement r WHERE r.scheme_version_id = a.scheme_version_id AND r.code = NEW.requirement) THEN
      RAISE EXCEPTION 'this application does not ask for this'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_request_requirement';
    END IF;
    RETURN NEW;
  END $$`;
