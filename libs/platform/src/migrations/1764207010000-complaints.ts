import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Complaints: of how something was done, open to be answered by the council's officers. Never a concern about safety. */
export class Complaints1764207010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(RULES);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE complaint`);
    await query.query(`DROP FUNCTION complaint_rules`);
  }
}

/** One that was a concern after all keeps nothing of what it said: that is with the safeguarding team. */
const TABLE = `
  CREATE TABLE complaint (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT complaint_council_id_fkey REFERENCES council (id),
    name text CONSTRAINT complaint_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    contact text CONSTRAINT complaint_contact_check CHECK (length(btrim(contact)) BETWEEN 1 AND 200),
    about text NOT NULL CONSTRAINT complaint_about_check
      CHECK (about IN ('council', 'register', 'budget', 'support', 'website', 'other')),
    text text CONSTRAINT complaint_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
    wants text CONSTRAINT complaint_wants_check CHECK (length(btrim(wants)) BETWEEN 1 AND 1000),
    made_by uuid CONSTRAINT complaint_made_by_fkey REFERENCES person (id),
    received_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT complaint_outcome_check CHECK (outcome IN ('answered', 'passed_on')),
    answer text CONSTRAINT complaint_answer_check CHECK (length(btrim(answer)) BETWEEN 1 AND 4000),
    closed_by uuid CONSTRAINT complaint_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT complaint_closed_at_check CHECK ((closed_at IS NULL) = (outcome IS NULL)
      AND (closed_by IS NULL) = (outcome IS NULL)
      AND (answer IS NOT NULL) = coalesce(outcome = 'answered', false)
      AND num_nonnulls(name, contact, text) = CASE WHEN outcome = 'passed_on' THEN 0 ELSE 3 END)
  );
  SELECT tenant_table('complaint', 'SELECT, INSERT (council_id, name, contact, about, text, wants, made_by),
    UPDATE (outcome, answer, closed_by)');
  CREATE INDEX complaint_open_idx ON complaint (council_id, received_at) WHERE closed_at IS NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON complaint
  FOR EACH ROW EXECUTE FUNCTION same_council('made_by', 'person')`;

const RULES = `
  CREATE FUNCTION complaint_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this complaint is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_closed_once';
    END IF;
    IF NEW.outcome IS NOT NULL THEN
      NEW.closed_at := now();
      IF NEW.outcome = 'passed_on' THEN
        NEW.name := NULL;
        NEW.contact := NULL;
        NEW.text := NULL;
        NEW.wants := NULL;
        NEW.made_by := NULL;
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON complaint FOR EACH ROW EXECUTE FUNCTION complaint_rules()`;
