import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A visit is as long as its listing asks, and as far from the visits of other bookings as they need for the way: what
 * free times leave out cannot be booked. What stands already stays, however the listing changes.
 */
export class BuffersAndShortestVisits1764500000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(KEEPS);
    await query.query(`CREATE TRIGGER keeps_its_listing AFTER INSERT ON visit
      FOR EACH ROW EXECUTE FUNCTION visit_keeps_its_listing()`);
    await query.query(`CREATE TRIGGER moved_keeps_its_listing
      AFTER UPDATE OF starts_at, ends_at, worker_id, lane, state ON visit FOR EACH ROW
      WHEN (NEW.state IN (${TAKING}) AND NEW.lane < 10000 AND (OLD.state NOT IN (${TAKING})
        OR (OLD.starts_at, OLD.ends_at, OLD.worker_id) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.worker_id)))
      EXECUTE FUNCTION visit_keeps_its_listing()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER moved_keeps_its_listing ON visit; DROP TRIGGER keeps_its_listing ON visit`);
    await query.query(`DROP FUNCTION visit_keeps_its_listing`);
  }
}

const TAKING = `'requested', 'accepted', 'recorded', 'approved'`;

/** Visits of one booking may follow each other at once: whoever lives in for a week goes nowhere between its days. */
const KEEPS = `
  CREATE FUNCTION visit_keeps_its_listing() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    buffer interval;
    shortest interval;
  BEGIN
    SELECT make_interval(mins => l.buffer_minutes), make_interval(mins => l.minimum_minutes) INTO buffer, shortest
    FROM booking b JOIN listing l ON l.id = b.listing_id WHERE b.id = NEW.booking_id AND b.session_id IS NULL;
    IF NEW.ends_at - NEW.starts_at < shortest
       AND (TG_OP = 'INSERT' OR NEW.ends_at - NEW.starts_at < OLD.ends_at - OLD.starts_at) THEN
      RAISE EXCEPTION 'this visit is shorter than the listing takes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_shortest';
    END IF;
    IF buffer > interval '0' THEN
      -- Two that are written at the same moment do not see each other: they look one after the other.
      PERFORM pg_advisory_xact_lock(hashtextextended('visits of ' || NEW.worker_id, 0));
      IF EXISTS (
        SELECT FROM visit v
        WHERE v.worker_id = NEW.worker_id AND v.lane = NEW.lane AND v.state IN (${TAKING}) AND v.booking_id <> NEW.booking_id
          AND tstzrange(v.starts_at, v.ends_at) && tstzrange(NEW.starts_at - buffer, NEW.ends_at + buffer)) THEN
        RAISE EXCEPTION 'this visit leaves no time for the way'
          USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'visit_buffer';
      END IF;
    END IF;
    RETURN NULL;
  END $$`;
