import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What two agree on changes: each version holds all of it, from a day on, and counts once both accepted it. What was
 * agreed first stands in the engagement itself.
 */
export class EngagementVersions1764400020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [VERSION, RATE, TERMS, RATES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION engagement_rates`);
    await query.query(`DROP VIEW engagement_terms`);
    await query.query(`DROP TABLE engagement_version_rate, engagement_version`);
    await query.query(`DROP FUNCTION engagement_version_stands`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'engagement_version'`);
  }
}

const VERSION = `
  CREATE TABLE engagement_version (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT engagement_version_council_id_fkey REFERENCES council (id),
    engagement_id uuid NOT NULL CONSTRAINT engagement_version_engagement_id_fkey REFERENCES engagement (id),
    number integer NOT NULL CONSTRAINT engagement_version_number_check CHECK (number >= 2),
    state text NOT NULL DEFAULT 'proposed' CONSTRAINT engagement_version_state_check
      CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn')),
    side text NOT NULL CONSTRAINT engagement_version_side_check CHECK (side IN ('holder', 'worker')),
    starts_on date NOT NULL,
    status text NOT NULL CONSTRAINT engagement_version_status_check CHECK (status IN ('employed', 'self_employed')),
    employer text NOT NULL CONSTRAINT engagement_version_employer_check
      CHECK (employer IN ('person', 'user_led', 'agency', 'self', 'enterprise')),
    employer_name text CONSTRAINT engagement_version_employer_name_check CHECK (length(btrim(employer_name)) BETWEEN 1 AND 200),
    status_reference text CONSTRAINT engagement_version_status_reference_check CHECK (length(btrim(status_reference)) BETWEEN 1 AND 60),
    status_checked_on date,
    tasks text[] NOT NULL DEFAULT '{}' CONSTRAINT engagement_version_tasks_check CHECK (cardinality(tasks) <= 40),
    pattern text CONSTRAINT engagement_version_pattern_check CHECK (length(btrim(pattern)) BETWEEN 1 AND 1000),
    notice_hours integer NOT NULL CONSTRAINT engagement_version_notice_hours_check CHECK (notice_hours BETWEEN 0 AND 720),
    late_cancellation_bp integer NOT NULL CONSTRAINT engagement_version_late_cancellation_bp_check
      CHECK (late_cancellation_bp BETWEEN 0 AND 10000),
    pause_bp integer NOT NULL CONSTRAINT engagement_version_pause_bp_check CHECK (pause_bp BETWEEN 0 AND 10000),
    pause_days integer NOT NULL CONSTRAINT engagement_version_pause_days_check CHECK (pause_days BETWEEN 0 AND 366),
    mileage_pence integer CONSTRAINT engagement_version_mileage_pence_check CHECK (mileage_pence BETWEEN 0 AND 200),
    sleep_ins text NOT NULL CONSTRAINT engagement_version_sleep_ins_check CHECK (sleep_ins IN ('none', 'flat', 'flat_and_awake')),
    holiday text NOT NULL CONSTRAINT engagement_version_holiday_check CHECK (holiday IN ('none', 'statutory', 'accrued', 'rolled_up')),
    trial_until date,
    trial_notice_days integer NOT NULL CONSTRAINT engagement_version_trial_notice_days_check CHECK (trial_notice_days BETWEEN 0 AND 90),
    end_notice_days integer NOT NULL CONSTRAINT engagement_version_end_notice_days_check CHECK (end_notice_days BETWEEN 0 AND 180),
    payers jsonb NOT NULL DEFAULT '[]' CONSTRAINT engagement_version_payers_check CHECK (jsonb_typeof(payers) = 'array'),
    emergency_contact text CONSTRAINT engagement_version_emergency_contact_check
      CHECK (length(btrim(emergency_contact)) BETWEEN 1 AND 300),
    proposed_by uuid NOT NULL CONSTRAINT engagement_version_proposed_by_fkey REFERENCES person (id),
    proposed_how text CONSTRAINT engagement_version_proposed_how_check CHECK (proposed_how IN ('phone', 'letter', 'meeting')),
    created_at timestamptz NOT NULL DEFAULT now(),
    answered_by uuid CONSTRAINT engagement_version_answered_by_fkey REFERENCES person (id),
    answered_at timestamptz,
    decline_reason text CONSTRAINT engagement_version_decline_reason_check CHECK (length(btrim(decline_reason)) BETWEEN 1 AND 500),
    CONSTRAINT engagement_version_answered_check CHECK ((answered_at IS NULL) = (state = 'proposed')),
    CONSTRAINT engagement_version_employer_who_check CHECK (CASE status
      WHEN 'employed' THEN employer IN ('person', 'user_led', 'agency') ELSE employer IN ('self', 'enterprise') END),
    CONSTRAINT engagement_version_checked_check CHECK (status_checked_on IS NULL OR status_reference IS NOT NULL),
    CONSTRAINT engagement_version_holiday_who_check CHECK (status = 'employed' OR holiday = 'none'),
    CONSTRAINT engagement_version_number_key UNIQUE (engagement_id, number)
  );
  SELECT tenant_table('engagement_version', 'SELECT, INSERT, UPDATE (state, answered_by, answered_at, decline_reason)');
  CREATE UNIQUE INDEX engagement_version_open_key ON engagement_version (engagement_id) WHERE state = 'proposed';
  CREATE TRIGGER engagement_version_same_council BEFORE INSERT ON engagement_version FOR EACH ROW EXECUTE FUNCTION
    same_council('engagement_id', 'engagement', 'proposed_by', 'person');
  SELECT state_machine('engagement_version', ARRAY['proposed > accepted', 'proposed > declined', 'proposed > withdrawn']);
  CREATE FUNCTION engagement_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what was answered stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'engagement_version_stands';
  END $$;
  CREATE TRIGGER stands BEFORE UPDATE ON engagement_version FOR EACH ROW WHEN (OLD.state <> 'proposed')
  EXECUTE FUNCTION engagement_version_stands()`;

const RATE = `
  CREATE TABLE engagement_version_rate (
    version_id uuid NOT NULL CONSTRAINT engagement_version_rate_version_id_fkey REFERENCES engagement_version (id),
    band text NOT NULL CONSTRAINT engagement_version_rate_band_check CHECK (band IN
      ('weekday', 'evening', 'weekend', 'bank_holiday', 'waking_night', 'sleep_in', 'live_in')),
    council_id uuid NOT NULL CONSTRAINT engagement_version_rate_council_id_fkey REFERENCES council (id),
    unit text NOT NULL CONSTRAINT engagement_version_rate_unit_check CHECK (unit IN ('hour', 'visit', 'night', 'day')),
    rate_pence bigint NOT NULL CONSTRAINT engagement_version_rate_rate_pence_check CHECK (rate_pence BETWEEN 1 AND 1000000),
    CONSTRAINT engagement_version_rate_pkey PRIMARY KEY (version_id, band)
  );
  SELECT tenant_table('engagement_version_rate', 'SELECT, INSERT');
  CREATE TRIGGER engagement_version_rate_same_council BEFORE INSERT ON engagement_version_rate FOR EACH ROW
  EXECUTE FUNCTION same_council('version_id', 'engagement_version')`;

/** The version that stands today, where there is one. */
const TERMS = `
  CREATE VIEW engagement_terms WITH (security_invoker = true) AS
  SELECT DISTINCT ON (engagement_id) * FROM engagement_version
  WHERE state = 'accepted' AND starts_on <= (now() AT TIME ZONE 'Europe/London')::date
  ORDER BY engagement_id, starts_on DESC, number DESC;
  GRANT SELECT ON engagement_terms TO alongside_app`;

/** The rates of an engagement by their days: each version's from its first day to the day before the next one's. */
const RATES = `
  CREATE FUNCTION engagement_rates(wanted uuid)
  RETURNS TABLE (band text, unit text, rate_pence bigint, starts_on date, ends_on date) LANGUAGE sql STABLE AS $$
    WITH era AS (
      SELECT DISTINCT ON (starts_on) id, starts_on FROM engagement_version
      WHERE engagement_id = wanted AND state = 'accepted' ORDER BY starts_on, number DESC
    ), dated AS (
      SELECT *, (lead(starts_on) OVER (ORDER BY starts_on)) - 1 AS ends_on FROM era
    )
    SELECT r.band, r.unit, r.rate_pence, r.starts_on, least(r.ends_on, (SELECT min(d.starts_on) FROM dated d) - 1)
    FROM engagement_rate r
    WHERE r.engagement_id = wanted AND NOT EXISTS (SELECT FROM dated d WHERE d.starts_on <= r.starts_on)
    UNION ALL
    SELECT v.band, v.unit, v.rate_pence, d.starts_on, d.ends_on
    FROM dated d JOIN engagement_version_rate v ON v.version_id = d.id
  $$;
  REVOKE EXECUTE ON FUNCTION engagement_rates(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION engagement_rates(uuid) TO alongside_app`;
