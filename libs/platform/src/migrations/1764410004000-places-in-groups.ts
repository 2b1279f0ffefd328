import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A place in a group is a booking whose visit has the session for its worker and a lane of its own: what keeps a worker
 * from being in two visits keeps two people from one place. Who finds none waits in order.
 */
export class PlacesInGroups1764410004000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [PLACE, WAITING, FREE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION waiting_for_places(timestamptz)`);
    await query.query(`DROP TABLE group_waiting`);
    await query.query(`DROP TRIGGER place_of_session ON booking`);
    await query.query(`DROP FUNCTION booking_place_of_session`);
    await query.query(`ALTER TABLE booking DROP COLUMN session_id`);
  }
}

const PLACE = `
  ALTER TABLE booking ADD COLUMN session_id uuid CONSTRAINT booking_session_id_fkey REFERENCES offer_session (id);
  CREATE INDEX booking_session_id_idx ON booking (session_id) WHERE session_id IS NOT NULL;
  CREATE TRIGGER booking_session_same_council BEFORE INSERT ON booking
    FOR EACH ROW EXECUTE FUNCTION same_council('session_id', 'offer_session');
  CREATE FUNCTION booking_place_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM visit v JOIN offer_session s ON s.id = NEW.session_id JOIN offer o ON o.id = s.offer_id
      WHERE v.booking_id = NEW.id AND (v.worker_id <> s.id OR v.lane > s.capacity OR v.starts_at <> s.starts_at
        OR v.ends_at <> s.ends_at OR o.listing_id <> NEW.listing_id)) THEN
      RAISE EXCEPTION 'this is no place of the session' USING ERRCODE = 'check_violation', CONSTRAINT = 'place_of_session';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER place_of_session AFTER INSERT ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.session_id IS NOT NULL) EXECUTE FUNCTION booking_place_of_session()`;

const WAITING = `
  CREATE TABLE group_waiting (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT group_waiting_council_id_fkey REFERENCES council (id),
    session_id uuid NOT NULL CONSTRAINT group_waiting_session_id_fkey REFERENCES offer_session (id),
    holder_id uuid NOT NULL CONSTRAINT group_waiting_holder_id_fkey REFERENCES person (id),
    asked_by uuid NOT NULL CONSTRAINT group_waiting_asked_by_fkey REFERENCES person (id),
    asked_how text CONSTRAINT group_waiting_asked_how_check CHECK (asked_how IN ('phone', 'letter', 'meeting')),
    asked_at timestamptz NOT NULL,
    offered_at timestamptz,
    left_at timestamptz
  );
  CREATE UNIQUE INDEX group_waiting_session_id_holder_id_key ON group_waiting (session_id, holder_id) WHERE left_at IS NULL;
  CREATE INDEX group_waiting_holder_id_idx ON group_waiting (holder_id);
  SELECT tenant_table('group_waiting', 'SELECT, INSERT (council_id, session_id, holder_id, asked_by, asked_how, asked_at),
    UPDATE (offered_at, left_at)');
  CREATE TRIGGER group_waiting_same_council BEFORE INSERT ON group_waiting
    FOR EACH ROW EXECUTE FUNCTION same_council('session_id', 'offer_session', 'holder_id', 'person')`;

/** For the clockwork, which looks across councils: those for whom a place is free now, as many as there are places. */
const FREE = `
  CREATE FUNCTION waiting_for_places(at timestamptz) RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT q.council_id, q.id FROM (
      SELECT w.council_id, w.id, w.offered_at, s.capacity,
             row_number() OVER (PARTITION BY w.session_id ORDER BY w.asked_at, w.id) AS place,
             (SELECT count(*) FROM visit v WHERE v.worker_id = s.id
                AND v.state IN ('requested', 'accepted', 'recorded', 'approved')) AS taken
      FROM group_waiting w JOIN offer_session s ON s.id = w.session_id
      WHERE w.left_at IS NULL AND s.cancelled_at IS NULL AND s.starts_at > at
        AND (w.offered_at IS NULL OR w.offered_at > at - interval '1 day')) q
    WHERE q.offered_at IS NULL AND q.place <= q.capacity - q.taken
  $$;
  REVOKE EXECUTE ON FUNCTION waiting_for_places(timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION waiting_for_places(timestamptz) TO alongside_app`;
