import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A visit can be moved, missed or paused, and can be planned before any period pays for it. A move is proposed by one
 * side and comes about when the other accepts it.
 */
export class VisitChanges1764400000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [VISIT, STATES, STANDS, SPLIT, BOOKING, CHANGE, TIME, LATE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION unanswered_changes`);
    await query.query(`DROP TABLE visit_change_time, visit_change`);
    await query.query(`ALTER TABLE booking DROP COLUMN except_days, DROP COLUMN bank_holidays`);
    await query.query(`DROP TRIGGER stays ON visit_split`);
    await query.query(`DROP FUNCTION visit_split_stays`);
    await query.query(`DROP TRIGGER stands ON visit`);
    await query.query(`DROP FUNCTION visit_stands`);
    await query.query(`ALTER TABLE visit DROP COLUMN planned, DROP COLUMN no_show`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'visit_change'
      OR (machine = 'visit' AND (from_state = 'paused' OR to_state IN ('paused', 'missed')))`);
  }
}

const VISIT = `
  ALTER TABLE visit
    ADD COLUMN planned boolean NOT NULL DEFAULT false,
    ADD COLUMN no_show text CONSTRAINT visit_no_show_check CHECK (no_show IN ('holder', 'worker')),
    ADD CONSTRAINT visit_planned_check CHECK (NOT planned OR state NOT IN ('recorded', 'approved')),
    ADD CONSTRAINT visit_missed_check CHECK (state <> 'missed' OR no_show = 'worker'),
    DROP CONSTRAINT visit_state_check,
    ADD CONSTRAINT visit_state_check CHECK (state IN ('requested', 'accepted', 'declined', 'cancelled', 'expired',
      'recorded', 'approved', 'paused', 'missed'));
  GRANT UPDATE (starts_at, ends_at, price_pence, lane, planned, no_show) ON visit TO alongside_app;
  CREATE INDEX visit_planned_idx ON visit (starts_at) WHERE planned AND state IN ('requested', 'accepted')`;

const STATES = `
  INSERT INTO state_transition (machine, from_state, to_state) VALUES
    ('visit', 'accepted', 'missed'), ('visit', 'accepted', 'paused'), ('visit', 'paused', 'accepted'),
    ('visit', 'paused', 'cancelled')`;

/** What has been, or came to nothing, is never moved or priced anew. */
const STANDS = `
  CREATE FUNCTION visit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a visit that is % is not changed', OLD.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_stands';
  END $$;
  CREATE TRIGGER stands BEFORE UPDATE OF starts_at, ends_at, price_pence ON visit FOR EACH ROW
  WHEN (OLD.state NOT IN ('requested', 'accepted', 'paused') AND
    (OLD.starts_at, OLD.ends_at, OLD.price_pence) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.price_pence))
  EXECUTE FUNCTION visit_stands()`;

/** What a visit takes from where may be set anew while nothing of it is spent. */
const SPLIT = `
  GRANT DELETE ON visit_split TO alongside_app;
  CREATE FUNCTION visit_split_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.spent_pence IS NOT NULL OR NOT EXISTS (SELECT FROM visit
        WHERE id = OLD.visit_id AND state IN ('requested', 'accepted', 'paused')) THEN
      RAISE EXCEPTION 'what a visit has taken stays'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_split_stays';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER stays BEFORE DELETE ON visit_split FOR EACH ROW
  WHEN (current_user = 'alongside_app') EXECUTE FUNCTION visit_split_stays()`;

const BOOKING = `
  ALTER TABLE booking
    ADD COLUMN except_days date[] NOT NULL DEFAULT '{}'
      CONSTRAINT booking_except_days_check CHECK (cardinality(except_days) <= 100),
    ADD COLUMN bank_holidays text NOT NULL DEFAULT 'keep'
      CONSTRAINT booking_bank_holidays_check CHECK (bank_holidays IN ('keep', 'skip'))`;

const CHANGE = `
  CREATE TABLE visit_change (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT visit_change_council_id_fkey REFERENCES council (id),
    booking_id uuid NOT NULL CONSTRAINT visit_change_booking_id_fkey REFERENCES booking (id),
    visit_id uuid NOT NULL CONSTRAINT visit_change_visit_id_fkey REFERENCES visit (id),
    reach text NOT NULL CONSTRAINT visit_change_reach_check CHECK (reach IN ('one', 'following', 'all')),
    side text NOT NULL CONSTRAINT visit_change_side_check CHECK (side IN ('holder', 'worker')),
    state text NOT NULL DEFAULT 'proposed' CONSTRAINT visit_change_state_check
      CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'expired')),
    reason text CONSTRAINT visit_change_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    proposed_by uuid NOT NULL CONSTRAINT visit_change_proposed_by_fkey REFERENCES person (id),
    proposed_how text CONSTRAINT visit_change_proposed_how_check CHECK (proposed_how IN ('phone', 'letter', 'meeting')),
    created_at timestamptz NOT NULL DEFAULT now(),
    answered_by uuid CONSTRAINT visit_change_answered_by_fkey REFERENCES person (id),
    answered_at timestamptz,
    decline_reason text CONSTRAINT visit_change_decline_reason_check CHECK (length(btrim(decline_reason)) BETWEEN 1 AND 500),
    CONSTRAINT visit_change_answered_check CHECK ((answered_at IS NULL) = (state = 'proposed'))
  );
  SELECT tenant_table('visit_change', 'SELECT, INSERT, UPDATE (state, answered_by, answered_at, decline_reason)');
  CREATE UNIQUE INDEX visit_change_open_key ON visit_change (booking_id) WHERE state = 'proposed';
  CREATE INDEX visit_change_booking_id_idx ON visit_change (booking_id);
  CREATE INDEX visit_change_visit_id_idx ON visit_change (visit_id);
  CREATE TRIGGER visit_change_same_council BEFORE INSERT ON visit_change FOR EACH ROW EXECUTE FUNCTION
    same_council('booking_id', 'booking', 'visit_id', 'visit', 'proposed_by', 'person');
  SELECT state_machine('visit_change', ARRAY['proposed > accepted', 'proposed > declined', 'proposed > withdrawn',
    'proposed > expired'])`;

/** Where each visit would go, and at what price, as it was shown to whoever proposed it. */
const TIME = `
  CREATE TABLE visit_change_time (
    change_id uuid NOT NULL CONSTRAINT visit_change_time_change_id_fkey REFERENCES visit_change (id),
    visit_id uuid NOT NULL CONSTRAINT visit_change_time_visit_id_fkey REFERENCES visit (id),
    council_id uuid NOT NULL CONSTRAINT visit_change_time_council_id_fkey REFERENCES council (id),
    old_starts_at timestamptz NOT NULL,
    old_ends_at timestamptz NOT NULL,
    old_pence bigint NOT NULL CONSTRAINT visit_change_time_old_pence_check CHECK (old_pence >= 0),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    price_pence bigint NOT NULL CONSTRAINT visit_change_time_price_pence_check CHECK (price_pence >= 0),
    CONSTRAINT visit_change_time_pkey PRIMARY KEY (change_id, visit_id),
    CONSTRAINT visit_change_time_ends_at_check CHECK (ends_at > starts_at)
  );
  SELECT tenant_table('visit_change_time', 'SELECT, INSERT');
  CREATE INDEX visit_change_time_visit_id_idx ON visit_change_time (visit_id);
  CREATE TRIGGER visit_change_time_same_council AFTER INSERT ON visit_change_time REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added('change_id', 'visit_change', 'visit_id', 'visit')`;

/** For the clockwork, which looks across councils: ids only. Too late when a visit would begin, or was to begin. */
const LATE = `
  CREATE FUNCTION unanswered_changes() RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.council_id, c.id FROM visit_change c
    WHERE c.state = 'proposed' AND EXISTS (SELECT FROM visit_change_time t
      WHERE t.change_id = c.id AND least(t.starts_at, t.old_starts_at) <= now())
  $$;
  REVOKE EXECUTE ON FUNCTION unanswered_changes() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION unanswered_changes() TO alongside_app`;
