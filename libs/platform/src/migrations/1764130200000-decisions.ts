import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Decisions that put off, words for the applicant, and a further decision where an appeal opened the matter again.
 * Until when one may appeal, and how soon the council answers, is dated configuration.
 */
export class Decisions1764130200000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [WORDS, DEFERRAL, PERIOD, FOUR_EYES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE appeal_period, deferral`);
    await query.query(`DROP FUNCTION deferral_rules`);
    await query.query(`ALTER TABLE decision DROP COLUMN explanation`);
  }
}

const WORDS = `
  ALTER TABLE decision ADD COLUMN explanation text
    CONSTRAINT decision_explanation_check CHECK (length(btrim(explanation)) BETWEEN 1 AND 4000);
  GRANT INSERT (explanation) ON decision TO alongside_app`;

/** Not a decision of the register: nobody is listed by it. */
const DEFERRAL = `
  CREATE TABLE deferral (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT deferral_council_id_fkey REFERENCES council (id),
    application_id uuid NOT NULL CONSTRAINT deferral_application_id_fkey REFERENCES application (id),
    until_on date NOT NULL,
    reasons text NOT NULL CONSTRAINT deferral_reasons_check CHECK (length(btrim(reasons)) BETWEEN 1 AND 4000),
    explanation text CONSTRAINT deferral_explanation_check CHECK (length(btrim(explanation)) BETWEEN 1 AND 4000),
    decided_by uuid NOT NULL CONSTRAINT deferral_decided_by_fkey REFERENCES person (id),
    decided_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT deferral_until_on_check CHECK (until_on > (decided_at AT TIME ZONE 'Europe/London')::date)
  );
  SELECT tenant_table('deferral', 'SELECT, INSERT (council_id, application_id, until_on, reasons, explanation, decided_by)');
  CREATE INDEX deferral_application_id_idx ON deferral (application_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON deferral
  FOR EACH ROW EXECUTE FUNCTION same_council('application_id', 'application')`;

/** Rows without a council are what every council starts with. */
const PERIOD = `
  CREATE TABLE appeal_period (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT appeal_period_council_id_fkey REFERENCES council (id),
    days_to_appeal smallint NOT NULL CONSTRAINT appeal_period_days_to_appeal_check CHECK (days_to_appeal BETWEEN 7 AND 365),
    days_to_answer smallint NOT NULL CONSTRAINT appeal_period_days_to_answer_check CHECK (days_to_answer BETWEEN 1 AND 365),
    starts_on date NOT NULL,
    source text NOT NULL CONSTRAINT appeal_period_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  CREATE UNIQUE INDEX appeal_period_starts_on_idx ON appeal_period (starts_on) WHERE council_id IS NULL;
  CREATE UNIQUE INDEX appeal_period_council_id_starts_on_idx ON appeal_period (council_id, starts_on);
  SELECT general_and_own('appeal_period', 'SELECT, INSERT (council_id, days_to_appeal, days_to_answer, starts_on, source)');
  INSERT INTO appeal_period (days_to_appeal, days_to_answer, starts_on, source)
  VALUES (28, 28, '2020-01-01', 'What the product starts with. Put your council’s own procedure in its place.')`;

/** Putting off is deciding: the same people may not. */
const FOUR_EYES = `
  CREATE FUNCTION deferral_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE a application;
  BEGIN
    SELECT * INTO a FROM application WHERE id = NEW.application_id FOR UPDATE;
    IF a.state NOT IN ('in_checks', 'ready') THEN
      RAISE EXCEPTION 'this application does not wait for a decision'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_ready';
    END IF;
    IF NEW.decided_by = a.opened_by OR NEW.decided_by = a.submitted_by
       OR EXISTS (SELECT FROM evidence e WHERE e.member_id = a.member_id AND e.recorded_by = NEW.decided_by)
       OR is_of_member(NEW.decided_by, a.member_id) THEN
      RAISE EXCEPTION 'whoever gathered or applied does not decide'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_four_eyes';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON deferral FOR EACH ROW EXECUTE FUNCTION deferral_rules()`;
