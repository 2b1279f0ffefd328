import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * From a micro-enterprise's enquiry to its listing: how far it is, what is still to do, what was said and sent, and what
 * comes next. What is asked of it, how large it may be and how often it is looked at again are dated rules.
 */
export class Development1764320002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [RULE, TABLE, TASK, EVENT]) await query.query(sql);
    await query.query(`SELECT state_machine('development', '${STEPS}')`);
    await query.query(RULES);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DROP TABLE development_event, development_task, development, development_rule`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'development'`);
    await query.query(`DROP FUNCTION development_rules`);
  }
}

const STEPS = `{talking > developing, developing > ready, ready > listed, listed > checking, checking > listed,
  talking > paused, developing > paused, ready > paused, listed > paused, checking > paused, paused > talking,
  talking > closed, developing > closed, ready > closed, listed > closed, checking > closed, paused > closed,
  talking > declined, developing > declined, ready > declined, checking > declined, closed > talking, declined > talking}`;

const RULE = `
  CREATE TABLE development_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT development_rule_council_id_fkey REFERENCES council (id),
    most_fte numeric(5,1) NOT NULL CONSTRAINT development_rule_most_fte_check CHECK (most_fte BETWEEN 0.1 AND 250),
    check_months integer NOT NULL CONSTRAINT development_rule_check_months_check CHECK (check_months BETWEEN 1 AND 60),
    tasks text[] NOT NULL CONSTRAINT development_rule_tasks_check
      CHECK (tasks <@ '{training,dbs,policies,insurance,regulation,tax,court_judgments,car}' AND cardinality(tasks) > 0),
    source text NOT NULL CONSTRAINT development_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  SELECT general_and_own('development_rule', 'SELECT, INSERT (council_id, most_fte, check_months, tasks, source, starts_on)');
  CREATE INDEX development_rule_council_id_starts_on_idx ON development_rule (council_id, starts_on);
  INSERT INTO development_rule (most_fte, check_months, tasks, source, starts_on) VALUES
    (8, 12, '{training,dbs,policies,insurance,regulation,tax,court_judgments,car}',
     'Councils’ micro-enterprise programmes: up to 8 full-time equivalents, paid or not (Somerset, Worcestershire, Devon, Cambridgeshire); what is asked follows Somerset and Leeds',
     '2000-01-01')`;

const TABLE = `
  CREATE TABLE development (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT development_council_id_fkey REFERENCES council (id),
    enquiry_id uuid NOT NULL CONSTRAINT development_enquiry_id_fkey REFERENCES enquiry (id)
      CONSTRAINT development_enquiry_id_key UNIQUE,
    state text NOT NULL DEFAULT 'talking' CONSTRAINT development_state_check
      CHECK (state IN ('talking', 'developing', 'ready', 'listed', 'checking', 'paused', 'closed', 'declined')),
    reason text CONSTRAINT development_reason_check CHECK (reason IN ('no_answer', 'changed_mind', 'other_work',
      'moved_away', 'not_viable', 'stopped_trading', 'too_large', 'standards_not_met', 'outside_area', 'own_wish', 'other')),
    next_action text CONSTRAINT development_next_action_check CHECK (length(btrim(next_action)) BETWEEN 1 AND 200),
    next_on date,
    fte numeric(5,1) CONSTRAINT development_fte_check CHECK (fte BETWEEN 0.1 AND 250),
    people_supported integer CONSTRAINT development_people_supported_check CHECK (people_supported BETWEEN 0 AND 10000),
    outcode text CONSTRAINT development_outcode_check CHECK (outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
    services text[] NOT NULL DEFAULT '{}' CONSTRAINT development_services_check CHECK (cardinality(services) <= 20),
    check_due_on date,
    begun_by uuid NOT NULL CONSTRAINT development_begun_by_fkey REFERENCES person (id),
    begun_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT development_reason_given_check CHECK ((reason IS NOT NULL) = (state IN ('paused', 'closed', 'declined'))),
    CONSTRAINT development_next_check CHECK ((next_action IS NULL) = (next_on IS NULL))
  );
  SELECT tenant_table('development', 'SELECT, INSERT (council_id, enquiry_id, begun_by),
    UPDATE (state, reason, next_action, next_on, fte, people_supported, outcode, services, check_due_on)');
  CREATE INDEX development_council_id_state_idx ON development (council_id, state);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON development
  FOR EACH ROW EXECUTE FUNCTION same_council('enquiry_id', 'enquiry')`;

const TASK = `
  CREATE TABLE development_task (
    development_id uuid NOT NULL CONSTRAINT development_task_development_id_fkey REFERENCES development (id),
    task text NOT NULL CONSTRAINT development_task_task_check CHECK (task IN ('training', 'dbs', 'policies', 'insurance',
      'regulation', 'tax', 'court_judgments', 'car')),
    council_id uuid NOT NULL CONSTRAINT development_task_council_id_fkey REFERENCES council (id),
    outcome text NOT NULL DEFAULT 'to_do' CONSTRAINT development_task_outcome_check
      CHECK (outcome IN ('to_do', 'done', 'not_needed')),
    changed_by uuid CONSTRAINT development_task_changed_by_fkey REFERENCES person (id),
    changed_on date,
    CONSTRAINT development_task_pkey PRIMARY KEY (development_id, task),
    CONSTRAINT development_task_changed_check CHECK (outcome = 'to_do' OR (changed_by IS NOT NULL AND changed_on IS NOT NULL))
  );
  SELECT tenant_table('development_task',
    'SELECT, INSERT (development_id, task, council_id), UPDATE (outcome, changed_by, changed_on)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON development_task
  FOR EACH ROW EXECUTE FUNCTION same_council('development_id', 'development')`;

const EVENT = `
  CREATE TABLE development_event (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT development_event_council_id_fkey REFERENCES council (id),
    development_id uuid NOT NULL CONSTRAINT development_event_development_id_fkey REFERENCES development (id),
    kind text NOT NULL CONSTRAINT development_event_kind_check CHECK (kind IN ('moved', 'note', 'resource')),
    to_state text,
    text text CONSTRAINT development_event_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 2000),
    recorded_by uuid NOT NULL CONSTRAINT development_event_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT development_event_said_check CHECK ((kind = 'moved') = (to_state IS NOT NULL)
      AND (kind = 'moved' OR text IS NOT NULL))
  );
  SELECT tenant_table('development_event', 'SELECT, INSERT (council_id, development_id, kind, to_state, text, recorded_by)');
  CREATE INDEX development_event_development_id_idx ON development_event (development_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON development_event
  FOR EACH ROW EXECUTE FUNCTION same_council('development_id', 'development')`;

/** Standards are met when nothing is left to do and it is no larger than the rule of the day; listed is what the register says. */
const RULES = `
  CREATE FUNCTION development_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'Europe/London')::date;
  BEGIN
    IF NEW.state IN ('ready', 'listed') AND (NEW.state <> OLD.state OR NEW.fte IS DISTINCT FROM OLD.fte) THEN
      IF NEW.state <> OLD.state AND EXISTS (
        SELECT FROM development_task t WHERE t.development_id = NEW.id AND t.outcome = 'to_do') THEN
        RAISE EXCEPTION 'something is left to do' USING ERRCODE = 'check_violation', CONSTRAINT = 'development_tasks_done';
      END IF;
      IF NEW.fte IS NULL OR (NEW.state <> OLD.state AND NEW.fte > (
        SELECT r.most_fte FROM development_rule r
        WHERE (r.council_id = NEW.council_id OR r.council_id IS NULL) AND r.starts_on <= today
        ORDER BY r.council_id NULLS LAST, r.starts_on DESC LIMIT 1)) THEN
        RAISE EXCEPTION 'how large it is, is not known or too much'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'development_small_enough';
      END IF;
    END IF;
    IF NEW.state = 'listed' AND OLD.state <> 'listed' AND NOT EXISTS (
      SELECT FROM enquiry q JOIN application a ON a.id = q.application_id
      CROSS JOIN LATERAL member_standing(ARRAY[a.member_id], today) s WHERE q.id = NEW.enquiry_id AND s.listed) THEN
      RAISE EXCEPTION 'the register does not list it today'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'development_on_register';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON development FOR EACH ROW EXECUTE FUNCTION development_rules()`;

const DUE = `AND q.emptied_at IS NULL`;
const BRANCH = `WHEN 'enquiry' THEN`;

/** What is worked with is not removed; what was written about who is gone goes with who it was. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  [
    'retention_due(date)',
    DUE,
    `${DUE} AND NOT EXISTS (SELECT FROM development d WHERE d.enquiry_id = q.id AND d.state NOT IN ('closed', 'declined'))`,
  ],
  [
    'retention_remove()',
    BRANCH,
    `${BRANCH}
          UPDATE development_event e SET text = 'Removed by a retention rule.' FROM development d
          WHERE d.id = e.development_id AND d.council_id = council AND d.enquiry_id = ANY (rule.ids) AND e.text IS NOT NULL;
          UPDATE development SET next_action = NULL, next_on = NULL WHERE council_id = council AND enquiry_id = ANY (rule.ids);`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
