import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What people ask of their own information: a copy, a correction, erasure; and what is decided about each part of it. */
export class DataRequests1764207020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(REQUEST);
    await query.query(CHOICE);
    await query.query(RULES);
    await query.query(`CREATE INDEX audit_entry_actor_id_idx ON audit_entry (actor_id)`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP INDEX audit_entry_actor_id_idx`);
    await query.query(`DROP TABLE data_request_choice, data_request`);
    await query.query(`DROP FUNCTION data_request_rules, data_request_choice_rules`);
  }
}

const REQUEST = `
  CREATE TABLE data_request (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT data_request_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT data_request_person_id_fkey REFERENCES person (id),
    kind text NOT NULL CONSTRAINT data_request_kind_check CHECK (kind IN ('access', 'correction', 'erasure')),
    channel text NOT NULL
      CONSTRAINT data_request_channel_check CHECK (channel IN ('online', 'phone', 'meeting', 'paper', 'email')),
    category text,
    said text CONSTRAINT data_request_said_check CHECK (length(btrim(said)) BETWEEN 1 AND 2000),
    asked_by uuid NOT NULL CONSTRAINT data_request_asked_by_fkey REFERENCES person (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    due_on date NOT NULL,
    searched_by uuid CONSTRAINT data_request_searched_by_fkey REFERENCES person (id),
    searched_at timestamptz,
    found jsonb,
    outcome text CONSTRAINT data_request_outcome_check CHECK (outcome IN ('done', 'part', 'refused')),
    answer text CONSTRAINT data_request_answer_check CHECK (length(btrim(answer)) BETWEEN 1 AND 4000),
    told text CONSTRAINT data_request_told_check CHECK (length(btrim(told)) BETWEEN 1 AND 500),
    closed_by uuid CONSTRAINT data_request_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT data_request_said_needed_check CHECK (kind <> 'correction' OR said IS NOT NULL),
    CONSTRAINT data_request_searched_at_check CHECK (num_nonnulls(searched_by, searched_at, found) IN (0, 3)),
    CONSTRAINT data_request_closed_at_check CHECK (num_nonnulls(outcome, closed_by, closed_at) IN (0, 3)
      AND (outcome IS NULL OR outcome = 'done' OR answer IS NOT NULL)
      AND (outcome IS NULL OR kind <> 'access' OR searched_at IS NOT NULL))
  );
  SELECT tenant_table('data_request',
    'SELECT, INSERT (council_id, person_id, kind, channel, category, said, asked_by, due_on),
     UPDATE (searched_by, found, outcome, answer, told, closed_by)');
  CREATE INDEX data_request_person_id_idx ON data_request (person_id);
  CREATE UNIQUE INDEX data_request_open_access_key ON data_request (person_id) WHERE kind = 'access' AND closed_at IS NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON data_request
  FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'asked_by', 'person')`;

/** The latest for a part of the record holds; before it is answered only. */
const CHOICE = `
  CREATE TABLE data_request_choice (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT data_request_choice_council_id_fkey REFERENCES council (id),
    request_id uuid NOT NULL CONSTRAINT data_request_choice_request_id_fkey REFERENCES data_request (id),
    part text NOT NULL CONSTRAINT data_request_choice_part_check CHECK (part ~ '^[a-z][a-z_.]{1,80}$'),
    choice text NOT NULL
      CONSTRAINT data_request_choice_choice_check CHECK (choice IN ('released', 'withheld', 'erased', 'kept')),
    reason text CONSTRAINT data_request_choice_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    chosen_by uuid NOT NULL CONSTRAINT data_request_choice_chosen_by_fkey REFERENCES person (id),
    chosen_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT data_request_choice_why_check CHECK (choice IN ('released', 'erased') OR reason IS NOT NULL)
  );
  SELECT tenant_table('data_request_choice',
    'SELECT, INSERT (council_id, request_id, part, choice, reason, chosen_by)');
  CREATE INDEX data_request_choice_request_id_idx ON data_request_choice (request_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON data_request_choice
  FOR EACH ROW EXECUTE FUNCTION same_council('request_id', 'data_request', 'chosen_by', 'person')`;

const RULES = `
  CREATE FUNCTION data_request_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this request is answered'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'data_request_closed_once';
    END IF;
    IF NEW.person_id IN (NEW.closed_by, NEW.searched_by) THEN
      RAISE EXCEPTION 'nobody answers a request of their own'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'data_request_own';
    END IF;
    IF NEW.found IS NOT NULL THEN NEW.searched_at := now(); END IF;
    IF NEW.outcome IS NOT NULL THEN NEW.closed_at := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON data_request FOR EACH ROW EXECUTE FUNCTION data_request_rules();
  CREATE FUNCTION data_request_choice_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    of data_request;
  BEGIN
    SELECT * INTO of FROM data_request WHERE id = NEW.request_id FOR SHARE;
    IF of.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this request is answered'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'data_request_closed_once';
    END IF;
    IF of.person_id = NEW.chosen_by THEN
      RAISE EXCEPTION 'nobody answers a request of their own'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'data_request_own';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON data_request_choice
  FOR EACH ROW EXECUTE FUNCTION data_request_choice_rules()`;
