import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What calling a visit off costs where nobody agreed otherwise is a dated rule of the council with its source. What
 * holds for a booking or an agreement is fixed when it is made: by the listing, or by the rule of that day.
 */
export class CancellationRules1764500010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, STANDARD, TERMS_OF]) await query.query(statement);
    // What was booked until now goes on by the terms that were shown.
    await query.query(`ALTER TABLE booking
      ADD COLUMN notice_hours integer NOT NULL DEFAULT 24
        CONSTRAINT booking_notice_hours_check CHECK (notice_hours BETWEEN 0 AND 720),
      ADD COLUMN late_cancellation_bp integer NOT NULL DEFAULT 10000
        CONSTRAINT booking_late_cancellation_bp_check CHECK (late_cancellation_bp BETWEEN 0 AND 10000)`);
    for (const table of TABLES) {
      await query.query(
        `ALTER TABLE ${table} ALTER notice_hours DROP DEFAULT, ALTER late_cancellation_bp DROP DEFAULT`,
      );
      await query.query(`CREATE TRIGGER cancellation_terms BEFORE INSERT ON ${table} FOR EACH ROW
        WHEN (NEW.notice_hours IS NULL OR NEW.late_cancellation_bp IS NULL) EXECUTE FUNCTION cancellation_terms_of_today()`);
      // Also where rows are copied in without other rules: no row is without its terms.
      await query.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER cancellation_terms`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const table of TABLES) await query.query(`DROP TRIGGER cancellation_terms ON ${table}`);
    await query.query(`ALTER TABLE booking DROP COLUMN notice_hours, DROP COLUMN late_cancellation_bp`);
    await query.query(`ALTER TABLE engagement ALTER notice_hours SET DEFAULT 24,
      ALTER late_cancellation_bp SET DEFAULT 10000`);
    await query.query(`DROP FUNCTION cancellation_terms_of_today; DROP FUNCTION public_cancellation_rule;
      DROP TABLE cancellation_rule`);
  }
}

const TABLES = ['booking', 'engagement'];

const RULE = `
  CREATE TABLE cancellation_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT cancellation_rule_council_id_fkey REFERENCES council (id),
    notice_hours integer NOT NULL CONSTRAINT cancellation_rule_notice_hours_check CHECK (notice_hours BETWEEN 0 AND 720),
    late_cancellation_bp integer NOT NULL
      CONSTRAINT cancellation_rule_late_cancellation_bp_check CHECK (late_cancellation_bp BETWEEN 0 AND 10000),
    source text NOT NULL CONSTRAINT cancellation_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  SELECT general_and_own('cancellation_rule',
    'SELECT, INSERT (council_id, notice_hours, late_cancellation_bp, source, starts_on)');
  INSERT INTO cancellation_rule (notice_hours, late_cancellation_bp, source, starts_on) VALUES
    (24, 10000, 'What every council starts with: a day’s notice, and later than that the whole price', '2000-01-01')`;

/** The rule of a day, also for whoever reads a public profile. */
const STANDARD = `
  CREATE FUNCTION public_cancellation_rule(council uuid, day date)
  RETURNS TABLE (notice_hours integer, late_cancellation_bp integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT notice_hours, late_cancellation_bp FROM cancellation_rule
    WHERE (council_id = council OR council_id IS NULL) AND starts_on <= day
    ORDER BY council_id NULLS LAST, starts_on DESC, id DESC LIMIT 1
  $$;
  REVOKE EXECUTE ON FUNCTION public_cancellation_rule FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_cancellation_rule TO alongside_app`;

/** As the listing has it, or else the rule of the day. */
const TERMS_OF = `
  CREATE FUNCTION cancellation_terms_of_today() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT l.notice_hours, l.late_cancellation_bp INTO NEW.notice_hours, NEW.late_cancellation_bp
    FROM listing l WHERE l.id = NEW.listing_id;
    IF NEW.notice_hours IS NULL THEN
      SELECT r.notice_hours, r.late_cancellation_bp INTO NEW.notice_hours, NEW.late_cancellation_bp
      FROM public_cancellation_rule(NEW.council_id, (now() AT TIME ZONE 'Europe/London')::date) r;
    END IF;
    RETURN NEW;
  END $$`;
