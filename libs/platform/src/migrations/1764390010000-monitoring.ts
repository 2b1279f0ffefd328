import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * How closely a budget is looked at, and no closer: a rating with its reason, what is asked of whom, and a sample of
 * purchases that anybody can draw again.
 */
export class Monitoring1764390010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, RATING, SAMPLE, SAMPLED, LOOKED_AT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE sampled_purchase, purchase_sample, budget_rating, monitoring_rule`);
    await query.query(`DROP FUNCTION sampled_purchase_rules, monitoring_rule_on`);
  }
}

/** What is asked for at each rating: receipts of nothing, of what is large, or of everything; and how many are looked at. */
const RULE = `
  CREATE TABLE monitoring_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT monitoring_rule_council_id_fkey REFERENCES council (id),
    rating text NOT NULL CONSTRAINT monitoring_rule_rating_check CHECK (rating IN ('green', 'amber', 'red')),
    receipts text NOT NULL CONSTRAINT monitoring_rule_receipts_check CHECK (receipts IN ('none', 'large', 'all')),
    large_pence bigint NOT NULL CONSTRAINT monitoring_rule_large_pence_check CHECK (large_pence BETWEEN 0 AND 100000000),
    sample_percent integer NOT NULL CONSTRAINT monitoring_rule_sample_percent_check CHECK (sample_percent BETWEEN 0 AND 100),
    every_weeks integer NOT NULL CONSTRAINT monitoring_rule_every_weeks_check CHECK (every_weeks BETWEEN 1 AND 52),
    source text NOT NULL CONSTRAINT monitoring_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX monitoring_rule_council_id_rating_starts_on_key ON monitoring_rule (council_id, rating, starts_on);
  SELECT general_and_own('monitoring_rule', 'SELECT, INSERT');
  INSERT INTO monitoring_rule (rating, receipts, large_pence, sample_percent, every_weeks, source, starts_on)
  SELECT rating, receipts, 10000, sample, weeks, 'What this service starts with; the council’s own policy decides', '2015-04-01'
  FROM (VALUES ('green', 'none', 5, 52), ('amber', 'large', 25, 13), ('red', 'all', 100, 4)) AS start (rating, receipts, sample, weeks);
  CREATE FUNCTION monitoring_rule_on(council uuid, wanted text, day date) RETURNS monitoring_rule LANGUAGE sql STABLE AS $$
    SELECT * FROM monitoring_rule r WHERE r.rating = wanted AND r.starts_on <= day AND (r.council_id IS NULL OR r.council_id = council)
    ORDER BY r.council_id IS NULL, r.starts_on DESC LIMIT 1
  $$`;

/** Only ever added to: the latest counts, until the day by which it is looked at again and after. */
const RATING = `
  CREATE TABLE budget_rating (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT budget_rating_council_id_fkey REFERENCES council (id),
    budget_id uuid NOT NULL CONSTRAINT budget_rating_budget_id_fkey REFERENCES budget (id),
    rating text NOT NULL CONSTRAINT budget_rating_rating_check CHECK (rating IN ('green', 'amber', 'red')),
    reason text NOT NULL CONSTRAINT budget_rating_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    review_by date NOT NULL,
    rated_by uuid NOT NULL CONSTRAINT budget_rating_rated_by_fkey REFERENCES person (id),
    rated_at timestamptz NOT NULL,
    CONSTRAINT budget_rating_review_by_check CHECK (review_by > (rated_at AT TIME ZONE 'Europe/London')::date
      AND review_by <= (rated_at AT TIME ZONE 'Europe/London')::date + interval '12 months')
  );
  CREATE INDEX budget_rating_budget_id_rated_at_idx ON budget_rating (budget_id, rated_at);
  SELECT tenant_table('budget_rating', 'SELECT, INSERT');
  CREATE TRIGGER budget_rating_same_council BEFORE INSERT ON budget_rating
    FOR EACH ROW EXECUTE FUNCTION same_council('budget_id', 'budget', 'rated_by', 'person')`;

const SAMPLE = `
  CREATE TABLE purchase_sample (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT purchase_sample_council_id_fkey REFERENCES council (id),
    seed text NOT NULL CONSTRAINT purchase_sample_seed_check CHECK (seed ~ '^[0-9a-f]{16}$'),
    from_day date NOT NULL,
    to_day date NOT NULL CONSTRAINT purchase_sample_to_day_check CHECK (to_day >= from_day),
    percents jsonb NOT NULL,
    population integer NOT NULL CONSTRAINT purchase_sample_population_check CHECK (population >= 0),
    drawn_by uuid NOT NULL CONSTRAINT purchase_sample_drawn_by_fkey REFERENCES person (id),
    drawn_at timestamptz NOT NULL
  );
  SELECT tenant_table('purchase_sample', 'SELECT, INSERT')`;

const SAMPLED = `
  CREATE TABLE sampled_purchase (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT sampled_purchase_council_id_fkey REFERENCES council (id),
    sample_id uuid NOT NULL CONSTRAINT sampled_purchase_sample_id_fkey REFERENCES purchase_sample (id),
    purchase_id uuid NOT NULL CONSTRAINT sampled_purchase_purchase_id_fkey REFERENCES purchase (id),
    outcome text CONSTRAINT sampled_purchase_outcome_check CHECK (outcome IN ('in_order', 'asked', 'to_talk_about')),
    note text CONSTRAINT sampled_purchase_note_check CHECK (length(btrim(note)) BETWEEN 1 AND 1000),
    looked_by uuid CONSTRAINT sampled_purchase_looked_by_fkey REFERENCES person (id),
    looked_at timestamptz,
    CONSTRAINT sampled_purchase_looked_check CHECK ((outcome IS NULL) = (looked_by IS NULL) AND (outcome IS NULL) = (looked_at IS NULL)
      AND (outcome IN ('asked', 'to_talk_about')) = (note IS NOT NULL))
  );
  CREATE UNIQUE INDEX sampled_purchase_sample_id_purchase_id_key ON sampled_purchase (sample_id, purchase_id);
  CREATE INDEX sampled_purchase_purchase_id_idx ON sampled_purchase (purchase_id);
  SELECT tenant_table('sampled_purchase', 'SELECT, INSERT, UPDATE (outcome, note, looked_by, looked_at)');
  CREATE TRIGGER sampled_purchase_same_council BEFORE INSERT ON sampled_purchase
    FOR EACH ROW EXECUTE FUNCTION same_council('sample_id', 'purchase_sample', 'purchase_id', 'purchase')`;

/** A receipt that was asked for may come; what was in order stays so. */
const LOOKED_AT = `
  CREATE FUNCTION sampled_purchase_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.outcome IN ('in_order', 'to_talk_about') OR NEW.outcome IS NULL THEN
      RAISE EXCEPTION 'what was found of a purchase stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'sampled_purchase_stays';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON sampled_purchase FOR EACH ROW EXECUTE FUNCTION sampled_purchase_rules()`;
