import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Money beyond what a line may keep: a letter with the sum, time to answer, an answer, a decision. Nothing is taken
 * back without them: the ledger itself refuses a reclaim that no such decision stands behind.
 */
export class Surplus1764390020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, CONTRIBUTION_ON, LETTER, LETTER_RULES, RECLAIM]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER ledger_reclaims_decided ON ledger_journal`);
    await query.query(`DROP TRIGGER ledger_reclaims_as_much ON ledger_journal`);
    await query.query(`DROP INDEX ledger_journal_reclaim_key`);
    await query.query(`DROP FUNCTION ledger_reclaims_decided, ledger_reclaims_as_much`);
    await query.query(`DROP TABLE surplus_letter, surplus_rule`);
    await query.query(`DROP FUNCTION surplus_letter_rules, line_contribution_on`);
  }
}

const RULE = `
  CREATE TABLE surplus_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT surplus_rule_council_id_fkey REFERENCES council (id),
    answer_days integer NOT NULL CONSTRAINT surplus_rule_answer_days_check CHECK (answer_days BETWEEN 14 AND 120),
    least_pence bigint NOT NULL CONSTRAINT surplus_rule_least_pence_check CHECK (least_pence BETWEEN 0 AND 10000000),
    source text NOT NULL CONSTRAINT surplus_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX surplus_rule_council_id_starts_on_key ON surplus_rule (council_id, starts_on);
  SELECT general_and_own('surplus_rule', 'SELECT, INSERT');
  INSERT INTO surplus_rule (answer_days, least_pence, source, starts_on)
  VALUES (28, 5000, 'What this service starts with: 28 days to answer. The council’s own policy decides', '2015-04-01')`;

/** What the person adds a week, on a day. */
const CONTRIBUTION_ON = `
  CREATE FUNCTION line_contribution_on(line uuid, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(
      (SELECT c.contribution_weekly_pence FROM line_change c
       WHERE c.line_id = l.id AND c.kind = 'amount' AND c.from_day <= day
         AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
       ORDER BY c.from_day DESC, c.recorded_at DESC, c.id DESC LIMIT 1), l.contribution_weekly_pence)
    FROM budget_line l WHERE l.id = line
  $$`;

/** The sum stays as the letter said it, step by step. */
const LETTER = `
  CREATE TABLE surplus_letter (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT surplus_letter_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT surplus_letter_line_id_fkey REFERENCES budget_line (id),
    given_pence bigint NOT NULL,
    spent_pence bigint NOT NULL CONSTRAINT surplus_letter_spent_pence_check CHECK (spent_pence >= 0),
    promised_pence bigint NOT NULL CONSTRAINT surplus_letter_promised_pence_check CHECK (promised_pence >= 0),
    ring_fenced_pence bigint NOT NULL CONSTRAINT surplus_letter_ring_fenced_pence_check CHECK (ring_fenced_pence >= 0),
    weeks integer NOT NULL CONSTRAINT surplus_letter_weeks_check CHECK (weeks BETWEEN 0 AND 104),
    weekly_pence bigint NOT NULL CONSTRAINT surplus_letter_weekly_pence_check CHECK (weekly_pence >= 0),
    surplus_pence bigint NOT NULL CONSTRAINT surplus_letter_surplus_pence_check CHECK (surplus_pence > 0 AND surplus_pence =
      given_pence - spent_pence - promised_pence - ring_fenced_pence - weeks * weekly_pence),
    sent_by uuid NOT NULL CONSTRAINT surplus_letter_sent_by_fkey REFERENCES person (id),
    sent_at timestamptz NOT NULL,
    answer_by date NOT NULL CONSTRAINT surplus_letter_answer_by_check
      CHECK (answer_by >= (sent_at AT TIME ZONE 'Europe/London')::date + 14),
    answer text CONSTRAINT surplus_letter_answer_check CHECK (answer IN ('save', 'explain', 'pay_back')),
    answer_text text CONSTRAINT surplus_letter_answer_text_check CHECK (length(btrim(answer_text)) BETWEEN 1 AND 2000),
    answered_by uuid CONSTRAINT surplus_letter_answered_by_fkey REFERENCES person (id),
    answered_how text,
    answered_at timestamptz,
    decision text CONSTRAINT surplus_letter_decision_check CHECK (decision IN ('leave', 'save', 'reclaim')),
    decided_pence bigint,
    decision_reason text CONSTRAINT surplus_letter_decision_reason_check CHECK (length(btrim(decision_reason)) BETWEEN 1 AND 2000),
    look_again_on date,
    decided_by uuid CONSTRAINT surplus_letter_decided_by_fkey REFERENCES person (id),
    decided_at timestamptz,
    CONSTRAINT surplus_letter_answered_check CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)
      AND (answer IN ('save', 'explain')) <= (answer_text IS NOT NULL)),
    CONSTRAINT surplus_letter_decided_check CHECK (num_nonnulls(decision, decided_pence, decision_reason, decided_by, decided_at) IN (0, 5)
      AND CASE decision WHEN 'leave' THEN decided_pence = 0 ELSE decided_pence BETWEEN 1 AND surplus_pence END),
    CONSTRAINT surplus_letter_time_check CHECK (decided_at IS NULL OR answered_at IS NOT NULL
      OR (decided_at AT TIME ZONE 'Europe/London')::date > answer_by)
  );
  CREATE UNIQUE INDEX surplus_letter_line_id_key ON surplus_letter (line_id) WHERE decided_at IS NULL;
  CREATE INDEX surplus_letter_line_id_sent_at_idx ON surplus_letter (line_id, sent_at);
  CREATE INDEX surplus_letter_council_id_idx ON surplus_letter (council_id) WHERE decided_at IS NULL;
  SELECT tenant_table('surplus_letter', 'SELECT, INSERT (id, council_id, line_id, given_pence, spent_pence, promised_pence,
    ring_fenced_pence, weeks, weekly_pence, surplus_pence, sent_by, sent_at, answer_by), UPDATE (answer, answer_text, answered_by,
    answered_how, answered_at, decision, decided_pence, decision_reason, look_again_on, decided_by, decided_at)');
  CREATE TRIGGER surplus_letter_same_council BEFORE INSERT ON surplus_letter
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'sent_by', 'person')`;

const LETTER_RULES = `
  CREATE FUNCTION surplus_letter_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND (NEW.answer IS NOT NULL OR NEW.decision IS NOT NULL)
      OR TG_OP = 'UPDATE' AND (OLD.decided_at IS NOT NULL OR OLD.answer IS NOT NULL AND
        (NEW.answer, NEW.answer_text, NEW.answered_by, NEW.answered_at)
          IS DISTINCT FROM (OLD.answer, OLD.answer_text, OLD.answered_by, OLD.answered_at)) THEN
      RAISE EXCEPTION 'a letter comes first, then the answer, then the decision, and each stays'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'surplus_letter_in_turn';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON surplus_letter FOR EACH ROW EXECUTE FUNCTION surplus_letter_rules()`;

/** No reclaim without a decision that says how much, and each once. */
const RECLAIM = `
  CREATE UNIQUE INDEX ledger_journal_reclaim_key ON ledger_journal (cause_id) WHERE kind = 'reclaim';
  CREATE FUNCTION ledger_reclaims_decided() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.cause_kind <> 'surplus_letter' OR NOT EXISTS (SELECT FROM surplus_letter
        WHERE id = NEW.cause_id AND council_id = NEW.council_id AND decision = 'reclaim') THEN
      RAISE EXCEPTION 'nothing is taken back without a letter, time to answer and a decision'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_reclaims_decided';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER ledger_reclaims_decided BEFORE INSERT ON ledger_journal
    FOR EACH ROW WHEN (NEW.kind = 'reclaim') EXECUTE FUNCTION ledger_reclaims_decided();
  CREATE FUNCTION ledger_reclaims_as_much() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM surplus_letter s WHERE s.id = NEW.cause_id AND s.decided_pence <>
        (SELECT coalesce(sum(amount_pence), 0) FROM ledger_entry WHERE journal_id = NEW.id AND account = 'reclaimed'))
      OR EXISTS (SELECT FROM ledger_entry e JOIN budget_period p ON p.id = e.period_id JOIN surplus_letter s ON s.id = NEW.cause_id
        WHERE e.journal_id = NEW.id AND p.line_id <> s.line_id) THEN
      RAISE EXCEPTION 'what is taken back is what was decided, of its own line'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_reclaims_as_much';
    END IF;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION ledger_reclaims_as_much FROM PUBLIC;
  CREATE CONSTRAINT TRIGGER ledger_reclaims_as_much AFTER INSERT ON ledger_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'reclaim') EXECUTE FUNCTION ledger_reclaims_as_much()`;
