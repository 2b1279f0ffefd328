import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Who finds a course full waits in order, and is offered what falls free: kept for them until a time, and for nobody
 * else. What the coordinator wrote can be put right; a course never has fewer places than are taken or kept.
 */
export class CourseWaiting1764610000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [WAITING, LEFT, WAITS, TAKES, CHANGES, DUE]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(
      `REVOKE UPDATE (title, text, place, starts_at, ends_at, places) ON member_course FROM alongside_app`,
    );
    await query.query(`REVOKE UPDATE (kind, title, text, link, through_on) ON member_resource FROM alongside_app`);
    await query.query(`DROP TRIGGER keeps_taken ON member_course`);
    await query.query(`DROP TRIGGER waits_no_more ON course_place`);
    await query.query(
      `DROP FUNCTION member_course_keeps_taken, course_place_waits_no_more, courses_to_offer(timestamptz)`,
    );
    await query.query(FORMER);
    await query.query(`DROP TABLE course_waiting`);
    await query.query(`DROP FUNCTION course_waiting_rules, course_waiting_keeps, course_places_left(uuid, uuid)`);
  }
}

const WAITING = `
  CREATE TABLE course_waiting (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT course_waiting_council_id_fkey REFERENCES council (id),
    member_course_id uuid NOT NULL CONSTRAINT course_waiting_member_course_id_fkey REFERENCES member_course (id),
    person_id uuid NOT NULL CONSTRAINT course_waiting_person_id_fkey REFERENCES person (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    kept_until timestamptz,
    left_at timestamptz
  );
  CREATE UNIQUE INDEX course_waiting_one_idx ON course_waiting (member_course_id, person_id) WHERE left_at IS NULL;
  CREATE INDEX course_waiting_person_id_idx ON course_waiting (person_id);
  SELECT tenant_table('course_waiting', 'SELECT, INSERT (council_id, member_course_id, person_id), UPDATE (kept_until, left_at)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON course_waiting
    FOR EACH ROW EXECUTE FUNCTION same_council('member_course_id', 'member_course', 'person_id', 'person')`;

/** What is left of a course for somebody: those who wait longer come before them, and everybody before who does not wait. */
const LEFT = `
  CREATE FUNCTION course_places_left(course uuid, reader uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    WITH waits AS (
      SELECT w.person_id, w.asked_at, w.id FROM course_waiting w
      WHERE w.member_course_id = course AND w.left_at IS NULL AND (w.kept_until IS NULL OR w.kept_until > now())),
    mine AS (SELECT asked_at, id FROM waits WHERE person_id = reader)
    SELECT c.places
      - (SELECT count(*)::int FROM course_place p WHERE p.member_course_id = c.id AND p.given_up_at IS NULL)
      - (SELECT count(*)::int FROM waits w WHERE w.person_id <> reader
           AND NOT EXISTS (SELECT FROM mine m WHERE (m.asked_at, m.id) < (w.asked_at, w.id)))
    FROM member_course c WHERE c.id = course
  $$`;

/** Whoever joins, or is offered a place, holds the course's row: the order is that of joining. */
const WAITS = `
  CREATE FUNCTION course_waiting_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    course member_course;
  BEGIN
    SELECT * INTO course FROM member_course WHERE id = NEW.member_course_id FOR NO KEY UPDATE;
    IF course.cancelled_at IS NOT NULL OR course.starts_at <= now() THEN
      RAISE EXCEPTION 'this course is over or called off' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_open';
    END IF;
    IF EXISTS (SELECT FROM course_place p WHERE p.member_course_id = course.id AND p.person_id = NEW.person_id
               AND p.given_up_at IS NULL) THEN
      RAISE EXCEPTION 'they have a place' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_one_idx';
    END IF;
    IF course_places_left(course.id, NEW.person_id) > 0 THEN
      RAISE EXCEPTION 'there are places left' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_waiting_full';
    END IF;
    NEW.asked_at := clock_timestamp();
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON course_waiting FOR EACH ROW EXECUTE FUNCTION course_waiting_rules();

  CREATE FUNCTION course_waiting_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM member_course WHERE id = NEW.member_course_id FOR NO KEY UPDATE;
    IF course_places_left(NEW.member_course_id, NEW.person_id) <= 0 THEN
      RAISE EXCEPTION 'all places are taken' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_free';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_free BEFORE UPDATE OF kept_until ON course_waiting
    FOR EACH ROW WHEN (NEW.kept_until IS NOT NULL AND OLD.kept_until IS NULL) EXECUTE FUNCTION course_waiting_keeps()`;

/** Whoever takes a place takes one that is there, on a course that is still to come. */
const placeRules = (full: string) => `
  CREATE OR REPLACE FUNCTION course_place_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    course member_course;
  BEGIN
    SELECT * INTO course FROM member_course WHERE id = NEW.member_course_id FOR NO KEY UPDATE;
    IF course.cancelled_at IS NOT NULL OR course.starts_at <= now() THEN
      RAISE EXCEPTION 'this course is over or called off' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_open';
    END IF;
    IF ${full} THEN
      RAISE EXCEPTION 'all places are taken' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_free';
    END IF;
    RETURN NEW;
  END $$;`;

/** Who takes a place comes after those who wait, and waits no more. */
const TAKES = `
  ${placeRules(`course_places_left(course.id, NEW.person_id) <= 0`)}

  CREATE FUNCTION course_place_waits_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE course_waiting SET left_at = now()
    WHERE member_course_id = NEW.member_course_id AND person_id = NEW.person_id AND left_at IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER waits_no_more AFTER INSERT ON course_place FOR EACH ROW EXECUTE FUNCTION course_place_waits_no_more()`;

const FORMER =
  placeRules(`(SELECT count(*) FROM course_place p WHERE p.member_course_id = course.id AND p.given_up_at IS NULL)
      >= course.places`);

const CHANGES = `
  GRANT UPDATE (title, text, place, starts_at, ends_at, places) ON member_course TO alongside_app;
  GRANT UPDATE (kind, title, text, link, through_on) ON member_resource TO alongside_app;
  CREATE FUNCTION member_course_keeps_taken() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.cancelled_at IS NOT NULL OR OLD.starts_at <= now() THEN
      RAISE EXCEPTION 'this course is over or called off' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_open';
    END IF;
    IF NEW.places < (SELECT count(*) FROM course_place p WHERE p.member_course_id = NEW.id AND p.given_up_at IS NULL)
        + (SELECT count(*) FROM course_waiting w WHERE w.member_course_id = NEW.id AND w.left_at IS NULL AND w.kept_until > now()) THEN
      RAISE EXCEPTION 'more places are taken or kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_course_places_taken';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_taken BEFORE UPDATE OF title, text, place, starts_at, ends_at, places ON member_course
    FOR EACH ROW EXECUTE FUNCTION member_course_keeps_taken()`;

/** For the clockwork, which looks across councils: courses where somebody is to be offered a place, or let theirs go by. */
const DUE = `
  CREATE FUNCTION courses_to_offer(at timestamptz) RETURNS TABLE (council_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT c.council_id, c.id FROM member_course c JOIN course_waiting w ON w.member_course_id = c.id
    WHERE w.left_at IS NULL AND c.cancelled_at IS NULL AND c.starts_at > at
      AND (w.kept_until <= at OR (w.kept_until IS NULL AND course_places_left(c.id, w.person_id) > 0))
  $$;
  REVOKE EXECUTE ON FUNCTION courses_to_offer(timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION courses_to_offer(timestamptz) TO alongside_app`;
