import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the members' area costs, by the council, each price from a day; and what somebody owes for what they took, under
 * a reference that the council's invoice bears. No money passes here: staff say when it is paid, and when it is paid back.
 */
export class AreaCharges1764510000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [PRICE, PRICE_ON, CHARGE, FORMER, RULES]) await query.query(sql);
    await query.query(`ALTER TABLE course_place DROP COLUMN paid_on, DROP COLUMN paid_recorded_by`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE course_place ADD COLUMN paid_on date,
      ADD COLUMN paid_recorded_by uuid CONSTRAINT course_place_paid_recorded_by_fkey REFERENCES person (id),
      ADD CONSTRAINT course_place_paid_check CHECK ((paid_on IS NULL) = (paid_recorded_by IS NULL))`);
    await query.query(`GRANT UPDATE (paid_on, paid_recorded_by) ON course_place TO alongside_app`);
    await query.query(`UPDATE course_place p SET paid_on = c.paid_on, paid_recorded_by = c.paid_recorded_by
      FROM area_charge c WHERE c.course_place_id = p.id`);
    await query.query(`DROP TRIGGER owes ON course_place`);
    await query.query(`DROP TRIGGER owes_no_more ON course_place`);
    await query.query(`DROP TRIGGER owes_no_more ON member_course`);
    await query.query(`DROP TABLE area_charge, area_price`);
    await query.query(`DROP FUNCTION area_charge_rules, course_place_owes, course_place_owes_no_more,
      member_course_owes_no_more, area_price_on`);
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

const PRICE = `
  CREATE TABLE area_price (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT area_price_council_id_fkey REFERENCES council (id),
    member_resource_id uuid CONSTRAINT area_price_member_resource_id_fkey REFERENCES member_resource (id),
    member_course_id uuid CONSTRAINT area_price_member_course_id_fkey REFERENCES member_course (id),
    price_pence bigint NOT NULL CONSTRAINT area_price_price_pence_check CHECK (price_pence BETWEEN 0 AND 1000000),
    starts_on date NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT area_price_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT area_price_of_one_check CHECK (num_nonnulls(member_resource_id, member_course_id) = 1),
    CONSTRAINT area_price_starts_on_check CHECK (starts_on >= (recorded_at AT TIME ZONE 'Europe/London')::date)
  );
  SELECT tenant_table('area_price',
    'SELECT, INSERT (council_id, member_resource_id, member_course_id, price_pence, starts_on, recorded_by)');
  CREATE INDEX area_price_member_resource_id_starts_on_idx ON area_price (member_resource_id, starts_on);
  CREATE INDEX area_price_member_course_id_starts_on_idx ON area_price (member_course_id, starts_on);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON area_price FOR EACH ROW
    EXECUTE FUNCTION same_council('member_resource_id', 'member_resource', 'member_course_id', 'member_course')`;

/** Of a course before its first price, what it was offered for; a resource is free until a price says otherwise. */
const PRICE_ON = `
  CREATE FUNCTION area_price_on(resource uuid, course uuid, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(
      (SELECT p.price_pence FROM area_price p
       WHERE (p.member_resource_id = resource OR p.member_course_id = course) AND p.starts_on <= day
       ORDER BY p.starts_on DESC, p.id DESC LIMIT 1),
      (SELECT c.price_pence FROM member_course c WHERE c.id = course), 0)
  $$`;

const CHARGE = `
  CREATE TABLE area_charge (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT area_charge_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT area_charge_person_id_fkey REFERENCES person (id),
    member_resource_id uuid CONSTRAINT area_charge_member_resource_id_fkey REFERENCES member_resource (id),
    course_place_id uuid CONSTRAINT area_charge_course_place_id_fkey REFERENCES course_place (id)
      CONSTRAINT area_charge_course_place_id_key UNIQUE,
    number integer NOT NULL CONSTRAINT area_charge_number_check CHECK (number >= 1),
    amount_pence bigint NOT NULL CONSTRAINT area_charge_amount_pence_check CHECK (amount_pence BETWEEN 1 AND 1000000),
    owed_on date NOT NULL,
    paid_on date,
    paid_recorded_by uuid CONSTRAINT area_charge_paid_recorded_by_fkey REFERENCES person (id),
    ended_on date,
    repaid_on date,
    repaid_recorded_by uuid CONSTRAINT area_charge_repaid_recorded_by_fkey REFERENCES person (id),
    CONSTRAINT area_charge_council_id_number_key UNIQUE (council_id, number),
    CONSTRAINT area_charge_for_one_check CHECK (num_nonnulls(member_resource_id, course_place_id) = 1),
    CONSTRAINT area_charge_paid_check CHECK ((paid_on IS NULL) = (paid_recorded_by IS NULL)),
    CONSTRAINT area_charge_repaid_check CHECK ((repaid_on IS NULL) = (repaid_recorded_by IS NULL)
      AND (repaid_on IS NULL OR (paid_on IS NOT NULL AND ended_on IS NOT NULL)))
  );
  SELECT tenant_table('area_charge', 'SELECT, INSERT (council_id, person_id, member_resource_id, course_place_id),
    UPDATE (paid_on, paid_recorded_by, ended_on, repaid_on, repaid_recorded_by)');
  CREATE UNIQUE INDEX area_charge_resource_once_idx ON area_charge (member_resource_id, person_id) WHERE ended_on IS NULL;
  CREATE INDEX area_charge_person_id_idx ON area_charge (person_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON area_charge FOR EACH ROW EXECUTE FUNCTION
    same_council('person_id', 'person', 'member_resource_id', 'member_resource', 'course_place_id', 'course_place')`;

/** Places that were charged for before there were charges. */
const FORMER = `
  INSERT INTO area_charge (council_id, person_id, course_place_id, number, amount_pence, owed_on, paid_on, paid_recorded_by, ended_on)
  SELECT p.council_id, p.person_id, p.id, row_number() OVER (PARTITION BY p.council_id ORDER BY p.taken_at, p.id),
         c.price_pence, (p.taken_at AT TIME ZONE 'Europe/London')::date, p.paid_on, p.paid_recorded_by,
         (coalesce(p.given_up_at, c.cancelled_at) AT TIME ZONE 'Europe/London')::date
  FROM course_place p JOIN member_course c ON c.id = p.member_course_id WHERE c.price_pence > 0`;

/** The amount is the price of the day and the number the council's next, whoever writes it. */
const RULES = `
  CREATE FUNCTION area_charge_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.amount_pence := area_price_on(NEW.member_resource_id,
      (SELECT p.member_course_id FROM course_place p WHERE p.id = NEW.course_place_id), ${TODAY});
    IF NEW.amount_pence = 0 THEN
      RAISE EXCEPTION 'nothing is to be paid for it' USING ERRCODE = 'check_violation', CONSTRAINT = 'area_charge_price';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('area charge ' || NEW.council_id, 0));
    NEW.owed_on := ${TODAY};
    NEW.number := 1 + coalesce((SELECT max(c.number) FROM area_charge c WHERE c.council_id = NEW.council_id), 0);
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON area_charge FOR EACH ROW EXECUTE FUNCTION area_charge_rules();

  CREATE FUNCTION course_place_owes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF area_price_on(NULL, NEW.member_course_id, ${TODAY}) > 0 THEN
      INSERT INTO area_charge (council_id, person_id, course_place_id) VALUES (NEW.council_id, NEW.person_id, NEW.id);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER owes AFTER INSERT ON course_place FOR EACH ROW EXECUTE FUNCTION course_place_owes();

  CREATE FUNCTION course_place_owes_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE area_charge SET ended_on = ${TODAY} WHERE course_place_id = NEW.id AND ended_on IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER owes_no_more AFTER UPDATE OF given_up_at ON course_place
    FOR EACH ROW WHEN (NEW.given_up_at IS NOT NULL) EXECUTE FUNCTION course_place_owes_no_more();

  CREATE FUNCTION member_course_owes_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE area_charge SET ended_on = ${TODAY}
    WHERE ended_on IS NULL AND course_place_id IN (SELECT p.id FROM course_place p WHERE p.member_course_id = NEW.id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER owes_no_more AFTER UPDATE OF cancelled_at ON member_course
    FOR EACH ROW WHEN (NEW.cancelled_at IS NOT NULL) EXECUTE FUNCTION member_course_owes_no_more()`;
