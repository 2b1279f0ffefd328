import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Support pauses while somebody is in hospital or away. Another line can pay from a day on, because a funder takes over
 * or a line ends; who comes and when stays the same.
 */
export class Pauses1764400010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [PAUSE, PAUSED, PAYER, CLOCKWORK]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION holders_with_planned_visits, bookings_without_line, engagements_over`);
    await query.query(`DROP TABLE booking_payer`);
    await query.query(`DROP TRIGGER pause_same_council ON visit`);
    await query.query(`ALTER TABLE visit DROP COLUMN pause_id`);
    await query.query(`DROP TABLE support_pause`);
    await query.query(`DROP FUNCTION support_pause_rules`);
  }
}

const PAUSE = `
  CREATE TABLE support_pause (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT support_pause_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT support_pause_holder_id_fkey REFERENCES person (id),
    kind text NOT NULL CONSTRAINT support_pause_kind_check CHECK (kind IN ('hospital', 'holiday', 'other')),
    from_day date NOT NULL,
    until_day date CONSTRAINT support_pause_until_day_check CHECK (until_day >= from_day - 1),
    line_change_id uuid CONSTRAINT support_pause_line_change_id_fkey REFERENCES line_change (id),
    started_by uuid NOT NULL CONSTRAINT support_pause_started_by_fkey REFERENCES person (id),
    started_how text CONSTRAINT support_pause_started_how_check CHECK (started_how IN ('phone', 'letter', 'meeting')),
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_by uuid CONSTRAINT support_pause_ended_by_fkey REFERENCES person (id),
    ended_at timestamptz,
    CONSTRAINT support_pause_ended_check CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR until_day IS NOT NULL)),
    CONSTRAINT support_pause_no_overlap EXCLUDE USING gist
      (holder_id WITH =, daterange(from_day, until_day, '[]') WITH &&)
  );
  SELECT tenant_table('support_pause', 'SELECT, INSERT, UPDATE (until_day, ended_by, ended_at)');
  CREATE INDEX support_pause_line_change_id_idx ON support_pause (line_change_id);
  CREATE TRIGGER support_pause_same_council BEFORE INSERT ON support_pause FOR EACH ROW EXECUTE FUNCTION
    same_council('holder_id', 'person', 'started_by', 'person', 'line_change_id', 'line_change');
  CREATE FUNCTION support_pause_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a pause that has ended stays so' USING ERRCODE = 'check_violation', CONSTRAINT = 'support_pause_ended';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON support_pause FOR EACH ROW EXECUTE FUNCTION support_pause_rules()`;

/** By which pause a visit is paused. */
const PAUSED = `
  ALTER TABLE visit ADD COLUMN pause_id uuid CONSTRAINT visit_pause_id_fkey REFERENCES support_pause (id),
    ADD CONSTRAINT visit_paused_check CHECK (state <> 'paused' OR pause_id IS NOT NULL);
  CREATE INDEX visit_pause_id_idx ON visit (pause_id) WHERE pause_id IS NOT NULL;
  CREATE TRIGGER pause_same_council BEFORE INSERT OR UPDATE ON visit FOR EACH ROW WHEN (NEW.pause_id IS NOT NULL)
  EXECUTE FUNCTION same_council('pause_id', 'support_pause');
  GRANT UPDATE (pause_id) ON visit TO alongside_app`;

/** Which lines pay for a booking from a day on, instead of those it was asked with. */
const PAYER = `
  CREATE TABLE booking_payer (
    booking_id uuid NOT NULL CONSTRAINT booking_payer_booking_id_fkey REFERENCES booking (id),
    from_day date NOT NULL,
    line_id uuid NOT NULL CONSTRAINT booking_payer_line_id_fkey REFERENCES budget_line (id),
    council_id uuid NOT NULL CONSTRAINT booking_payer_council_id_fkey REFERENCES council (id),
    share_bp integer NOT NULL CONSTRAINT booking_payer_share_bp_check CHECK (share_bp BETWEEN 1 AND 10000),
    CONSTRAINT booking_payer_pkey PRIMARY KEY (booking_id, from_day, line_id)
  );
  SELECT tenant_table('booking_payer', 'SELECT, INSERT, DELETE');
  CREATE INDEX booking_payer_line_id_idx ON booking_payer (line_id);
  CREATE TRIGGER booking_payer_same_council AFTER INSERT ON booking_payer REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added('booking_id', 'booking', 'line_id', 'budget_line')`;

/** For the clockwork, which looks across councils: ids only. */
const CLOCKWORK = `
  CREATE FUNCTION holders_with_planned_visits() RETURNS TABLE (council_id uuid, holder_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT b.council_id, b.holder_id FROM visit v JOIN booking b ON b.id = v.booking_id
    WHERE v.planned AND v.state IN ('requested', 'accepted') AND v.starts_at > now() - interval '90 days'
      AND EXISTS (SELECT FROM booking_split s JOIN budget_period p ON p.line_id = s.line_id
                  WHERE s.booking_id = b.id AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on
                  UNION ALL
                  SELECT FROM booking_payer s JOIN budget_period p ON p.line_id = s.line_id
                  WHERE s.booking_id = b.id AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on)
  $$;
  CREATE FUNCTION bookings_without_line() RETURNS TABLE (council_id uuid, booking_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT v.council_id, v.booking_id
    FROM line_change c JOIN budget_period p ON p.line_id = c.line_id AND p.ends_on > c.from_day
    JOIN visit_split s ON s.period_id = p.id JOIN visit v ON v.id = s.visit_id
    WHERE c.kind = 'end' AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
      AND v.state IN ('requested', 'accepted') AND v.starts_at > now()
      AND (v.starts_at AT TIME ZONE 'Europe/London')::date > c.from_day
  $$;
  CREATE FUNCTION engagements_over() RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.council_id, e.id FROM engagement e
    WHERE e.state = 'accepted' AND e.ends_on < (now() AT TIME ZONE 'Europe/London')::date
  $$;
  REVOKE EXECUTE ON FUNCTION holders_with_planned_visits(), bookings_without_line(), engagements_over() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION holders_with_planned_visits(), bookings_without_line(), engagements_over() TO alongside_app`;
