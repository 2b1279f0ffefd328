import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What people buy without booking it here: from anybody, in cash too, with or without a photograph of the receipt. It
 * is never refused for want of money: what the line cannot pay stands beside it, and a human is shown it.
 */
export class Purchases1764310020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, PURCHASE, PURCHASE_RULES, FILE, KEPT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP VIEW kept_file`);
    await query.query(`DROP TABLE purchase_file, purchase, spending_rule`);
    await query.query(`DROP FUNCTION purchase_rules`);
  }
}

/** When a purchase is shown to a human for a conversation. */
const RULE = `
  CREATE TABLE spending_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT spending_rule_council_id_fkey REFERENCES council (id),
    large_weeks integer NOT NULL CONSTRAINT spending_rule_large_weeks_check CHECK (large_weeks BETWEEN 1 AND 52),
    late_days integer NOT NULL CONSTRAINT spending_rule_late_days_check CHECK (late_days BETWEEN 1 AND 730),
    many_in_day integer NOT NULL CONSTRAINT spending_rule_many_in_day_check CHECK (many_in_day BETWEEN 2 AND 100),
    source text NOT NULL CONSTRAINT spending_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX spending_rule_council_id_starts_on_key ON spending_rule (council_id, starts_on);
  SELECT general_and_own('spending_rule', 'SELECT, INSERT (council_id, large_weeks, late_days, many_in_day, source, starts_on)');
  INSERT INTO spending_rule (large_weeks, late_days, many_in_day, source, starts_on)
  VALUES (2, 90, 5, 'What every council starts with', '2020-01-01')`;

const PURCHASE = `
  CREATE TABLE purchase (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT purchase_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT purchase_line_id_fkey REFERENCES budget_line (id),
    period_id uuid CONSTRAINT purchase_period_id_fkey REFERENCES budget_period (id),
    bought_on date NOT NULL,
    what text NOT NULL CONSTRAINT purchase_what_check CHECK (length(btrim(what)) BETWEEN 1 AND 200),
    paid_with text NOT NULL CONSTRAINT purchase_paid_with_check CHECK (paid_with IN ('cash', 'card', 'transfer')),
    pence bigint NOT NULL CONSTRAINT purchase_pence_check CHECK (pence BETWEEN 1 AND 100000000),
    line_pence bigint NOT NULL CONSTRAINT purchase_line_pence_check CHECK (line_pence >= 0),
    own_pence bigint NOT NULL CONSTRAINT purchase_own_pence_check CHECK (own_pence >= 0),
    beyond_pence bigint NOT NULL CONSTRAINT purchase_beyond_pence_check CHECK (beyond_pence >= 0),
    unusual text[] NOT NULL DEFAULT '{}' CONSTRAINT purchase_unusual_check
      CHECK (unusual <@ ARRAY['beyond', 'large', 'late', 'many', 'twice']),
    form_key uuid NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT purchase_recorded_by_fkey REFERENCES person (id),
    recorded_how text,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    taken_back_at timestamptz,
    taken_back_by uuid CONSTRAINT purchase_taken_back_by_fkey REFERENCES person (id),
    taken_back_why text CONSTRAINT purchase_taken_back_why_check CHECK (length(btrim(taken_back_why)) BETWEEN 1 AND 500),
    talked_at timestamptz,
    talked_by uuid CONSTRAINT purchase_talked_by_fkey REFERENCES person (id),
    talked_note text CONSTRAINT purchase_talked_note_check CHECK (length(btrim(talked_note)) BETWEEN 1 AND 1000),
    CONSTRAINT purchase_sum_check CHECK (pence = line_pence + own_pence + beyond_pence),
    CONSTRAINT purchase_period_check CHECK ((line_pence = 0) OR period_id IS NOT NULL),
    CONSTRAINT purchase_taken_back_check CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)
      AND (taken_back_at IS NULL) = (taken_back_why IS NULL)),
    CONSTRAINT purchase_talked_check CHECK ((talked_at IS NULL) = (talked_by IS NULL) AND (talked_at IS NULL) = (talked_note IS NULL)),
    CONSTRAINT purchase_council_id_form_key_key UNIQUE (council_id, form_key)
  );
  CREATE INDEX purchase_line_id_bought_on_idx ON purchase (line_id, bought_on);
  CREATE INDEX purchase_council_id_idx ON purchase (council_id)
    WHERE unusual <> '{}' AND talked_at IS NULL AND taken_back_at IS NULL;
  SELECT tenant_table('purchase', 'SELECT, INSERT (council_id, line_id, period_id, bought_on, what, paid_with, pence,
    line_pence, own_pence, beyond_pence, unusual, form_key, recorded_by, recorded_how),
    UPDATE (taken_back_at, taken_back_by, taken_back_why, talked_at, talked_by, talked_note)');
  CREATE TRIGGER purchase_same_council BEFORE INSERT ON purchase
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'period_id', 'budget_period')`;

/** It is taken back once, and what was talked about stays said. A period is one of its line. */
const PURCHASE_RULES = `
  CREATE FUNCTION purchase_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (
      (OLD.taken_back_at IS NOT NULL AND (NEW.taken_back_at, NEW.taken_back_by, NEW.taken_back_why)
        IS DISTINCT FROM (OLD.taken_back_at, OLD.taken_back_by, OLD.taken_back_why))
      OR (OLD.talked_at IS NOT NULL AND (NEW.talked_at, NEW.talked_by, NEW.talked_note)
        IS DISTINCT FROM (OLD.talked_at, OLD.talked_by, OLD.talked_note))
      OR OLD.recorded_by <> NEW.recorded_by)
    THEN
      RAISE EXCEPTION 'what was recorded of a purchase stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_stays';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.period_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM budget_period WHERE id = NEW.period_id AND line_id = NEW.line_id) THEN
      RAISE EXCEPTION 'the period is not of this line' USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_period_of_line';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON purchase FOR EACH ROW EXECUTE FUNCTION purchase_rules()`;

const FILE = `
  CREATE TABLE purchase_file (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT purchase_file_council_id_fkey REFERENCES council (id),
    purchase_id uuid NOT NULL CONSTRAINT purchase_file_purchase_id_fkey REFERENCES purchase (id),
    name text NOT NULL CONSTRAINT purchase_file_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    media_type text NOT NULL CONSTRAINT purchase_file_media_type_check
      CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    bytes integer NOT NULL CONSTRAINT purchase_file_bytes_check CHECK (bytes BETWEEN 1 AND 10485760),
    state text NOT NULL DEFAULT 'quarantined' CONSTRAINT purchase_file_state_check
      CHECK (state IN ('quarantined', 'clean', 'released', 'infected')),
    uploaded_by uuid NOT NULL CONSTRAINT purchase_file_uploaded_by_fkey REFERENCES person (id),
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    released_by uuid CONSTRAINT purchase_file_released_by_fkey REFERENCES person (id)
      CONSTRAINT purchase_file_released_by_check CHECK ((state = 'released') = (released_by IS NOT NULL))
  );
  CREATE INDEX purchase_file_purchase_id_idx ON purchase_file (purchase_id);
  SELECT tenant_table('purchase_file', 'SELECT, INSERT (id, council_id, purchase_id, name, media_type, bytes, uploaded_by),
    UPDATE (state, released_by)');
  CREATE TRIGGER purchase_file_same_council BEFORE INSERT ON purchase_file
    FOR EACH ROW EXECUTE FUNCTION same_council('purchase_id', 'purchase')`;

/** Whose content lies in the storage and is wanted there. A table of files that is not in it loses them at night. */
const KEPT = `
  CREATE VIEW kept_file WITH (security_invoker = true) AS
    SELECT id, council_id FROM evidence_file WHERE state IN ('quarantined', 'clean', 'released')
    UNION ALL SELECT id, council_id FROM purchase_file WHERE state IN ('quarantined', 'clean', 'released');
  GRANT SELECT ON kept_file TO alongside_app`;
