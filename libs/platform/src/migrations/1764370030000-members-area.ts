import type {MigrationInterface, QueryRunner} from 'typeorm';

/** For members of the register: guides and model policies, notices, and courses with places. */
export class MembersArea1764370030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [RESOURCE, FILE, COURSE, PLACE]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE course_place, member_course, resource_file, member_resource`);
    await query.query(`DROP FUNCTION course_place_rules`);
  }
}

const RESOURCE = `
  CREATE TABLE member_resource (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT member_resource_council_id_fkey REFERENCES council (id),
    kind text NOT NULL CONSTRAINT member_resource_kind_check CHECK (kind IN ('notice', 'guide', 'model_policy', 'link')),
    title text NOT NULL CONSTRAINT member_resource_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 120),
    text text NOT NULL DEFAULT '' CONSTRAINT member_resource_text_check CHECK (length(text) <= 4000),
    link text CONSTRAINT member_resource_link_check CHECK (link ~ '^https://' AND length(link) <= 300),
    through_on date,
    written_by uuid NOT NULL CONSTRAINT member_resource_written_by_fkey REFERENCES person (id),
    written_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    CONSTRAINT member_resource_link_given_check CHECK (kind <> 'link' OR link IS NOT NULL)
  );
  SELECT tenant_table('member_resource', 'SELECT, INSERT, UPDATE (removed_at)');
  CREATE INDEX member_resource_council_id_written_at_idx ON member_resource (council_id, written_at)`;

const FILE = `
  CREATE TABLE resource_file (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT resource_file_council_id_fkey REFERENCES council (id),
    member_resource_id uuid NOT NULL
      CONSTRAINT resource_file_member_resource_id_fkey REFERENCES member_resource (id),
    name text NOT NULL CONSTRAINT resource_file_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    media_type text NOT NULL CONSTRAINT resource_file_media_type_check
      CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    bytes integer NOT NULL CONSTRAINT resource_file_bytes_check CHECK (bytes BETWEEN 1 AND 10485760),
    state text NOT NULL DEFAULT 'quarantined' CONSTRAINT resource_file_state_check
      CHECK (state IN ('quarantined', 'clean', 'released', 'infected')),
    uploaded_by uuid NOT NULL CONSTRAINT resource_file_uploaded_by_fkey REFERENCES person (id),
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    released_by uuid CONSTRAINT resource_file_released_by_fkey REFERENCES person (id)
      CONSTRAINT resource_file_released_by_check CHECK ((state = 'released') = (released_by IS NOT NULL))
  );
  CREATE INDEX resource_file_member_resource_id_idx ON resource_file (member_resource_id);
  SELECT tenant_table('resource_file', 'SELECT, INSERT (id, council_id, member_resource_id, name, media_type, bytes, uploaded_by),
    UPDATE (state, released_by)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON resource_file
    FOR EACH ROW EXECUTE FUNCTION same_council('member_resource_id', 'member_resource')`;

const COURSE = `
  CREATE TABLE member_course (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT member_course_council_id_fkey REFERENCES council (id),
    title text NOT NULL CONSTRAINT member_course_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 120),
    text text NOT NULL DEFAULT '' CONSTRAINT member_course_text_check CHECK (length(text) <= 4000),
    place text NOT NULL CONSTRAINT member_course_place_check CHECK (length(btrim(place)) BETWEEN 1 AND 200),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    places integer NOT NULL CONSTRAINT member_course_places_check CHECK (places BETWEEN 1 AND 500),
    price_pence bigint NOT NULL DEFAULT 0 CONSTRAINT member_course_price_pence_check CHECK (price_pence BETWEEN 0 AND 1000000),
    written_by uuid NOT NULL CONSTRAINT member_course_written_by_fkey REFERENCES person (id),
    written_at timestamptz NOT NULL DEFAULT now(),
    cancelled_at timestamptz,
    CONSTRAINT member_course_ends_at_check CHECK (ends_at > starts_at)
  );
  SELECT tenant_table('member_course', 'SELECT, INSERT, UPDATE (cancelled_at)');
  CREATE INDEX member_course_council_id_starts_at_idx ON member_course (council_id, starts_at)`;

/** Whoever takes a place holds the course's row till they have it: the last place goes to one of them. */
const PLACE = `
  CREATE TABLE course_place (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT course_place_council_id_fkey REFERENCES council (id),
    member_course_id uuid NOT NULL CONSTRAINT course_place_member_course_id_fkey REFERENCES member_course (id),
    person_id uuid NOT NULL CONSTRAINT course_place_person_id_fkey REFERENCES person (id),
    taken_at timestamptz NOT NULL DEFAULT now(),
    given_up_at timestamptz,
    paid_on date,
    paid_recorded_by uuid CONSTRAINT course_place_paid_recorded_by_fkey REFERENCES person (id),
    CONSTRAINT course_place_paid_check CHECK ((paid_on IS NULL) = (paid_recorded_by IS NULL))
  );
  CREATE UNIQUE INDEX course_place_one_idx ON course_place (member_course_id, person_id) WHERE given_up_at IS NULL;
  CREATE INDEX course_place_person_id_idx ON course_place (person_id);
  SELECT tenant_table('course_place', 'SELECT, INSERT (council_id, member_course_id, person_id), UPDATE (given_up_at, paid_on, paid_recorded_by)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON course_place
    FOR EACH ROW EXECUTE FUNCTION same_council('member_course_id', 'member_course', 'person_id', 'person');

  CREATE FUNCTION course_place_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    course member_course;
  BEGIN
    SELECT * INTO course FROM member_course WHERE id = NEW.member_course_id FOR NO KEY UPDATE;
    IF course.cancelled_at IS NOT NULL OR course.starts_at <= now() THEN
      RAISE EXCEPTION 'this course is over or called off' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_open';
    END IF;
    IF (SELECT count(*) FROM course_place p WHERE p.member_course_id = course.id AND p.given_up_at IS NULL) >= course.places THEN
      RAISE EXCEPTION 'all places are taken' USING ERRCODE = 'check_violation', CONSTRAINT = 'course_place_free';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON course_place FOR EACH ROW EXECUTE FUNCTION course_place_rules()`;
