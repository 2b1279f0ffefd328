import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whether somebody is employed may change with a version of the terms. A visit is paid as it was on its day, by a
 * timesheet or in an invoice, and never by both.
 */
export class PaidAsOnTheDay1764720001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(STATUS_ON);
    for (const statement of rules(NOT_BY_TIMESHEET, NOT_BY_INVOICE)) await query.query(statement);
    await query.query(
      arrangement(`(e.status = 'employed' OR EXISTS (SELECT FROM engagement_version v
        WHERE v.engagement_id = e.id AND v.state = 'accepted' AND v.status = 'employed'))`),
    );
    await query.query(splitRules(`engagement_status_on(b.engagement_id, ${FIRST_DAY})`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(splitRules('(SELECT e.status FROM engagement e WHERE e.id = b.engagement_id)'));
    await query.query(arrangement(`e.status = 'employed'`));
    for (const statement of rules('', '')) await query.query(statement);
    await query.query(`DROP FUNCTION engagement_status_on`);
  }
}

const STATUS_ON = `
  CREATE FUNCTION engagement_status_on(wanted uuid, day date) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
      (SELECT v.status FROM engagement_version v
       WHERE v.engagement_id = wanted AND v.state = 'accepted' AND v.starts_on <= day
       ORDER BY v.starts_on DESC, v.number DESC LIMIT 1),
      (SELECT e.status FROM engagement e WHERE e.id = wanted))
  $$;
  REVOKE EXECUTE ON FUNCTION engagement_status_on FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION engagement_status_on TO alongside_app`;

const ON_ITS_DAY = `engagement_status_on(b.engagement_id, (v.starts_at AT TIME ZONE 'Europe/London')::date)`;
const NOT_BY_TIMESHEET = `AND ${ON_ITS_DAY} IS DISTINCT FROM 'employed'
        AND NOT EXISTS (SELECT FROM timesheet_visit p WHERE p.visit_id = v.id)`;
const NOT_BY_INVOICE = `AND ${ON_ITS_DAY} = 'employed'
        AND NOT EXISTS (SELECT FROM invoice_line p WHERE p.visit_id = v.id AND p.stands)`;

const rules = (notByTimesheet: string, notByInvoice: string) => [
  `CREATE OR REPLACE FUNCTION invoice_line_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM invoice i JOIN booking b ON b.listing_id = i.listing_id AND b.holder_id = i.holder_id
      JOIN visit v ON v.booking_id = b.id
      WHERE i.id = NEW.invoice_id AND v.id = NEW.visit_id ${notByTimesheet}
        AND (v.state = 'approved' OR (v.state IN ('cancelled', 'paused') AND v.actual_pence > 0))
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
      WHERE t.id = NEW.timesheet_id AND v.id = NEW.visit_id ${notByInvoice}
        AND (v.state = 'approved' OR (v.state IN ('cancelled', 'paused') AND v.actual_pence > 0))
        AND t.council_id = NEW.council_id AND v.council_id = NEW.council_id) THEN
      RAISE EXCEPTION 'a timesheet holds what is to be paid of its agreement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_visit_rules';
    END IF;
    RETURN NEW;
  END $$`,
];

const arrangement = (employed: string) => `
  CREATE OR REPLACE FUNCTION pay_arrangement_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM engagement e WHERE e.id = NEW.engagement_id AND e.council_id = NEW.council_id AND ${employed}) THEN
      RAISE EXCEPTION 'only whoever is employed is paid by a timesheet'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_arrangement_employed';
    END IF;
    RETURN NEW;
  END $$`;

const FIRST_DAY = `(coalesce((SELECT min(v.starts_at) FROM visit v WHERE v.booking_id = b.id), now()) AT TIME ZONE 'Europe/London')::date`;

/** As it was, by how somebody is engaged on the first day. */
const splitRules = (status: string) => `
  CREATE OR REPLACE FUNCTION booking_split_rules() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan AS $$
  DECLARE
    one record;
    fact record;
  BEGIN
    FOR one IN SELECT a.booking_id, a.line_id FROM added a LOOP
      SELECT b.listing_id,
             CASE ${status} WHEN 'employed' THEN 'employed_pa' WHEN 'self_employed' THEN 'self_employed_pa' ELSE 'provider' END AS payee,
             ${FIRST_DAY} AS day,
             (SELECT g.holder_id FROM budget_line l JOIN budget g ON g.id = l.budget_id WHERE l.id = one.line_id) AS holder
      INTO fact FROM booking b WHERE b.id = one.booking_id;
      IF EXISTS (SELECT FROM line_refusals(fact.holder, ARRAY[one.line_id], fact.listing_id, fact.payee, fact.day) r
                 WHERE r.ruled) THEN
        RAISE EXCEPTION 'a rule of the line forbids paying for this'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_split_of_its_rules';
      END IF;
    END LOOP;
    RETURN NULL;
  END $$`;
