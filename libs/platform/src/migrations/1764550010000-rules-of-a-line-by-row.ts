import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whether the rules of a line allow a booking is asked for each of its lines by its key. Asked for all that a statement
 * adds at once, the planner may begin with every booking there is, and each takes longer than the one before.
 */
export class RulesOfALineByRow1764550010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(BY_ROW);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(AT_ONCE);
  }
}

const REFUSED = `
      RAISE EXCEPTION 'a rule of the line forbids paying for this'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_split_of_its_rules';`;

const PAYEE = `CASE e.status WHEN 'employed' THEN 'employed_pa' WHEN 'self_employed' THEN 'self_employed_pa' ELSE 'provider' END`;

const BY_ROW = `
  CREATE OR REPLACE FUNCTION booking_split_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    one record;
    fact record;
  BEGIN
    FOR one IN SELECT a.booking_id, a.line_id FROM added a LOOP
      SELECT b.listing_id, ${PAYEE} AS payee,
             (coalesce((SELECT min(v.starts_at) FROM visit v WHERE v.booking_id = b.id), now()) AT TIME ZONE 'Europe/London')::date AS day,
             (SELECT g.holder_id FROM budget_line l JOIN budget g ON g.id = l.budget_id WHERE l.id = one.line_id) AS holder
      INTO fact FROM booking b LEFT JOIN engagement e ON e.id = b.engagement_id WHERE b.id = one.booking_id;
      IF EXISTS (SELECT FROM line_refusals(fact.holder, ARRAY[one.line_id], fact.listing_id, fact.payee, fact.day) r
                 WHERE r.ruled) THEN${REFUSED}
      END IF;
    END LOOP;
    RETURN NULL;
  END $$`;

const AT_ONCE = `
  CREATE OR REPLACE FUNCTION booking_split_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added a JOIN booking b ON b.id = a.booking_id LEFT JOIN engagement e ON e.id = b.engagement_id
        JOIN budget_line l ON l.id = a.line_id JOIN budget g ON g.id = l.budget_id,
      LATERAL (SELECT coalesce(min(v.starts_at), now()) AS at FROM visit v WHERE v.booking_id = b.id) first,
      LATERAL line_refusals(g.holder_id, ARRAY[a.line_id], b.listing_id, ${PAYEE},
        (first.at AT TIME ZONE 'Europe/London')::date) r
      WHERE r.ruled) THEN${REFUSED}
    END IF;
    RETURN NULL;
  END $$`;
