import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Who is named for a visit has a certificate of their own on its day, where the council asks for one of each worker. */
export class CheckedWorkersVisit1764700020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [MAY, VISIT, LEFT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER leaves_visits ON enterprise_worker`);
    await query.query(`DROP TRIGGER named_worker_checked ON visit`);
    await query.query(`DROP FUNCTION leave_visits, visit_worker_checked, worker_may_visit(uuid, uuid, date)`);
  }
}

/** By what the latest approval asks now; where nothing is asked of each, everybody may. */
const MAY = `
  CREATE FUNCTION worker_may_visit(listing_wanted uuid, person uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
      SELECT FROM listing l
      CROSS JOIN LATERAL (SELECT d.application_id AS id FROM decision d WHERE d.member_id = l.member_id
        AND d.outcome IN ('approved', 'approved_with_conditions') ORDER BY d.effective_on DESC, d.decided_at DESC LIMIT 1) d
      JOIN application a ON a.id = d.id
      CROSS JOIN LATERAL each_worker_terms(a.id) t
      WHERE l.id = listing_wanted AND l.organisation_id IS NOT NULL AND t.now
        AND (t.only_when IS NULL OR t.only_when = ANY (a.circumstances))
        AND NOT EXISTS (
          SELECT FROM enterprise_worker w JOIN worker_check c ON c.organisation_id = w.organisation_id AND c.person_id = w.person_id
          WHERE w.organisation_id = l.organisation_id AND w.person_id = person AND w.from_on <= on_day
            AND (w.until_on IS NULL OR w.until_on > on_day) AND c.voided_at IS NULL
            AND array_position(ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred'], c.level)
              >= coalesce(array_position(ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred'], t.minimum_level), 0)
            AND evidence_lapse(CASE t.counts_from WHEN 'checked' THEN c.checked_on ELSE c.issued_on END, t.valid_months, NULL) > on_day))
  $$`;

const VISIT = `
  CREATE FUNCTION visit_worker_checked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT (SELECT worker_may_visit(b.listing_id, NEW.named_worker_id, (NEW.starts_at AT TIME ZONE 'Europe/London')::date)
            FROM booking b WHERE b.id = NEW.booking_id) THEN
      RAISE EXCEPTION 'nobody comes to a visit whose DBS certificate was not seen'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_worker_checked';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER named_worker_checked BEFORE INSERT OR UPDATE OF named_worker_id ON visit
    FOR EACH ROW WHEN (NEW.named_worker_id IS NOT NULL) EXECUTE FUNCTION visit_worker_checked()`;

/** Who no longer meets people is no longer named for what is to come. */
const LEFT = `
  CREATE FUNCTION leave_visits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE visit v SET named_worker_id = NULL FROM booking b JOIN listing l ON l.id = b.listing_id
    WHERE v.named_worker_id = NEW.person_id AND b.id = v.booking_id AND l.organisation_id = NEW.organisation_id
      AND v.state IN ('requested', 'accepted') AND v.starts_at > now();
    RETURN NULL;
  END $$;
  CREATE TRIGGER leaves_visits AFTER UPDATE OF until_on ON enterprise_worker
    FOR EACH ROW WHEN (NEW.until_on IS NOT NULL) EXECUTE FUNCTION leave_visits()`;
