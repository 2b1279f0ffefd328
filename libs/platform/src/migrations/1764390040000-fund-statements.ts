import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Individual service funds: what an hour costs and the management of it apart, what was used, a statement a month with
 * hours that are banked, and hours that several people pool because each of them said yes. No minute is lost on the way.
 */
export class FundStatements1764390040000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TERM, USE, POOL, MEMBER, POOL_USE, STATEMENT, POOL_RULES, STATEMENT_RULES, USE_RULES]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE fund_statement, pool_use, pool_member, hour_pool, fund_use, fund_term`);
    await query.query(
      `DROP FUNCTION fund_statement_rules, fund_use_rules, pool_use_rules, pool_member_rules, pool_minutes, fund_term_of_fund`,
    );
  }
}

/** From a month on: what an hour costs, and what is taken a month for managing the fund. */
const TERM = `
  CREATE TABLE fund_term (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT fund_term_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT fund_term_line_id_fkey REFERENCES budget_line (id),
    from_month date NOT NULL CONSTRAINT fund_term_from_month_check CHECK (from_month = date_trunc('month', from_month::timestamp)::date),
    hour_pence bigint NOT NULL CONSTRAINT fund_term_hour_pence_check CHECK (hour_pence BETWEEN 1 AND 1000000),
    management_pence bigint NOT NULL CONSTRAINT fund_term_management_pence_check CHECK (management_pence BETWEEN 0 AND 10000000),
    source text NOT NULL CONSTRAINT fund_term_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    recorded_by uuid NOT NULL CONSTRAINT fund_term_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX fund_term_line_id_from_month_key ON fund_term (line_id, from_month);
  SELECT tenant_table('fund_term', 'SELECT, INSERT (council_id, line_id, from_month, hour_pence, management_pence, source, recorded_by)');
  CREATE TRIGGER fund_term_same_council BEFORE INSERT ON fund_term
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'recorded_by', 'person');
  CREATE FUNCTION fund_term_of_fund() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM budget_line WHERE id = NEW.line_id AND cycle <> 'once'
        AND (deployment = 'individual_service_fund' OR paid_to = 'third_party')) THEN
      RAISE EXCEPTION 'only a fund that somebody holds has such terms' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_term_of_fund';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON fund_term FOR EACH ROW EXECUTE FUNCTION fund_term_of_fund()`;

const USE = `
  CREATE TABLE fund_use (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT fund_use_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT fund_use_line_id_fkey REFERENCES budget_line (id),
    on_day date NOT NULL,
    what text NOT NULL CONSTRAINT fund_use_what_check CHECK (length(btrim(what)) BETWEEN 1 AND 200),
    minutes integer NOT NULL CONSTRAINT fund_use_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    recorded_by uuid NOT NULL CONSTRAINT fund_use_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz
  );
  CREATE INDEX fund_use_line_id_on_day_idx ON fund_use (line_id, on_day);
  SELECT tenant_table('fund_use', 'SELECT, INSERT (council_id, line_id, on_day, what, minutes, recorded_by), UPDATE (removed_at)');
  CREATE TRIGGER fund_use_same_council BEFORE INSERT ON fund_use
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'recorded_by', 'person')`;

const POOL = `
  CREATE TABLE hour_pool (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT hour_pool_council_id_fkey REFERENCES council (id),
    name text NOT NULL CONSTRAINT hour_pool_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 100),
    purpose text NOT NULL CONSTRAINT hour_pool_purpose_check CHECK (length(btrim(purpose)) BETWEEN 1 AND 500),
    held_by uuid NOT NULL CONSTRAINT hour_pool_held_by_fkey REFERENCES person (id),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  SELECT tenant_table('hour_pool', 'SELECT, INSERT (council_id, name, purpose, held_by)')`;

/** Asked by the fund holder; in it from the day on which the person said yes, until they leave with what is theirs. */
const MEMBER = `
  CREATE TABLE pool_member (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT pool_member_council_id_fkey REFERENCES council (id),
    pool_id uuid NOT NULL CONSTRAINT pool_member_pool_id_fkey REFERENCES hour_pool (id),
    line_id uuid NOT NULL CONSTRAINT pool_member_line_id_fkey REFERENCES budget_line (id),
    asked_by uuid NOT NULL CONSTRAINT pool_member_asked_by_fkey REFERENCES person (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    joined_on date,
    joined_by uuid CONSTRAINT pool_member_joined_by_fkey REFERENCES person (id),
    left_on date,
    left_by uuid CONSTRAINT pool_member_left_by_fkey REFERENCES person (id),
    returned_minutes integer NOT NULL DEFAULT 0 CONSTRAINT pool_member_returned_minutes_check CHECK (returned_minutes >= 0),
    CONSTRAINT pool_member_joined_check CHECK ((joined_on IS NULL) = (joined_by IS NULL)),
    CONSTRAINT pool_member_left_check CHECK ((left_on IS NULL) = (left_by IS NULL) AND left_on >= joined_on
      AND (left_on IS NOT NULL OR returned_minutes = 0))
  );
  CREATE UNIQUE INDEX pool_member_line_id_key ON pool_member (line_id) WHERE left_on IS NULL;
  CREATE INDEX pool_member_pool_id_idx ON pool_member (pool_id);
  CREATE INDEX pool_member_line_id_idx ON pool_member (line_id);
  SELECT tenant_table('pool_member', 'SELECT, INSERT (council_id, pool_id, line_id, asked_by),
    UPDATE (joined_on, joined_by, left_on, left_by, returned_minutes)');
  CREATE TRIGGER pool_member_same_council BEFORE INSERT ON pool_member
    FOR EACH ROW EXECUTE FUNCTION same_council('pool_id', 'hour_pool', 'line_id', 'budget_line', 'asked_by', 'person')`;

const POOL_USE = `
  CREATE TABLE pool_use (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT pool_use_council_id_fkey REFERENCES council (id),
    pool_id uuid NOT NULL CONSTRAINT pool_use_pool_id_fkey REFERENCES hour_pool (id),
    on_day date NOT NULL,
    what text NOT NULL CONSTRAINT pool_use_what_check CHECK (length(btrim(what)) BETWEEN 1 AND 200),
    minutes integer NOT NULL CONSTRAINT pool_use_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    recorded_by uuid NOT NULL CONSTRAINT pool_use_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX pool_use_pool_id_on_day_idx ON pool_use (pool_id, on_day);
  SELECT tenant_table('pool_use', 'SELECT, INSERT (council_id, pool_id, on_day, what, minutes, recorded_by)');
  CREATE TRIGGER pool_use_same_council BEFORE INSERT ON pool_use
    FOR EACH ROW EXECUTE FUNCTION same_council('pool_id', 'hour_pool', 'recorded_by', 'person')`;

/** Minutes in and out are the same sum, and so is the money: what is less than a minute’s worth is carried, in sixtieths of a penny. */
const STATEMENT = `
  CREATE TABLE fund_statement (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT fund_statement_council_id_fkey REFERENCES council (id),
    line_id uuid NOT NULL CONSTRAINT fund_statement_line_id_fkey REFERENCES budget_line (id),
    month date NOT NULL CONSTRAINT fund_statement_month_check CHECK (month = date_trunc('month', month::timestamp)::date),
    hour_pence bigint NOT NULL,
    management_pence bigint NOT NULL,
    funded_pence bigint NOT NULL CONSTRAINT fund_statement_funded_pence_check CHECK (funded_pence >= 0),
    carry_before bigint NOT NULL,
    carry_after bigint NOT NULL,
    before_minutes integer NOT NULL,
    added_minutes integer NOT NULL CONSTRAINT fund_statement_added_minutes_check CHECK (added_minutes >= 0),
    returned_minutes integer NOT NULL CONSTRAINT fund_statement_returned_minutes_check CHECK (returned_minutes >= 0),
    used_minutes integer NOT NULL CONSTRAINT fund_statement_used_minutes_check CHECK (used_minutes >= 0),
    pooled_minutes integer NOT NULL CONSTRAINT fund_statement_pooled_minutes_check CHECK (pooled_minutes >= 0),
    lapsed_minutes integer NOT NULL CONSTRAINT fund_statement_lapsed_minutes_check CHECK (lapsed_minutes >= 0),
    banked_minutes integer NOT NULL CONSTRAINT fund_statement_banked_minutes_check CHECK (banked_minutes >= 0),
    cost_pence bigint NOT NULL CONSTRAINT fund_statement_cost_pence_check CHECK (cost_pence >= management_pence),
    pool_id uuid CONSTRAINT fund_statement_pool_id_fkey REFERENCES hour_pool (id),
    state text NOT NULL DEFAULT 'sent' CONSTRAINT fund_statement_state_check CHECK (state IN ('sent', 'confirmed', 'queried')),
    sent_by uuid NOT NULL CONSTRAINT fund_statement_sent_by_fkey REFERENCES person (id),
    sent_at timestamptz NOT NULL,
    answered_by uuid CONSTRAINT fund_statement_answered_by_fkey REFERENCES person (id),
    answered_at timestamptz,
    query text CONSTRAINT fund_statement_query_check CHECK (length(btrim(query)) BETWEEN 1 AND 1000),
    CONSTRAINT fund_statement_hours_check CHECK (before_minutes + added_minutes + returned_minutes
      = used_minutes + pooled_minutes + lapsed_minutes + banked_minutes),
    CONSTRAINT fund_statement_money_check CHECK (carry_after BETWEEN 0 AND hour_pence - 1
      AND greatest(funded_pence - management_pence, 0) * 60 + carry_before = added_minutes * hour_pence + carry_after),
    CONSTRAINT fund_statement_pool_check CHECK (pool_id IS NOT NULL OR pooled_minutes = 0),
    CONSTRAINT fund_statement_answered_check CHECK ((state = 'sent') = (num_nonnulls(answered_by, answered_at) = 0)
      AND (state = 'queried') = (query IS NOT NULL))
  );
  CREATE UNIQUE INDEX fund_statement_line_id_month_key ON fund_statement (line_id, month) WHERE state <> 'queried';
  CREATE INDEX fund_statement_line_id_idx ON fund_statement (line_id);
  CREATE INDEX fund_statement_pool_id_idx ON fund_statement (pool_id);
  SELECT tenant_table('fund_statement', 'SELECT, INSERT, UPDATE (state, answered_by, answered_at, query)');
  CREATE TRIGGER fund_statement_same_council BEFORE INSERT ON fund_statement FOR EACH ROW EXECUTE FUNCTION
    same_council('line_id', 'budget_line', 'sent_by', 'person', 'pool_id', 'hour_pool')`;

/** Each goes on from the one of the month before, with the uses of its month, and is answered once. */
const STATEMENT_RULES = `
  CREATE FUNCTION fund_statement_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE last fund_statement;
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF OLD.state <> 'sent' OR (NEW.state = 'queried' AND (EXISTS (SELECT FROM fund_statement
          WHERE line_id = OLD.line_id AND month > OLD.month AND state <> 'queried')
        OR OLD.pooled_minutes > 0 AND pool_minutes(OLD.pool_id) < OLD.pooled_minutes)) THEN
        RAISE EXCEPTION 'a statement is answered once, before the next one' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_statement_stays';
      END IF;
      RETURN NEW;
    END IF;
    SELECT * INTO last FROM fund_statement WHERE line_id = NEW.line_id AND state <> 'queried' ORDER BY month DESC LIMIT 1;
    IF NEW.before_minutes <> coalesce(last.banked_minutes, 0) OR NEW.carry_before <> coalesce(last.carry_after, 0)
      OR (last.id IS NOT NULL AND NEW.month <> (last.month + interval '1 month')::date) THEN
      RAISE EXCEPTION 'a statement goes on from the one of the month before' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_statement_goes_on';
    END IF;
    IF NEW.used_minutes <> (SELECT coalesce(sum(minutes), 0) FROM fund_use WHERE line_id = NEW.line_id AND removed_at IS NULL
        AND on_day >= NEW.month AND on_day < NEW.month + interval '1 month')
      OR NEW.returned_minutes <> (SELECT coalesce(sum(returned_minutes), 0) FROM pool_member WHERE line_id = NEW.line_id
        AND left_on >= NEW.month AND left_on < NEW.month + interval '1 month')
      OR NEW.pooled_minutes > 0 AND NOT EXISTS (SELECT FROM pool_member WHERE pool_id = NEW.pool_id AND line_id = NEW.line_id
        AND joined_on < NEW.month + interval '1 month' AND left_on IS NULL) THEN
      RAISE EXCEPTION 'a statement says what was used, and pools only with those who agreed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_statement_as_used';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON fund_statement FOR EACH ROW EXECUTE FUNCTION fund_statement_rules()`;

/** What a statement has said stays, until somebody queries it. */
const USE_RULES = `
  CREATE FUNCTION fund_use_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM fund_statement WHERE line_id = NEW.line_id AND month = date_trunc('month', NEW.on_day::timestamp)::date
        AND state <> 'queried') THEN
      RAISE EXCEPTION 'the statement of this month is sent' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_use_of_open_month';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON fund_use FOR EACH ROW EXECUTE FUNCTION fund_use_rules()`;

/** A pool never gives more than was put in, and nobody is in it without having said yes. */
const POOL_RULES = `
  CREATE FUNCTION pool_minutes(pool uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (SELECT coalesce(sum(pooled_minutes), 0) FROM fund_statement WHERE pool_id = pool AND state <> 'queried')
      - (SELECT coalesce(sum(returned_minutes), 0) FROM pool_member WHERE pool_id = pool)
      - (SELECT coalesce(sum(minutes), 0) FROM pool_use WHERE pool_id = pool)
  $$;
  CREATE FUNCTION pool_use_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.pool_id::text, 10));
    IF pool_minutes(NEW.pool_id) < NEW.minutes THEN
      RAISE EXCEPTION 'there are not so many minutes in the pool' USING ERRCODE = 'check_violation', CONSTRAINT = 'pool_use_within';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON pool_use FOR EACH ROW EXECUTE FUNCTION pool_use_rules();
  CREATE FUNCTION pool_member_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.left_on IS NOT NULL OR (OLD.joined_on IS NOT NULL AND NEW.joined_on IS DISTINCT FROM OLD.joined_on) THEN
      RAISE EXCEPTION 'a consent and its end stay as they were given' USING ERRCODE = 'check_violation', CONSTRAINT = 'pool_member_stays';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.pool_id::text, 10));
    IF NEW.returned_minutes > 0 AND pool_minutes(NEW.pool_id) < NEW.returned_minutes THEN
      RAISE EXCEPTION 'there are not so many minutes in the pool' USING ERRCODE = 'check_violation', CONSTRAINT = 'pool_use_within';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON pool_member FOR EACH ROW EXECUTE FUNCTION pool_member_rules()`;
