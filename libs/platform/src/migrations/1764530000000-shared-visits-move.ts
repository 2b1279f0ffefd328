import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Visits that several people share move, are covered and go on without one of them: a booking says which sharing it
 * belongs to, so that whoever covers belongs to it too; a change of it needs everybody's yes; and a pause of one of them
 * is an absence by the rule that was chosen beforehand.
 */
export class SharedVisitsMove1764530000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [
      BOOKING,
      ABSENCE,
      YES,
      planned(SHARERS),
      noOverlap(`daterange(from_day, until_day + 1, '[)')`),
    ])
      await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(noOverlap(`daterange(from_day, until_day, '[]')`));
    await query.query(planned(''));
    await query.query(`DROP TABLE visit_change_yes`);
    await query.query(rules(`v.booking_id = s.booking_id`, `'accepted', 'recorded'`));
    await query.query(`REVOKE DELETE ON shared_absence FROM alongside_app`);
    await query.query(`DROP TRIGGER shared_absence_pause_same_council ON shared_absence`);
    await query.query(`ALTER TABLE shared_absence DROP COLUMN pause_id`);
    await query.query(`DROP TRIGGER booking_shared_same_council ON booking`);
    await query.query(`ALTER TABLE booking DROP COLUMN shared_id`);
  }
}

const BOOKING = `
  ALTER TABLE booking ADD COLUMN shared_id uuid CONSTRAINT booking_shared_id_fkey REFERENCES shared_support (id);
  CREATE INDEX booking_shared_id_idx ON booking (shared_id) WHERE shared_id IS NOT NULL;
  UPDATE booking b SET shared_id = s.id FROM shared_support s WHERE s.booking_id = b.id;
  GRANT UPDATE (shared_id) ON booking TO alongside_app;
  CREATE TRIGGER booking_shared_same_council BEFORE INSERT OR UPDATE OF shared_id ON booking
    FOR EACH ROW EXECUTE FUNCTION same_council('shared_id', 'shared_support')`;

const rules = (ofShared: string, states: string) => `
  CREATE OR REPLACE FUNCTION shared_absence_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM shared_member m JOIN shared_support s ON s.id = m.shared_id
      JOIN visit v ON v.id = NEW.visit_id JOIN booking b ON b.id = v.booking_id
      WHERE m.id = NEW.member_id AND ${ofShared} AND v.state IN (${states})) THEN
      RAISE EXCEPTION 'only somebody who shares a visit can be missing from it, before it is paid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'shared_absence_rules';
    END IF;
    RETURN NEW;
  END $$`;

const ABSENCE = `
  ALTER TABLE shared_absence ADD COLUMN pause_id uuid CONSTRAINT shared_absence_pause_id_fkey REFERENCES support_pause (id);
  CREATE INDEX shared_absence_pause_id_idx ON shared_absence (pause_id) WHERE pause_id IS NOT NULL;
  GRANT INSERT (pause_id), DELETE ON shared_absence TO alongside_app;
  CREATE TRIGGER shared_absence_pause_same_council BEFORE INSERT ON shared_absence
    FOR EACH ROW EXECUTE FUNCTION same_council('pause_id', 'support_pause');
  ${rules(`b.shared_id = s.id`, `'requested', 'accepted', 'recorded'`)}`;

const YES = `
  CREATE TABLE visit_change_yes (
    change_id uuid NOT NULL CONSTRAINT visit_change_yes_change_id_fkey REFERENCES visit_change (id),
    person_id uuid NOT NULL CONSTRAINT visit_change_yes_person_id_fkey REFERENCES person (id),
    side text NOT NULL CONSTRAINT visit_change_yes_side_check CHECK (side IN ('holder', 'worker')),
    council_id uuid NOT NULL CONSTRAINT visit_change_yes_council_id_fkey REFERENCES council (id),
    said_by uuid NOT NULL CONSTRAINT visit_change_yes_said_by_fkey REFERENCES person (id),
    said_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT visit_change_yes_pkey PRIMARY KEY (change_id, person_id)
  );
  CREATE INDEX visit_change_yes_person_id_idx ON visit_change_yes (person_id);
  CREATE INDEX visit_change_yes_said_by_idx ON visit_change_yes (said_by);
  SELECT tenant_table('visit_change_yes', 'SELECT, INSERT (change_id, person_id, side, council_id, said_by)');
  CREATE TRIGGER visit_change_yes_same_council BEFORE INSERT ON visit_change_yes
    FOR EACH ROW EXECUTE FUNCTION same_council('change_id', 'visit_change', 'person_id', 'person')`;

/** Support that goes on from the first day of its pause leaves a pause of no day at all. */
const noOverlap = (days: string) => `
  ALTER TABLE support_pause DROP CONSTRAINT support_pause_no_overlap;
  ALTER TABLE support_pause ADD CONSTRAINT support_pause_no_overlap EXCLUDE USING gist (holder_id WITH =, ${days} WITH &&)`;

/** A line of anybody who shares may be the one whose period was opened. */
const SHARERS = `
                  UNION ALL
                  SELECT FROM shared_member s JOIN budget_period p ON p.line_id = s.line_id
                  WHERE s.shared_id = b.shared_id AND s.state IN ('agreed', 'leaving')
                    AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on`;

const planned = (sharers: string) => `
  CREATE OR REPLACE FUNCTION holders_with_planned_visits() RETURNS TABLE (council_id uuid, holder_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT b.council_id, b.holder_id FROM visit v JOIN booking b ON b.id = v.booking_id
    WHERE v.planned AND v.state IN ('requested', 'accepted') AND v.starts_at > now() - interval '90 days'
      AND EXISTS (SELECT FROM booking_split s JOIN budget_period p ON p.line_id = s.line_id
                  WHERE s.booking_id = b.id AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on
                  UNION ALL
                  SELECT FROM booking_payer s JOIN budget_period p ON p.line_id = s.line_id
                  WHERE s.booking_id = b.id AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on${sharers})
  $$`;
