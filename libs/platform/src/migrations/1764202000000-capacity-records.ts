import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whether somebody can decide something is recorded for one kind of decision and one day, by whoever assessed it, and
 * never for good: Mental Capacity Act 2005, s.1(2) (capacity is assumed), s.2(1) (at the time, in relation to a
 * matter), s.2(2) (it may be temporary). A later record is the one that counts; none is ever changed.
 */
export class CapacityRecords1764202000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(
      `CREATE INDEX capacity_record_person_id_area_idx ON capacity_record (person_id, area, assessed_on)`,
    );
    await query.query(`SELECT tenant_table('capacity_record', 'SELECT, INSERT
      (council_id, person_id, area, decision, assessed_on, assessed_by, outcome, review_on, recorded_by)')`);
    await query.query(`CREATE TRIGGER capacity_record_same_council BEFORE INSERT ON capacity_record
                       FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'recorded_by', 'person')`);
    await query.query(LATEST);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION capacity_outcome`);
    await query.query(`DROP TABLE capacity_record`);
  }
}

const TABLE = `
  CREATE TABLE capacity_record (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT capacity_record_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT capacity_record_person_id_fkey REFERENCES person (id),
    area text NOT NULL CONSTRAINT capacity_record_area_check CHECK (area IN ('money', 'welfare')),
    decision text NOT NULL CONSTRAINT capacity_record_decision_check CHECK (length(btrim(decision)) BETWEEN 1 AND 500),
    assessed_on date NOT NULL
      CONSTRAINT capacity_record_assessed_on_check CHECK (assessed_on <= (now() AT TIME ZONE 'Europe/London')::date),
    assessed_by text NOT NULL CONSTRAINT capacity_record_assessed_by_check CHECK (length(btrim(assessed_by)) BETWEEN 1 AND 200),
    outcome text NOT NULL CONSTRAINT capacity_record_outcome_check CHECK (outcome IN ('lacks', 'has')),
    review_on date,
    recorded_by uuid NOT NULL CONSTRAINT capacity_record_recorded_by_fkey REFERENCES person (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT capacity_record_review_on_check CHECK (review_on > assessed_on AND (outcome = 'has' OR review_on IS NOT NULL))
  )`;

/** What the last record says of a person and a kind of decision; null where nothing was ever recorded. */
const LATEST = `
  CREATE FUNCTION capacity_outcome(person uuid, of_area text, on_day date) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT c.outcome FROM capacity_record c
    WHERE c.person_id = person AND c.area = of_area AND c.assessed_on <= on_day
    ORDER BY c.assessed_on DESC, c.created_at DESC, c.id DESC LIMIT 1
  $$`;
