import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Who handles an application, how long it has been at its stage, what the council aims at, and notes for the file. */
export class VettingDesk1764130100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [DEFERRED, STAGE, ASSIGNMENT, QUEUE, TARGET, NOTE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(
      `DELETE FROM state_transition WHERE machine = 'application' AND 'deferred' IN (from_state, to_state)`,
    );
    await query.query(`DROP TABLE application_note, stage_target`);
    await query.query(`DROP TRIGGER knows_since ON application`);
    await query.query(`DROP TRIGGER assigned_to_others ON application`);
    await query.query(`DROP TRIGGER assigned_in_council ON application`);
    await query.query(`DROP FUNCTION application_knows_since, application_assignment_rules, application_note_rules`);
    await query.query(
      `ALTER TABLE application DROP COLUMN state_since, DROP COLUMN assigned_to, DROP COLUMN deferred_until`,
    );
    await query.query(OPEN_BEFORE);
  }
}

const STATES = (more = '') => `
  ALTER TABLE application DROP CONSTRAINT application_state_check, ADD CONSTRAINT application_state_check
    CHECK (state IN ('draft', 'submitted', 'in_checks', 'ready', ${more} 'approved', 'declined', 'withdrawn'));
  DROP INDEX application_open_key;
  CREATE UNIQUE INDEX application_open_key ON application (member_id)
  WHERE state IN ('draft', 'submitted', 'in_checks', 'ready' ${more && ", 'deferred'"})`;
const OPEN_BEFORE = STATES();

/** Put off until a day, on which it is in the queue again without anybody acting. */
const DEFERRED = `${STATES("'deferred',")};
  ALTER TABLE application ADD COLUMN deferred_until date,
    ADD CONSTRAINT application_deferred_until_check CHECK ((deferred_until IS NOT NULL) = (state = 'deferred'));
  GRANT UPDATE (deferred_until) ON application TO alongside_app;
  INSERT INTO state_transition (machine, from_state, to_state) VALUES
    ('application', 'in_checks', 'deferred'), ('application', 'ready', 'deferred'),
    ('application', 'deferred', 'in_checks'), ('application', 'deferred', 'ready'),
    ('application', 'deferred', 'declined'), ('application', 'deferred', 'withdrawn')`;

/** Whoever moves an application may say when it was; otherwise it is now. */
const STAGE = `
  ALTER TABLE application ADD COLUMN state_since timestamptz NOT NULL DEFAULT now();
  UPDATE application SET state_since = coalesce(closed_at, ready_at, submitted_at, opened_at);
  GRANT UPDATE (state_since) ON application TO alongside_app;

  CREATE FUNCTION application_knows_since() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state_since = OLD.state_since THEN NEW.state_since := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER knows_since BEFORE UPDATE OF state ON application
  FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION application_knows_since()`;

const ASSIGNMENT = `
  ALTER TABLE application ADD COLUMN assigned_to uuid CONSTRAINT application_assigned_to_fkey REFERENCES person (id);
  GRANT UPDATE (assigned_to) ON application TO alongside_app;
  CREATE INDEX application_assigned_to_idx ON application (assigned_to) WHERE assigned_to IS NOT NULL;

  CREATE FUNCTION application_assignment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF is_of_member(NEW.assigned_to, NEW.member_id) THEN
      RAISE EXCEPTION 'nobody handles their own application'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_assigned_own';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER assigned_in_council BEFORE INSERT OR UPDATE ON application
  FOR EACH ROW WHEN (NEW.assigned_to IS NOT NULL) EXECUTE FUNCTION same_council('assigned_to', 'person');
  CREATE TRIGGER assigned_to_others BEFORE INSERT OR UPDATE OF assigned_to ON application
  FOR EACH ROW WHEN (NEW.assigned_to IS NOT NULL) EXECUTE FUNCTION application_assignment_rules()`;

/** Holds all that the queue filters, sorts and counts by, so that only a page's rows are fetched. */
const QUEUE = `
  CREATE INDEX application_queue_idx ON application (council_id, submitted_at, id)
  INCLUDE (state, state_since, assigned_to, deferred_until)
  WHERE state IN ('submitted', 'in_checks', 'ready', 'deferred')`;

/** Rows without a council are what every council starts with. */
const TARGET = `
  CREATE TABLE stage_target (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT stage_target_council_id_fkey REFERENCES council (id),
    stage text NOT NULL CONSTRAINT stage_target_stage_check CHECK (stage IN ('submitted', 'in_checks', 'ready')),
    days smallint NOT NULL CONSTRAINT stage_target_days_check CHECK (days BETWEEN 1 AND 365),
    starts_on date NOT NULL,
    source text NOT NULL CONSTRAINT stage_target_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  CREATE UNIQUE INDEX stage_target_stage_starts_on_idx ON stage_target (stage, starts_on) WHERE council_id IS NULL;
  CREATE UNIQUE INDEX stage_target_council_id_stage_starts_on_idx ON stage_target (council_id, stage, starts_on);
  SELECT general_and_own('stage_target', 'SELECT, INSERT (council_id, stage, days, starts_on, source)');
  INSERT INTO stage_target (stage, days, starts_on, source)
  SELECT stage, days, '2020-01-01', 'What the product starts with. Put your council’s own standard in its place.'
  FROM (VALUES ('submitted', 5), ('in_checks', 40), ('ready', 10)) AS start (stage, days)`;

/** For the council only, and only ever added to. */
const NOTE = `
  CREATE TABLE application_note (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT application_note_council_id_fkey REFERENCES council (id),
    application_id uuid NOT NULL CONSTRAINT application_note_application_id_fkey REFERENCES application (id),
    text text NOT NULL CONSTRAINT application_note_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
    written_by uuid NOT NULL CONSTRAINT application_note_written_by_fkey REFERENCES person (id),
    written_at timestamptz NOT NULL DEFAULT now()
  );
  SELECT tenant_table('application_note', 'SELECT, INSERT (council_id, application_id, text, written_by)');
  CREATE INDEX application_note_application_id_idx ON application_note (application_id);
  CREATE FUNCTION application_note_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM application a WHERE a.id = NEW.application_id AND is_of_member(NEW.written_by, a.member_id)) THEN
      RAISE EXCEPTION 'nobody writes notes about their own application'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_note_own';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON application_note
  FOR EACH ROW EXECUTE FUNCTION same_council('application_id', 'application');
  CREATE TRIGGER keeps_rules BEFORE INSERT ON application_note
  FOR EACH ROW EXECUTE FUNCTION application_note_rules()`;
