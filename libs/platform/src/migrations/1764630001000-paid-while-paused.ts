import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What the terms pay for visits that did not take place while support paused is asked for, and paid, like the rest. */
export class PaidWhilePaused1764630001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of rules(`v.state IN ('cancelled', 'paused')`)) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const statement of rules(`v.state = 'cancelled'`)) await query.query(statement);
  }
}

const rules = (didNotTakePlace: string) => [
  `CREATE OR REPLACE FUNCTION invoice_line_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM invoice i JOIN booking b ON b.listing_id = i.listing_id AND b.holder_id = i.holder_id
      JOIN visit v ON v.booking_id = b.id
      WHERE i.id = NEW.invoice_id AND v.id = NEW.visit_id
        AND (v.state = 'approved' OR (${didNotTakePlace} AND v.actual_pence > 0))
        AND v.actual_pence = NEW.work_pence + NEW.mileage_pence + NEW.expense_pence) THEN
      RAISE EXCEPTION 'a line is what was approved of a visit between the two'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_line_rules';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE OR REPLACE FUNCTION timesheet_visit_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM timesheet t JOIN booking b ON b.engagement_id = t.engagement_id JOIN visit v ON v.booking_id = b.id
      WHERE t.id = NEW.timesheet_id AND v.id = NEW.visit_id
        AND (v.state = 'approved' OR (${didNotTakePlace} AND v.actual_pence > 0))
        AND t.council_id = NEW.council_id AND v.council_id = NEW.council_id) THEN
      RAISE EXCEPTION 'a timesheet holds what is to be paid of its agreement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_visit_rules';
    END IF;
    RETURN NEW;
  END $$`,
];
