import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Support plans, version by version: what somebody wants, what will help, a rough week and what it costs, risks that
 * were talked through. A version is written while it is a draft, and stays as it was agreed.
 */
export class SupportPlans1764300000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [PLAN, ITEM, TIME, MACHINE, ...RULES, ...LIMIT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE plan_limit, plan_time, plan_item, support_plan`);
    await query.query(`DROP FUNCTION support_plan_rules, plan_part_rules`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'support_plan'`);
  }
}

const PLAN = `
  CREATE TABLE support_plan (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT support_plan_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT support_plan_person_id_fkey REFERENCES person (id),
    number smallint NOT NULL CONSTRAINT support_plan_number_check CHECK (number > 0),
    state text NOT NULL DEFAULT 'draft' CONSTRAINT support_plan_state_check
      CHECK (state IN ('draft', 'offered', 'agreed', 'accepted', 'returned', 'replaced')),
    about text CONSTRAINT support_plan_about_check CHECK (length(btrim(about)) BETWEEN 1 AND 4000),
    backup text CONSTRAINT support_plan_backup_check CHECK (length(btrim(backup)) BETWEEN 1 AND 2000),
    helped_by text CONSTRAINT support_plan_helped_by_check CHECK (length(btrim(helped_by)) BETWEEN 1 AND 200),
    indicative_pence bigint CONSTRAINT support_plan_indicative_pence_check CHECK (indicative_pence BETWEEN 0 AND 10000000),
    weekly_pence bigint CONSTRAINT support_plan_weekly_pence_check CHECK (weekly_pence >= 0),
    figure_pence bigint CONSTRAINT support_plan_figure_pence_check CHECK (figure_pence >= 0),
    revision integer NOT NULL DEFAULT 0,
    started_by uuid NOT NULL CONSTRAINT support_plan_started_by_fkey REFERENCES person (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    offered_by uuid CONSTRAINT support_plan_offered_by_fkey REFERENCES person (id),
    agreed_by uuid CONSTRAINT support_plan_agreed_by_fkey REFERENCES person (id),
    agreed_how text CONSTRAINT support_plan_agreed_how_check CHECK (agreed_how IN ('phone', 'letter', 'meeting')),
    agreed_at timestamptz,
    decided_by uuid CONSTRAINT support_plan_decided_by_fkey REFERENCES person (id),
    decided_at timestamptz,
    limit_pence bigint CONSTRAINT support_plan_limit_pence_check CHECK (limit_pence >= 0),
    reasons text CONSTRAINT support_plan_reasons_check CHECK (length(btrim(reasons)) BETWEEN 1 AND 2000),
    CONSTRAINT support_plan_agreed_check CHECK (num_nonnulls(agreed_by, agreed_at, weekly_pence) =
      CASE WHEN state IN ('draft', 'offered') THEN 0 ELSE 3 END),
    CONSTRAINT support_plan_decided_check CHECK (num_nonnulls(decided_by, decided_at) =
      CASE WHEN state IN ('draft', 'offered', 'agreed') THEN 0 ELSE 2 END),
    CONSTRAINT support_plan_limit_check CHECK (state NOT IN ('accepted', 'replaced') OR limit_pence IS NULL OR weekly_pence <= limit_pence),
    CONSTRAINT support_plan_why_check CHECK (CASE state WHEN 'returned' THEN reasons IS NOT NULL
      WHEN 'accepted' THEN reasons IS NOT NULL OR figure_pence IS NULL OR weekly_pence <= figure_pence ELSE true END),
    CONSTRAINT support_plan_decided_by_check CHECK (decided_by NOT IN (person_id, started_by, agreed_by))
  );
  SELECT tenant_table('support_plan', 'SELECT, INSERT (council_id, person_id, number, about, backup, helped_by,
    indicative_pence, started_by), UPDATE (state, about, backup, helped_by, indicative_pence, revision, weekly_pence, figure_pence,
    offered_by, agreed_by, agreed_how, agreed_at, decided_by, decided_at, limit_pence, reasons)');
  CREATE UNIQUE INDEX support_plan_person_id_number_key ON support_plan (person_id, number);
  CREATE UNIQUE INDEX support_plan_open_idx ON support_plan (person_id) WHERE state IN ('draft', 'offered', 'agreed');
  CREATE UNIQUE INDEX support_plan_accepted_idx ON support_plan (person_id) WHERE state = 'accepted';
  CREATE INDEX support_plan_waiting_idx ON support_plan (council_id, agreed_at) WHERE state = 'agreed';
  CREATE TRIGGER support_plan_same_council BEFORE INSERT ON support_plan
  FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'started_by', 'person')`;

/** What somebody wants, what will help, and what was talked through: each is a sentence or two. */
const ITEM = `
  CREATE TABLE plan_item (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT plan_item_council_id_fkey REFERENCES council (id),
    plan_id uuid NOT NULL CONSTRAINT plan_item_plan_id_fkey REFERENCES support_plan (id),
    position smallint NOT NULL CONSTRAINT plan_item_position_check CHECK (position BETWEEN 0 AND 59),
    kind text NOT NULL CONSTRAINT plan_item_kind_check
      CHECK (kind IN ('outcome', 'people', 'community', 'service', 'equipment', 'unpaid', 'risk')),
    text text NOT NULL CONSTRAINT plan_item_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 1000),
    note text CONSTRAINT plan_item_note_check CHECK (length(btrim(note)) BETWEEN 1 AND 1000),
    agreed_with text CONSTRAINT plan_item_agreed_with_check CHECK (length(btrim(agreed_with)) BETWEEN 1 AND 200),
    CONSTRAINT plan_item_risk_check CHECK (CASE WHEN kind = 'risk' THEN num_nonnulls(note, agreed_with) = 2
      ELSE agreed_with IS NULL END)
  );
  SELECT tenant_table('plan_item', 'SELECT, INSERT, DELETE');
  CREATE INDEX plan_item_plan_id_idx ON plan_item (plan_id);
  CREATE TRIGGER plan_item_same_council BEFORE INSERT ON plan_item
  FOR EACH ROW EXECUTE FUNCTION same_council('plan_id', 'support_plan')`;

/** The rough week: on which days, from when to when, for what, and about how much an hour. */
const TIME = `
  CREATE TABLE plan_time (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT plan_time_council_id_fkey REFERENCES council (id),
    plan_id uuid NOT NULL CONSTRAINT plan_time_plan_id_fkey REFERENCES support_plan (id),
    position smallint NOT NULL CONSTRAINT plan_time_position_check CHECK (position BETWEEN 0 AND 59),
    weekdays smallint[] NOT NULL CONSTRAINT plan_time_weekdays_check
      CHECK (cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
    from_time time NOT NULL,
    to_time time NOT NULL,
    service text CONSTRAINT plan_time_service_check CHECK (service ~ '^[a-z][a-z0-9_]{1,39}$'),
    text text CONSTRAINT plan_time_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 200),
    rate_pence bigint CONSTRAINT plan_time_rate_pence_check CHECK (rate_pence BETWEEN 1 AND 1000000),
    CONSTRAINT plan_time_to_time_check CHECK (to_time <> from_time),
    CONSTRAINT plan_time_what_check CHECK (num_nonnulls(service, text) > 0)
  );
  SELECT tenant_table('plan_time', 'SELECT, INSERT, DELETE');
  CREATE INDEX plan_time_plan_id_idx ON plan_time (plan_id);
  CREATE TRIGGER plan_time_same_council BEFORE INSERT ON plan_time
  FOR EACH ROW EXECUTE FUNCTION same_council('plan_id', 'support_plan')`;

const MACHINE = `SELECT state_machine('support_plan', ARRAY['draft > offered', 'draft > agreed', 'offered > agreed',
  'offered > draft', 'agreed > draft', 'agreed > accepted', 'agreed > returned', 'accepted > replaced'])`;

/** What was offered or agreed stays as it was read: writing needs a draft. */
const RULES = [
  `CREATE FUNCTION support_plan_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (OLD.state <> 'draft' OR NEW.state <> 'draft') AND ROW(NEW.about, NEW.backup, NEW.helped_by, NEW.indicative_pence, NEW.revision)
        IS DISTINCT FROM ROW(OLD.about, OLD.backup, OLD.helped_by, OLD.indicative_pence, OLD.revision) THEN
       RAISE EXCEPTION 'only a draft is written in'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'support_plan_written_as_draft';
     END IF;
     IF NEW.state = OLD.state AND OLD.state <> 'draft' THEN
       RAISE EXCEPTION 'what was agreed or decided stays so'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'support_plan_stays';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER keeps_rules BEFORE UPDATE ON support_plan FOR EACH ROW EXECUTE FUNCTION support_plan_rules()`,
  `CREATE FUNCTION plan_part_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE of_plan text;
   BEGIN
     SELECT state INTO of_plan FROM support_plan
     WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END FOR SHARE;
     IF of_plan IS DISTINCT FROM 'draft' THEN
       RAISE EXCEPTION 'only a draft is written in'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'support_plan_written_as_draft';
     END IF;
     RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
   END $$`,
  `CREATE TRIGGER keeps_rules BEFORE INSERT OR DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION plan_part_rules()`,
  `CREATE TRIGGER keeps_rules BEFORE INSERT OR DELETE ON plan_time FOR EACH ROW EXECUTE FUNCTION plan_part_rules()`,
];

/** Up to how much a week a role may accept: what every council starts with, and its own. No limit where none is set. */
const LIMIT = [
  `CREATE TABLE plan_limit (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid CONSTRAINT plan_limit_council_id_fkey REFERENCES council (id),
     role text NOT NULL CONSTRAINT plan_limit_role_check CHECK (role IN ('officer', 'approver')),
     weekly_pence bigint CONSTRAINT plan_limit_weekly_pence_check CHECK (weekly_pence BETWEEN 0 AND 10000000),
     starts_on date NOT NULL,
     source text NOT NULL CONSTRAINT plan_limit_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
   )`,
  `CREATE UNIQUE INDEX plan_limit_general_idx ON plan_limit (role, starts_on) WHERE council_id IS NULL`,
  `CREATE UNIQUE INDEX plan_limit_council_id_role_starts_on_idx ON plan_limit (council_id, role, starts_on)`,
  `SELECT general_and_own('plan_limit', 'SELECT, INSERT')`,
  `INSERT INTO plan_limit (role, weekly_pence, starts_on, source) VALUES
     ('officer', 30000, '2015-04-01', 'What this service starts with; the council’s scheme of delegation decides'),
     ('approver', NULL, '2015-04-01', 'What this service starts with; the council’s scheme of delegation decides')`,
];
