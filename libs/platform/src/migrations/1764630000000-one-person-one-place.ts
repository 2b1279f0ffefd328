import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Somebody who works for an enterprise may be a PA with visits of their own. An exclusion constraint sees one column at
 * a time, so each side looks at the other: whoever books a PA has locked their listing, and whoever names somebody
 * locks it too, so that they come one after the other.
 */
export class OnePersonOnePlace1764630000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(keeps(OWN));
    await query.query(NAMED);
    await query.query(`CREATE TRIGGER named_in_one_place AFTER UPDATE OF named_worker_id, starts_at, ends_at, state ON visit
      FOR EACH ROW WHEN (NEW.named_worker_id IS NOT NULL AND NEW.state IN (${TAKING}) AND (OLD.state NOT IN (${TAKING})
        OR (OLD.named_worker_id, OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.named_worker_id, NEW.starts_at, NEW.ends_at)))
      EXECUTE FUNCTION visit_named_in_one_place()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER named_in_one_place ON visit`);
    await query.query(`DROP FUNCTION visit_named_in_one_place`);
    await query.query(keeps(''));
  }
}

const TAKING = `'requested', 'accepted', 'recorded', 'approved'`;

const NAMED = `
  CREATE FUNCTION visit_named_in_one_place() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM listing WHERE person_id = NEW.named_worker_id ORDER BY id FOR NO KEY UPDATE;
    IF FOUND AND EXISTS (
      SELECT FROM visit v
      WHERE v.worker_id = NEW.named_worker_id AND v.state IN (${TAKING})
        AND tstzrange(v.starts_at, v.ends_at) && tstzrange(NEW.starts_at, NEW.ends_at)) THEN
      RAISE EXCEPTION 'they have a visit of their own then'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'visit_one_place';
    END IF;
    RETURN NULL;
  END $$`;

const OWN = `
    IF whose = NEW.worker_id AND EXISTS (
      SELECT FROM visit v
      WHERE v.named_worker_id = NEW.worker_id AND v.state IN (${TAKING})
        AND tstzrange(v.starts_at, v.ends_at) && tstzrange(NEW.starts_at, NEW.ends_at)) THEN
      RAISE EXCEPTION 'an enterprise sends them elsewhere then'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'visit_one_place';
    END IF;`;

/** As it was, with one more look. Visits of one booking may follow each other at once. */
const keeps = (more: string) => `
  CREATE OR REPLACE FUNCTION visit_keeps_its_listing() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    buffer interval;
    shortest interval;
    whose uuid;
  BEGIN
    SELECT make_interval(mins => l.buffer_minutes), make_interval(mins => l.minimum_minutes), l.person_id
    INTO buffer, shortest, whose
    FROM booking b JOIN listing l ON l.id = b.listing_id WHERE b.id = NEW.booking_id AND b.session_id IS NULL;
    IF NEW.ends_at - NEW.starts_at < shortest
       AND (TG_OP = 'INSERT' OR NEW.ends_at - NEW.starts_at < OLD.ends_at - OLD.starts_at) THEN
      RAISE EXCEPTION 'this visit is shorter than the listing takes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_shortest';
    END IF;${more}
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
