import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Somebody who was to come cannot: those named beforehand are asked, one after the other, until one comes. The names
 * and numbers are kept as they were when they were asked, for the length of the asking.
 */
export class Cover1764400030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, BOOKING, REQUEST, ASK, LATE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION cover_to_move_on`);
    await query.query(`DROP TABLE cover_ask, cover_request`);
    await query.query(`ALTER TABLE booking DROP COLUMN covers_visit_id`);
    await query.query(`DROP TABLE cover_rule`);
    await query.query(`DELETE FROM state_transition WHERE machine IN ('cover_request', 'cover_ask')`);
  }
}

/** How long each contact has to answer, before the next one is asked. */
const RULE = `
  CREATE TABLE cover_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT cover_rule_council_id_fkey REFERENCES council (id),
    answer_minutes integer NOT NULL CONSTRAINT cover_rule_answer_minutes_check CHECK (answer_minutes BETWEEN 5 AND 1440),
    source text NOT NULL CONSTRAINT cover_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX cover_rule_council_id_starts_on_key ON cover_rule (council_id, starts_on);
  SELECT general_and_own('cover_rule', 'SELECT, INSERT (council_id, answer_minutes, source, starts_on)');
  INSERT INTO cover_rule (answer_minutes, source, starts_on) VALUES (30, 'What every council starts with', '2020-01-01')`;

/** The visit of somebody else for which a booking stands in. */
const BOOKING = `
  ALTER TABLE booking ADD COLUMN covers_visit_id uuid CONSTRAINT booking_covers_visit_id_fkey REFERENCES visit (id);
  CREATE UNIQUE INDEX booking_covers_visit_id_key ON booking (covers_visit_id) WHERE covers_visit_id IS NOT NULL;
  CREATE TRIGGER covers_same_council BEFORE INSERT ON booking FOR EACH ROW WHEN (NEW.covers_visit_id IS NOT NULL)
  EXECUTE FUNCTION same_council('covers_visit_id', 'visit')`;

const REQUEST = `
  CREATE TABLE cover_request (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT cover_request_council_id_fkey REFERENCES council (id),
    visit_id uuid NOT NULL CONSTRAINT cover_request_visit_id_fkey REFERENCES visit (id),
    state text NOT NULL DEFAULT 'asking' CONSTRAINT cover_request_state_check
      CHECK (state IN ('asking', 'covered', 'nobody', 'withdrawn')),
    side text NOT NULL CONSTRAINT cover_request_side_check CHECK (side IN ('holder', 'worker', 'duty')),
    asked_by uuid NOT NULL CONSTRAINT cover_request_asked_by_fkey REFERENCES person (id),
    answer_minutes integer NOT NULL CONSTRAINT cover_request_answer_minutes_check CHECK (answer_minutes BETWEEN 5 AND 1440),
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    cover_visit_id uuid CONSTRAINT cover_request_cover_visit_id_fkey REFERENCES visit (id),
    CONSTRAINT cover_request_ended_check CHECK ((ended_at IS NULL) = (state IN ('asking', 'nobody'))),
    CONSTRAINT cover_request_cover_check CHECK (cover_visit_id IS NULL OR state = 'covered')
  );
  SELECT tenant_table('cover_request', 'SELECT, INSERT, UPDATE (state, ended_at, cover_visit_id)');
  CREATE UNIQUE INDEX cover_request_open_key ON cover_request (visit_id) WHERE state IN ('asking', 'nobody');
  CREATE INDEX cover_request_visit_id_idx ON cover_request (visit_id);
  CREATE INDEX cover_request_cover_visit_id_idx ON cover_request (cover_visit_id);
  CREATE TRIGGER cover_request_same_council BEFORE INSERT OR UPDATE ON cover_request FOR EACH ROW EXECUTE FUNCTION
    same_council('visit_id', 'visit', 'cover_visit_id', 'visit', 'asked_by', 'person');
  SELECT state_machine('cover_request', ARRAY['asking > covered', 'asking > nobody', 'asking > withdrawn',
    'nobody > covered', 'nobody > withdrawn'])`;

const ASK = `
  CREATE TABLE cover_ask (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT cover_ask_council_id_fkey REFERENCES council (id),
    request_id uuid NOT NULL CONSTRAINT cover_ask_request_id_fkey REFERENCES cover_request (id),
    position smallint NOT NULL CONSTRAINT cover_ask_position_check CHECK (position BETWEEN 1 AND 3),
    kind text NOT NULL CONSTRAINT cover_ask_kind_check CHECK (kind IN ('pa', 'provider', 'friend')),
    listing_id uuid CONSTRAINT cover_ask_listing_id_fkey REFERENCES listing (id),
    name text NOT NULL CONSTRAINT cover_ask_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    phone text CONSTRAINT cover_ask_phone_check CHECK (length(btrim(phone)) BETWEEN 1 AND 40),
    state text NOT NULL DEFAULT 'waiting' CONSTRAINT cover_ask_state_check
      CHECK (state IN ('waiting', 'asked', 'accepted', 'declined', 'timed_out', 'skipped')),
    asked_at timestamptz,
    answer_by timestamptz,
    answered_by uuid CONSTRAINT cover_ask_answered_by_fkey REFERENCES person (id),
    answered_at timestamptz,
    CONSTRAINT cover_ask_asked_check CHECK ((asked_at IS NULL) = (answer_by IS NULL)
      AND (asked_at IS NOT NULL OR state IN ('waiting', 'skipped'))),
    CONSTRAINT cover_ask_request_id_position_key UNIQUE (request_id, position)
  );
  SELECT tenant_table('cover_ask', 'SELECT, INSERT, UPDATE (state, asked_at, answer_by, answered_by, answered_at, phone)');
  CREATE UNIQUE INDEX cover_ask_accepted_key ON cover_ask (request_id) WHERE state = 'accepted';
  CREATE INDEX cover_ask_listing_id_idx ON cover_ask (listing_id);
  CREATE TRIGGER cover_ask_same_council BEFORE INSERT ON cover_ask FOR EACH ROW EXECUTE FUNCTION
    same_council('request_id', 'cover_request', 'listing_id', 'listing');
  SELECT state_machine('cover_ask', ARRAY['waiting > asked', 'waiting > skipped', 'asked > accepted', 'asked > declined',
    'asked > timed_out', 'asked > skipped', 'timed_out > accepted', 'timed_out > skipped'])`;

/** For the clockwork, which looks across councils: ids only. Somebody had their time, or the visit has begun. */
const LATE = `
  CREATE FUNCTION cover_to_move_on() RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.council_id, r.id FROM cover_request r JOIN visit v ON v.id = r.visit_id
    WHERE (r.state = 'asking' AND NOT EXISTS (SELECT FROM cover_ask a WHERE a.request_id = r.id AND a.state = 'asked'
             AND a.answer_by > now()))
       OR (r.state IN ('asking', 'nobody') AND (v.starts_at <= now() OR v.state <> 'accepted'))
  $$;
  REVOKE EXECUTE ON FUNCTION cover_to_move_on() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION cover_to_move_on() TO alongside_app`;
