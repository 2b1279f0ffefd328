import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What was recorded of a visit stays: each time a row, with what it came to and why. Beside it what was laid out, by
 * which rules hours are approved, and what the law says an hour must be paid.
 */
export class HoursToPay1764410000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, WAGE, VISIT, RECORD, EXPENSE, FILE, KEPT_WITH, SILENT, DUE]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION silent_approvals_due(timestamptz)`);
    await query.query(`DROP TRIGGER silent_where_configured ON visit`);
    await query.query(`DROP FUNCTION visit_silent_approval`);
    await query.query(KEPT_WITHOUT);
    await query.query(`DROP TABLE expense_file, visit_expense, hours_record`);
    await query.query(`ALTER TABLE visit DROP COLUMN recorded_at, DROP COLUMN approved_silently`);
    await query.query(`DROP TABLE minimum_wage, hours_rule`);
  }
}

const RULE = `
  CREATE TABLE hours_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT hours_rule_council_id_fkey REFERENCES council (id),
    tolerance_bp integer NOT NULL CONSTRAINT hours_rule_tolerance_bp_check CHECK (tolerance_bp BETWEEN 0 AND 10000),
    tolerance_pence bigint NOT NULL CONSTRAINT hours_rule_tolerance_pence_check CHECK (tolerance_pence BETWEEN 0 AND 100000),
    silent_days integer CONSTRAINT hours_rule_silent_days_check CHECK (silent_days BETWEEN 1 AND 90),
    source text NOT NULL CONSTRAINT hours_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX hours_rule_council_id_starts_on_key ON hours_rule (council_id, starts_on);
  SELECT general_and_own('hours_rule', 'SELECT, INSERT (council_id, tolerance_bp, tolerance_pence, silent_days, source, starts_on)');
  INSERT INTO hours_rule (tolerance_bp, tolerance_pence, source, starts_on)
  VALUES (1000, 1000, 'What every council starts with', '2020-01-01')`;

/** The law's, so no council's own: the serving role reads it, and a migration or the owner adds to it. */
const WAGE = `
  CREATE TABLE minimum_wage (
    id uuid PRIMARY KEY DEFAULT new_id(),
    from_age integer NOT NULL CONSTRAINT minimum_wage_from_age_check CHECK (from_age BETWEEN 0 AND 120),
    hour_pence integer NOT NULL CONSTRAINT minimum_wage_hour_pence_check CHECK (hour_pence BETWEEN 1 AND 100000),
    starts_on date NOT NULL,
    source text NOT NULL CONSTRAINT minimum_wage_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    CONSTRAINT minimum_wage_from_age_starts_on_key UNIQUE (from_age, starts_on)
  );
  GRANT SELECT ON minimum_wage TO alongside_app;
  INSERT INTO minimum_wage (from_age, hour_pence, starts_on, source) VALUES
    (21, 1221, '2025-04-01', 'National Minimum Wage (Amendment) Regulations 2025'),
    (18, 1000, '2025-04-01', 'National Minimum Wage (Amendment) Regulations 2025'),
    (0, 755, '2025-04-01', 'National Minimum Wage (Amendment) Regulations 2025'),
    (21, 1271, '2026-04-01', 'National Minimum Wage (Amendment) Regulations 2026'),
    (18, 1085, '2026-04-01', 'National Minimum Wage (Amendment) Regulations 2026'),
    (0, 800, '2026-04-01', 'National Minimum Wage (Amendment) Regulations 2026')`;

const VISIT = `
  ALTER TABLE visit ADD COLUMN recorded_at timestamptz,
    ADD COLUMN approved_silently boolean NOT NULL DEFAULT false
      CONSTRAINT visit_approved_silently_check CHECK (NOT approved_silently OR (state = 'approved' AND approved_by IS NULL));
  UPDATE visit SET recorded_at = ended_at WHERE state IN ('recorded', 'approved');
  CREATE INDEX visit_recorded_at_idx ON visit (recorded_at) WHERE state = 'recorded';
  GRANT UPDATE (recorded_at, approved_silently) ON visit TO alongside_app`;

const RECORD = `
  CREATE TABLE hours_record (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT hours_record_council_id_fkey REFERENCES council (id),
    visit_id uuid NOT NULL CONSTRAINT hours_record_visit_id_fkey REFERENCES visit (id),
    kind text NOT NULL CONSTRAINT hours_record_kind_check CHECK (kind IN ('recorded', 'corrected')),
    form_key text CONSTRAINT hours_record_form_key_check CHECK (length(form_key) BETWEEN 1 AND 200),
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    miles numeric(6,1) CONSTRAINT hours_record_miles_check CHECK (miles BETWEEN 0 AND 500),
    work_pence bigint NOT NULL CONSTRAINT hours_record_work_pence_check CHECK (work_pence >= 0),
    mileage_pence bigint NOT NULL CONSTRAINT hours_record_mileage_pence_check CHECK (mileage_pence >= 0),
    expense_pence bigint NOT NULL CONSTRAINT hours_record_expense_pence_check CHECK (expense_pence >= 0),
    parts jsonb NOT NULL,
    reason text CONSTRAINT hours_record_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    recorded_by uuid NOT NULL CONSTRAINT hours_record_recorded_by_fkey REFERENCES person (id),
    recorded_how text CONSTRAINT hours_record_recorded_how_check CHECK (recorded_how IN ('phone', 'letter', 'meeting')),
    made_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hours_record_ended_at_check CHECK (ended_at > started_at AND ended_at <= started_at + interval '25 hours'),
    CONSTRAINT hours_record_corrected_check CHECK ((kind = 'corrected') = (reason IS NOT NULL)),
    CONSTRAINT hours_record_council_id_form_key_key UNIQUE (council_id, form_key)
  );
  CREATE INDEX hours_record_visit_id_id_idx ON hours_record (visit_id, id);
  SELECT tenant_table('hours_record', 'SELECT, INSERT (council_id, visit_id, kind, form_key, started_at, ended_at, miles,
    work_pence, mileage_pence, expense_pence, parts, reason, recorded_by, recorded_how, made_at, recorded_at)');
  CREATE TRIGGER hours_record_same_council BEFORE INSERT ON hours_record
    FOR EACH ROW EXECUTE FUNCTION same_council('visit_id', 'visit')`;

const EXPENSE = `
  CREATE TABLE visit_expense (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT visit_expense_council_id_fkey REFERENCES council (id),
    visit_id uuid NOT NULL CONSTRAINT visit_expense_visit_id_fkey REFERENCES visit (id),
    what text NOT NULL CONSTRAINT visit_expense_what_check CHECK (length(btrim(what)) BETWEEN 1 AND 200),
    pence bigint NOT NULL CONSTRAINT visit_expense_pence_check CHECK (pence BETWEEN 1 AND 50000),
    form_key text NOT NULL CONSTRAINT visit_expense_form_key_check CHECK (length(form_key) BETWEEN 1 AND 200),
    recorded_by uuid NOT NULL CONSTRAINT visit_expense_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    CONSTRAINT visit_expense_council_id_form_key_key UNIQUE (council_id, form_key)
  );
  CREATE INDEX visit_expense_visit_id_idx ON visit_expense (visit_id);
  SELECT tenant_table('visit_expense', 'SELECT, INSERT (council_id, visit_id, what, pence, form_key, recorded_by),
    UPDATE (removed_at)');
  CREATE TRIGGER visit_expense_same_council BEFORE INSERT ON visit_expense
    FOR EACH ROW EXECUTE FUNCTION same_council('visit_id', 'visit');
  CREATE FUNCTION visit_expense_open() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM visit WHERE id = NEW.visit_id AND state IN ('accepted', 'recorded')) THEN
      RAISE EXCEPTION 'what was laid out for an approved visit stays'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_expense_open';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON visit_expense FOR EACH ROW EXECUTE FUNCTION visit_expense_open()`;

const FILE = `
  CREATE TABLE expense_file (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT expense_file_council_id_fkey REFERENCES council (id),
    expense_id uuid NOT NULL CONSTRAINT expense_file_expense_id_fkey REFERENCES visit_expense (id),
    name text NOT NULL CONSTRAINT expense_file_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    media_type text NOT NULL CONSTRAINT expense_file_media_type_check
      CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    bytes integer NOT NULL CONSTRAINT expense_file_bytes_check CHECK (bytes BETWEEN 1 AND 10485760),
    state text NOT NULL DEFAULT 'quarantined' CONSTRAINT expense_file_state_check
      CHECK (state IN ('quarantined', 'clean', 'infected')),
    uploaded_by uuid NOT NULL CONSTRAINT expense_file_uploaded_by_fkey REFERENCES person (id),
    uploaded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX expense_file_expense_id_key ON expense_file (expense_id) WHERE state <> 'infected';
  SELECT tenant_table('expense_file', 'SELECT, INSERT (id, council_id, expense_id, name, media_type, bytes, uploaded_by),
    UPDATE (state)');
  CREATE TRIGGER expense_file_same_council BEFORE INSERT ON expense_file
    FOR EACH ROW EXECUTE FUNCTION same_council('expense_id', 'visit_expense')`;

const KEPT = (more: string) => `
  CREATE OR REPLACE VIEW kept_file WITH (security_invoker = true) AS
    SELECT id, council_id FROM evidence_file WHERE state IN ('quarantined', 'clean', 'released')
    UNION ALL SELECT id, council_id FROM purchase_file WHERE state IN ('quarantined', 'clean', 'released')${more}`;
const KEPT_WITHOUT = KEPT('');
const KEPT_WITH = KEPT(`
    UNION ALL SELECT id, council_id FROM expense_file WHERE state IN ('quarantined', 'clean')`);

/** Nobody's silence counts but where the council said so. */
const SILENT = `
  CREATE FUNCTION visit_silent_approval() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM hours_rule WHERE council_id = NEW.council_id AND silent_days IS NOT NULL) THEN
      RAISE EXCEPTION 'silence approves nothing in this council'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_silent_approval';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER silent_where_configured BEFORE UPDATE OF approved_silently ON visit
    FOR EACH ROW WHEN (NEW.approved_silently) EXECUTE FUNCTION visit_silent_approval()`;

/** For the clockwork, which looks across councils: ids only. */
const DUE = `
  CREATE FUNCTION silent_approvals_due(at timestamptz) RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT v.council_id, v.id FROM visit v JOIN LATERAL (
      SELECT r.silent_days FROM hours_rule r
      WHERE r.council_id = v.council_id AND r.starts_on <= (at AT TIME ZONE 'Europe/London')::date
      ORDER BY r.starts_on DESC LIMIT 1) rule ON rule.silent_days IS NOT NULL
    WHERE v.state = 'recorded' AND v.recorded_at <= at - make_interval(days => rule.silent_days)
    ORDER BY v.recorded_at LIMIT 5000
  $$;
  REVOKE EXECUTE ON FUNCTION silent_approvals_due(timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION silent_approvals_due(timestamptz) TO alongside_app`;
