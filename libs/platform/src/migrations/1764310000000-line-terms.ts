import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What a budget is worth and why it changed: the early and the final figure, more kinds of lines, and changes that are
 * dated forward or back. A line's row is never edited; a change is another row, and the ledger follows by adjusting.
 */
export class LineTerms1764310000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [FIGURE, FIGURE_RULES, LINE, CHANGE, CHANGE_RULES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE line_change, budget_figure`);
    await query.query(`DROP FUNCTION line_change_rules, budget_figure_rules`);
    await query.query(`DROP INDEX budget_line_council_id_reference_key`);
    for (const column of LINE_COLUMNS) await query.query(`ALTER TABLE budget_line DROP COLUMN ${column}`);
    await query.query(`ALTER TABLE budget_line DROP CONSTRAINT budget_line_cycle_check,
      ADD CONSTRAINT budget_line_cycle_check CHECK (cycle IN ('four_weekly', 'monthly', 'weekly'))`);
  }
}

const LINE_COLUMNS = [
  ...['paid_to', 'funder', 'council_share_bp', 'restriction', 'restriction_reason', 'contribution_method'],
  ...['contribution_first', 'one_off_pence', 'roll_over', 'surplus_weeks', 'reference'],
];

const FIGURE = `
  CREATE TABLE budget_figure (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT budget_figure_council_id_fkey REFERENCES council (id),
    budget_id uuid NOT NULL CONSTRAINT budget_figure_budget_id_fkey REFERENCES budget (id),
    kind text NOT NULL CONSTRAINT budget_figure_kind_check CHECK (kind IN ('indicative', 'final')),
    weekly_pence bigint NOT NULL CONSTRAINT budget_figure_weekly_pence_check CHECK (weekly_pence BETWEEN 0 AND 100000000),
    dated_on date NOT NULL,
    reasons text NOT NULL CONSTRAINT budget_figure_reasons_check CHECK (length(btrim(reasons)) BETWEEN 1 AND 2000),
    changed text CONSTRAINT budget_figure_changed_check CHECK (length(btrim(changed)) BETWEEN 1 AND 2000),
    recorded_by uuid NOT NULL CONSTRAINT budget_figure_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX budget_figure_budget_id_idx ON budget_figure (budget_id);
  SELECT tenant_table('budget_figure',
    'SELECT, INSERT (council_id, budget_id, kind, weekly_pence, dated_on, reasons, changed, recorded_by)');
  CREATE TRIGGER budget_figure_same_council BEFORE INSERT ON budget_figure
    FOR EACH ROW EXECUTE FUNCTION same_council('budget_id', 'budget')`;

/** A figure that follows another says what changed; the early one comes first; days go forward. */
const FIGURE_RULES = `
  CREATE FUNCTION budget_figure_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE last budget_figure;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.budget_id::text, 6));
    SELECT * INTO last FROM budget_figure WHERE budget_id = NEW.budget_id ORDER BY dated_on DESC, id DESC LIMIT 1;
    IF last.id IS NOT NULL AND (NEW.changed IS NULL OR NEW.dated_on < last.dated_on
        OR (last.kind = 'final' AND NEW.kind = 'indicative')) THEN
      RAISE EXCEPTION 'a figure follows the one before it and says what changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_figure_follows';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON budget_figure FOR EACH ROW EXECUTE FUNCTION budget_figure_rules()`;

const LINE = `
  ALTER TABLE budget_line
    DROP CONSTRAINT budget_line_cycle_check,
    ADD CONSTRAINT budget_line_cycle_check CHECK (cycle IN ('four_weekly', 'monthly', 'weekly', 'once')),
    ADD COLUMN paid_to text CONSTRAINT budget_line_paid_to_check CHECK (CASE deployment
      WHEN 'direct_payment' THEN paid_to IN ('own_account', 'card', 'managed_account')
      WHEN 'personal_health_budget' THEN paid_to IN ('notional', 'third_party', 'direct')
      ELSE paid_to IS NULL END),
    ADD COLUMN funder text NOT NULL DEFAULT 'council' CONSTRAINT budget_line_funder_check
      CHECK (funder IN ('council', 'nhs', 'joint')),
    ADD COLUMN council_share_bp integer NOT NULL DEFAULT 10000 CONSTRAINT budget_line_council_share_bp_check
      CHECK (CASE funder WHEN 'council' THEN council_share_bp = 10000 WHEN 'nhs' THEN council_share_bp = 0
        ELSE council_share_bp BETWEEN 1 AND 9999 END),
    ADD COLUMN restriction text CONSTRAINT budget_line_restriction_check CHECK (length(btrim(restriction)) BETWEEN 1 AND 500),
    ADD COLUMN restriction_reason text CONSTRAINT budget_line_restriction_reason_check
      CHECK ((restriction IS NULL) = (restriction_reason IS NULL) AND length(btrim(restriction_reason)) BETWEEN 1 AND 1000),
    ADD COLUMN contribution_method text NOT NULL DEFAULT 'net' CONSTRAINT budget_line_contribution_method_check
      CHECK (contribution_method IN ('net', 'gross')),
    ADD COLUMN contribution_first boolean NOT NULL DEFAULT false,
    ADD COLUMN one_off_pence bigint NOT NULL DEFAULT 0 CONSTRAINT budget_line_one_off_pence_check
      CHECK (one_off_pence BETWEEN 0 AND 100000000 AND CASE cycle WHEN 'once' THEN weekly_pence = 0
        AND contribution_weekly_pence = 0 AND ends_on IS NOT NULL ELSE one_off_pence = 0 END),
    ADD COLUMN roll_over text NOT NULL DEFAULT 'surplus_weeks' CONSTRAINT budget_line_roll_over_check
      CHECK (roll_over IN ('surplus_weeks', 'next_period', 'none')),
    ADD COLUMN surplus_weeks integer DEFAULT 8 CONSTRAINT budget_line_surplus_weeks_check
      CHECK ((roll_over = 'surplus_weeks') = (surplus_weeks IS NOT NULL) AND surplus_weeks BETWEEN 0 AND 104),
    ADD COLUMN reference text CONSTRAINT budget_line_reference_check CHECK (length(btrim(reference)) BETWEEN 1 AND 100);
  CREATE UNIQUE INDEX budget_line_council_id_reference_key ON budget_line (council_id, reference)`;

/**
 * `amount`: from a day on it is this much a week. `suspension`: from one day to another only a share goes on, in
 * hospital often none. `end`: the last day is another. `withdrawn`: an earlier change no longer counts.
 */
const CHANGE = `
  CREATE TABLE line_change (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT line_change_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT line_change_line_id_fkey REFERENCES budget_line (id),
    kind text NOT NULL CONSTRAINT line_change_kind_check CHECK (kind IN ('amount', 'suspension', 'end', 'withdrawn')),
    from_day date NOT NULL,
    to_day date,
    weekly_pence bigint CONSTRAINT line_change_weekly_pence_check CHECK (weekly_pence BETWEEN 0 AND 100000000),
    contribution_weekly_pence bigint CONSTRAINT line_change_contribution_weekly_pence_check
      CHECK (contribution_weekly_pence BETWEEN 0 AND 100000000),
    kept_bp integer CONSTRAINT line_change_kept_bp_check CHECK (kept_bp BETWEEN 0 AND 9999),
    reason text NOT NULL CONSTRAINT line_change_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    replaces_id uuid CONSTRAINT line_change_replaces_id_fkey REFERENCES line_change (id)
      CONSTRAINT line_change_replaces_id_key UNIQUE,
    recorded_by uuid CONSTRAINT line_change_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT line_change_to_day_check CHECK (to_day >= from_day AND (to_day IS NULL OR kind = 'suspension')),
    CONSTRAINT line_change_terms_check CHECK (
      (kind = 'amount') = (weekly_pence IS NOT NULL) AND (kind = 'amount') = (contribution_weekly_pence IS NOT NULL)
      AND (kind = 'suspension') = (kept_bp IS NOT NULL) AND (kind <> 'withdrawn' OR replaces_id IS NOT NULL))
  );
  CREATE INDEX line_change_line_id_idx ON line_change (line_id);
  SELECT tenant_table('line_change', 'SELECT, INSERT (council_id, line_id, kind, from_day, to_day, weekly_pence,
    contribution_weekly_pence, kept_bp, reason, replaces_id, recorded_by)');
  CREATE TRIGGER line_change_same_council BEFORE INSERT ON line_change
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'replaces_id', 'line_change')`;

/** A change takes the place of one of its own line, and a line does not end before it starts. */
const CHANGE_RULES = `
  CREATE FUNCTION line_change_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM budget_line WHERE id = NEW.line_id AND starts_on <= NEW.from_day AND cycle <> 'once')
      OR (NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM line_change
            WHERE id = NEW.replaces_id AND line_id = NEW.line_id AND kind <> 'withdrawn')) THEN
      RAISE EXCEPTION 'a change is of its own line, from a day on which the line is there'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'line_change_of_line';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON line_change FOR EACH ROW EXECUTE FUNCTION line_change_rules()`;
