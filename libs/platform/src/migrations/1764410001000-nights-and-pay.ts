import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Nights and live-in support have a price of their own. An employed PA's hours become a timesheet for each pay period:
 * each approved visit in one that is closed, and never in two.
 */
export class NightsAndPay1764410001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [SHIFT, HOLIDAY, ARRANGEMENT, TIMESHEET]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE timesheet_visit, timesheet, pay_arrangement, holiday_rule`);
    await query.query(`DROP FUNCTION timesheet_visit_rules, pay_arrangement_rules`);
    await query.query(`ALTER TABLE hours_record DROP COLUMN awake_minutes`);
    await query.query(`ALTER TABLE booking DROP COLUMN shift`);
  }
}

const SHIFT = `
  ALTER TABLE booking ADD COLUMN shift text NOT NULL DEFAULT 'hours'
    CONSTRAINT booking_shift_check CHECK (shift IN ('hours', 'waking_night', 'sleep_in', 'live_in'));
  ALTER TABLE hours_record ADD COLUMN awake_minutes integer
    CONSTRAINT hours_record_awake_minutes_check CHECK (awake_minutes BETWEEN 0 AND 1440);
  GRANT INSERT (awake_minutes) ON hours_record TO alongside_app`;

/** The law's, as with wages. */
const HOLIDAY = `
  CREATE TABLE holiday_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    irregular_bp integer NOT NULL CONSTRAINT holiday_rule_irregular_bp_check CHECK (irregular_bp BETWEEN 0 AND 10000),
    regular_tenths integer NOT NULL CONSTRAINT holiday_rule_regular_tenths_check CHECK (regular_tenths BETWEEN 0 AND 520),
    starts_on date NOT NULL CONSTRAINT holiday_rule_starts_on_key UNIQUE,
    source text NOT NULL CONSTRAINT holiday_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  GRANT SELECT ON holiday_rule TO alongside_app;
  INSERT INTO holiday_rule (irregular_bp, regular_tenths, starts_on, source) VALUES
    (1207, 56, '2024-04-01', 'Working Time Regulations 1998, regulations 13, 13A, 15B and 16A')`;

const ARRANGEMENT = `
  CREATE TABLE pay_arrangement (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT pay_arrangement_council_id_fkey REFERENCES council (id),
    engagement_id uuid NOT NULL CONSTRAINT pay_arrangement_engagement_id_fkey REFERENCES engagement (id),
    hours_kind text NOT NULL CONSTRAINT pay_arrangement_hours_kind_check CHECK (hours_kind IN ('regular', 'irregular')),
    weekly_minutes integer CONSTRAINT pay_arrangement_weekly_minutes_check CHECK (weekly_minutes BETWEEN 1 AND 10080),
    cycle text NOT NULL CONSTRAINT pay_arrangement_cycle_check CHECK (cycle IN ('weekly', 'two_weekly', 'four_weekly', 'monthly')),
    rolled_up boolean NOT NULL DEFAULT false,
    born_on date,
    starts_on date NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT pay_arrangement_recorded_by_fkey REFERENCES person (id),
    recorded_how text CONSTRAINT pay_arrangement_recorded_how_check CHECK (recorded_how IN ('phone', 'letter', 'meeting')),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pay_arrangement_regular_check CHECK (hours_kind = 'irregular' OR weekly_minutes IS NOT NULL),
    CONSTRAINT pay_arrangement_rolled_up_check CHECK (NOT rolled_up OR hours_kind = 'irregular'),
    CONSTRAINT pay_arrangement_engagement_id_starts_on_key UNIQUE (engagement_id, starts_on)
  );
  SELECT tenant_table('pay_arrangement', 'SELECT, INSERT (council_id, engagement_id, hours_kind, weekly_minutes, cycle,
    rolled_up, born_on, starts_on, recorded_by, recorded_how)');
  CREATE FUNCTION pay_arrangement_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM engagement WHERE id = NEW.engagement_id AND council_id = NEW.council_id AND status = 'employed') THEN
      RAISE EXCEPTION 'only whoever is employed is paid by a timesheet'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_arrangement_employed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER pay_arrangement_same_council BEFORE INSERT ON pay_arrangement
    FOR EACH ROW EXECUTE FUNCTION same_council('engagement_id', 'engagement');
  CREATE TRIGGER keeps_rules BEFORE INSERT ON pay_arrangement FOR EACH ROW EXECUTE FUNCTION pay_arrangement_rules()`;

const TIMESHEET = `
  CREATE TABLE timesheet (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT timesheet_council_id_fkey REFERENCES council (id),
    engagement_id uuid NOT NULL CONSTRAINT timesheet_engagement_id_fkey REFERENCES engagement (id),
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    totals jsonb NOT NULL,
    closed_by uuid NOT NULL CONSTRAINT timesheet_closed_by_fkey REFERENCES person (id),
    closed_how text CONSTRAINT timesheet_closed_how_check CHECK (closed_how IN ('phone', 'letter', 'meeting')),
    closed_at timestamptz NOT NULL,
    CONSTRAINT timesheet_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT timesheet_engagement_id_starts_on_key UNIQUE (engagement_id, starts_on)
  );
  SELECT tenant_table('timesheet', 'SELECT, INSERT (council_id, engagement_id, starts_on, ends_on, totals, closed_by, closed_how, closed_at)');
  CREATE TRIGGER timesheet_same_council BEFORE INSERT ON timesheet
    FOR EACH ROW EXECUTE FUNCTION same_council('engagement_id', 'engagement');
  CREATE TABLE timesheet_visit (
    visit_id uuid PRIMARY KEY CONSTRAINT timesheet_visit_visit_id_fkey REFERENCES visit (id),
    timesheet_id uuid NOT NULL CONSTRAINT timesheet_visit_timesheet_id_fkey REFERENCES timesheet (id),
    council_id uuid NOT NULL CONSTRAINT timesheet_visit_council_id_fkey REFERENCES council (id)
  );
  CREATE INDEX timesheet_visit_timesheet_id_idx ON timesheet_visit (timesheet_id);
  SELECT tenant_table('timesheet_visit', 'SELECT, INSERT');
  CREATE FUNCTION timesheet_visit_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM timesheet t JOIN booking b ON b.engagement_id = t.engagement_id JOIN visit v ON v.booking_id = b.id
      WHERE t.id = NEW.timesheet_id AND v.id = NEW.visit_id AND (v.state = 'approved' OR (v.state = 'cancelled' AND v.actual_pence > 0))
        AND t.council_id = NEW.council_id AND v.council_id = NEW.council_id) THEN
      RAISE EXCEPTION 'a timesheet holds what is to be paid of its agreement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_visit_rules';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER timesheet_visit_same_council BEFORE INSERT ON timesheet_visit
    FOR EACH ROW EXECUTE FUNCTION same_council('timesheet_id', 'timesheet', 'visit_id', 'visit');
  CREATE TRIGGER keeps_rules BEFORE INSERT ON timesheet_visit FOR EACH ROW EXECUTE FUNCTION timesheet_visit_rules()`;
