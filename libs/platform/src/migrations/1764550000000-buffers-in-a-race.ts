import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Two visits of one worker that are written at the same moment do not see each other: who needs time for the way looks
 * at that worker's visits one after the other.
 */
export class BuffersInARace1764550000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(KEEPS);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(KEEPS.replace(LOCK, ''));
  }
}

const TAKING = `'requested', 'accepted', 'recorded', 'approved'`;

const LOCK = `PERFORM pg_advisory_xact_lock(hashtextextended('visits of ' || NEW.worker_id, 0));
      `;

/** As before, but that each waits for the one before it has been kept or given up. */
const KEEPS = `
  CREATE OR REPLACE FUNCTION visit_keeps_its_listing() RETURNS trigger LANGUAGE plpgsql AS $$
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
      ${LOCK}IF EXISTS (
        SELECT FROM visit v
        WHERE v.worker_id = NEW.worker_id AND v.lane = NEW.lane AND v.state IN (${TAKING}) AND v.booking_id <> NEW.booking_id
          AND tstzrange(v.starts_at, v.ends_at) && tstzrange(NEW.starts_at - buffer, NEW.ends_at + buffer)) THEN
        RAISE EXCEPTION 'this visit leaves no time for the way'
          USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'visit_buffer';
      END IF;
    END IF;
    RETURN NULL;
  END $$`;
