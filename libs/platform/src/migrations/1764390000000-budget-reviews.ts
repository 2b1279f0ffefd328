import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Reviews of a budget: due by a dated rule, with what became of each outcome and a result that is dated forward. What
 * changes a line by more than the reviewer may decide alone waits for somebody else.
 */
export class BudgetReviews1764390000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, WEEKLY_ON, REVIEW, REVIEW_RULES, OUTCOME, REQUEST]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE review_request, review_outcome, budget_review`);
    await query.query(`DROP FUNCTION budget_review_rules, line_weekly_on, review_rule_on`);
    await query.query(`DROP TABLE review_rule`);
  }
}

/** The law says the latest: six months after the first payment, then twelve months. A council may look earlier. */
const RULE = `
  CREATE TABLE review_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT review_rule_council_id_fkey REFERENCES council (id),
    early_weeks integer CONSTRAINT review_rule_early_weeks_check CHECK (early_weeks BETWEEN 1 AND 26),
    first_months integer NOT NULL CONSTRAINT review_rule_first_months_check CHECK (first_months BETWEEN 1 AND 6),
    then_months integer NOT NULL CONSTRAINT review_rule_then_months_check CHECK (then_months BETWEEN 1 AND 12),
    soon_days integer NOT NULL CONSTRAINT review_rule_soon_days_check CHECK (soon_days BETWEEN 0 AND 180),
    limit_pence bigint NOT NULL CONSTRAINT review_rule_limit_pence_check CHECK (limit_pence BETWEEN 0 AND 10000000),
    source text NOT NULL CONSTRAINT review_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX review_rule_council_id_starts_on_key ON review_rule (council_id, starts_on);
  SELECT general_and_own('review_rule',
    'SELECT, INSERT (council_id, early_weeks, first_months, then_months, soon_days, limit_pence, source, starts_on)');
  INSERT INTO review_rule (first_months, then_months, soon_days, limit_pence, source, starts_on) VALUES (6, 12, 56, 5000,
    'Care and Support (Direct Payments) Regulations 2014, regulation 7. The limit is what this service starts with', '2015-04-01');
  CREATE FUNCTION review_rule_on(council uuid, day date) RETURNS review_rule LANGUAGE sql STABLE AS $$
    SELECT * FROM review_rule r WHERE r.starts_on <= day AND (r.council_id IS NULL OR r.council_id = council)
    ORDER BY r.council_id IS NULL, r.starts_on DESC LIMIT 1
  $$`;

/** What the council gives a week on a day, with one change left out. */
const WEEKLY_ON = `
  CREATE FUNCTION line_weekly_on(line uuid, day date, without uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(
      (SELECT c.weekly_pence FROM line_change c
       WHERE c.line_id = l.id AND c.kind = 'amount' AND c.from_day <= day AND c.id IS DISTINCT FROM without
         AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
       ORDER BY c.from_day DESC, c.recorded_at DESC, c.id DESC LIMIT 1), l.weekly_pence)
    FROM budget_line l WHERE l.id = line
  $$`;

const REVIEW = `
  CREATE TABLE budget_review (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT budget_review_council_id_fkey REFERENCES council (id),
    budget_id uuid NOT NULL CONSTRAINT budget_review_budget_id_fkey REFERENCES budget (id),
    kind text NOT NULL CONSTRAINT budget_review_kind_check CHECK (kind IN ('light', 'full')),
    held_on date NOT NULL,
    how text NOT NULL CONSTRAINT budget_review_how_check CHECK (how IN ('visit', 'video', 'phone', 'letter')),
    took_part text NOT NULL CONSTRAINT budget_review_took_part_check CHECK (length(btrim(took_part)) BETWEEN 1 AND 500),
    own_words text CONSTRAINT budget_review_own_words_check CHECK (length(btrim(own_words)) BETWEEN 1 AND 4000),
    summary text NOT NULL CONSTRAINT budget_review_summary_check CHECK (length(btrim(summary)) BETWEEN 1 AND 4000),
    plan_id uuid CONSTRAINT budget_review_plan_id_fkey REFERENCES support_plan (id),
    result text NOT NULL CONSTRAINT budget_review_result_check CHECK (result IN ('unchanged', 'amount', 'end')),
    line_id uuid CONSTRAINT budget_review_line_id_fkey REFERENCES budget_line (id),
    from_day date,
    before_pence bigint,
    weekly_pence bigint CONSTRAINT budget_review_weekly_pence_check CHECK (weekly_pence BETWEEN 0 AND 100000000),
    contribution_weekly_pence bigint CONSTRAINT budget_review_contribution_weekly_pence_check
      CHECK (contribution_weekly_pence BETWEEN 0 AND 100000000),
    limit_pence bigint NOT NULL,
    next_due_on date NOT NULL,
    state text NOT NULL CONSTRAINT budget_review_state_check CHECK (state IN ('recorded', 'waiting', 'approved', 'refused')),
    recorded_by uuid NOT NULL CONSTRAINT budget_review_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    decided_by uuid CONSTRAINT budget_review_decided_by_fkey REFERENCES person (id)
      CONSTRAINT budget_review_four_eyes_check CHECK (decided_by <> recorded_by),
    decided_at timestamptz,
    decided_note text CONSTRAINT budget_review_decided_note_check CHECK (length(btrim(decided_note)) BETWEEN 1 AND 1000),
    change_id uuid CONSTRAINT budget_review_change_id_fkey REFERENCES line_change (id)
      CONSTRAINT budget_review_change_id_key UNIQUE,
    CONSTRAINT budget_review_held_on_check CHECK (held_on <= (recorded_at AT TIME ZONE 'Europe/London')::date),
    CONSTRAINT budget_review_next_due_on_check CHECK (next_due_on > held_on AND next_due_on <= held_on + interval '12 months'),
    CONSTRAINT budget_review_terms_check CHECK (
      (result = 'unchanged') = (num_nonnulls(line_id, from_day, before_pence) = 0)
      AND (result = 'unchanged' OR num_nonnulls(line_id, from_day, before_pence) = 3)
      AND (result = 'amount') = (weekly_pence IS NOT NULL) AND (result = 'amount') = (contribution_weekly_pence IS NOT NULL)),
    CONSTRAINT budget_review_forward_check CHECK (state = 'refused'
      OR from_day > (coalesce(decided_at, recorded_at) AT TIME ZONE 'Europe/London')::date),
    CONSTRAINT budget_review_limit_check CHECK (state <> 'recorded' OR result = 'unchanged' OR limit_pence >=
      CASE result WHEN 'end' THEN before_pence ELSE abs(weekly_pence - before_pence) END),
    CONSTRAINT budget_review_decided_check CHECK ((state IN ('approved', 'refused')) = (num_nonnulls(decided_by, decided_at) = 2)
      AND (state IN ('approved', 'refused') OR num_nonnulls(decided_by, decided_at, decided_note) = 0)
      AND (state <> 'refused' OR decided_note IS NOT NULL)),
    CONSTRAINT budget_review_change_check CHECK ((change_id IS NOT NULL) = (result <> 'unchanged' AND state IN ('recorded', 'approved')))
  );
  CREATE INDEX budget_review_budget_id_held_on_idx ON budget_review (budget_id, held_on);
  CREATE INDEX budget_review_council_id_idx ON budget_review (council_id) WHERE state = 'waiting';
  SELECT tenant_table('budget_review', 'SELECT, INSERT, UPDATE (state, from_day, decided_by, decided_at, decided_note, change_id)');
  CREATE TRIGGER budget_review_same_council BEFORE INSERT OR UPDATE ON budget_review FOR EACH ROW EXECUTE FUNCTION same_council(
    'budget_id', 'budget', 'plan_id', 'support_plan', 'line_id', 'budget_line', 'recorded_by', 'person', 'change_id', 'line_change')`;

/** The limit is that of the rule in force, the line one of the budget, and what was written of a review stays. */
const REVIEW_RULES = `
  CREATE FUNCTION budget_review_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'waiting' OR NEW.from_day < OLD.from_day) THEN
      RAISE EXCEPTION 'what was decided of a review stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_review_stays';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.state NOT IN ('recorded', 'waiting')
      OR NEW.limit_pence <> (review_rule_on(NEW.council_id, (NEW.recorded_at AT TIME ZONE 'Europe/London')::date)).limit_pence
      OR NEW.before_pence <> line_weekly_on(NEW.line_id, NEW.from_day, NEW.change_id)) THEN
      RAISE EXCEPTION 'a review is held against the rule and the line as they are'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_review_as_it_is';
    END IF;
    IF NEW.line_id IS NOT NULL AND NOT EXISTS (SELECT FROM budget_line WHERE id = NEW.line_id AND budget_id = NEW.budget_id)
      OR NEW.change_id IS NOT NULL AND NOT EXISTS (SELECT FROM line_change c WHERE c.id = NEW.change_id
        AND (c.line_id, c.kind, c.from_day) = (NEW.line_id, NEW.result, NEW.from_day)) THEN
      RAISE EXCEPTION 'a review changes a line of its own budget'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_review_of_budget';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON budget_review FOR EACH ROW EXECUTE FUNCTION budget_review_rules()`;

const OUTCOME = `
  CREATE TABLE review_outcome (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT review_outcome_council_id_fkey REFERENCES council (id),
    review_id uuid NOT NULL CONSTRAINT review_outcome_review_id_fkey REFERENCES budget_review (id),
    position smallint NOT NULL CONSTRAINT review_outcome_position_check CHECK (position BETWEEN 0 AND 39),
    text text NOT NULL CONSTRAINT review_outcome_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 1000),
    met text NOT NULL CONSTRAINT review_outcome_met_check CHECK (met IN ('fully', 'partly', 'not')),
    words text CONSTRAINT review_outcome_words_check CHECK (length(btrim(words)) BETWEEN 1 AND 1000)
  );
  CREATE UNIQUE INDEX review_outcome_review_id_position_key ON review_outcome (review_id, position);
  SELECT tenant_table('review_outcome', 'SELECT, INSERT');
  CREATE TRIGGER review_outcome_same_council BEFORE INSERT ON review_outcome
    FOR EACH ROW EXECUTE FUNCTION same_council('review_id', 'budget_review')`;

/** Somebody asks for one, or the council brings it forward: until a review is held there is one of them at most. */
const REQUEST = `
  CREATE TABLE review_request (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT review_request_council_id_fkey REFERENCES council (id),
    budget_id uuid NOT NULL CONSTRAINT review_request_budget_id_fkey REFERENCES budget (id),
    why text NOT NULL CONSTRAINT review_request_why_check CHECK (why IN ('asked', 'needs', 'capacity', 'concern', 'breach')),
    text text NOT NULL CONSTRAINT review_request_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 2000),
    asked_by uuid NOT NULL CONSTRAINT review_request_asked_by_fkey REFERENCES person (id),
    asked_how text,
    asked_at timestamptz NOT NULL,
    review_id uuid CONSTRAINT review_request_review_id_fkey REFERENCES budget_review (id)
  );
  CREATE UNIQUE INDEX review_request_budget_id_key ON review_request (budget_id) WHERE review_id IS NULL;
  CREATE INDEX review_request_budget_id_idx ON review_request (budget_id);
  SELECT tenant_table('review_request', 'SELECT, INSERT (council_id, budget_id, why, text, asked_by, asked_how, asked_at), UPDATE (review_id)');
  CREATE TRIGGER review_request_same_council BEFORE INSERT OR UPDATE ON review_request
    FOR EACH ROW EXECUTE FUNCTION same_council('budget_id', 'budget', 'asked_by', 'person', 'review_id', 'budget_review')`;
