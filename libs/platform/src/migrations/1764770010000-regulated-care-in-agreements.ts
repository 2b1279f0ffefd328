import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What a provider may not list it does not promise either: personal care without the registration that the law asks for
 * is no task of terms that both accepted, and an advert that asks for nothing else is not theirs to answer.
 */
export class RegulatedCareInAgreements1764770010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [NEEDS, NOT_THEIRS, UNREGISTERED, TERMS, ADVERT]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(
      `DROP TRIGGER only_regulated ON conversation_message; DROP TRIGGER regulated_tasks ON engagement_version`,
    );
    await query.query(FORMER);
    await query.query(`DROP FUNCTION conversation_answer_regulated, engagement_version_regulated, not_theirs_to_give,
      needs_registration`);
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

/** The one statement of the rule: which of these services the law lets this listing not give on this day, and why. */
const NEEDS = `
  CREATE FUNCTION needs_registration(listing uuid, cqc_id text, visits_at_once integer, services uuid[], on_day date)
  RETURNS TABLE (service_id uuid, code text, name text, reason text, source text) LANGUAGE sql STABLE AS $$
    SELECT s.id, s.code, s.name, r.reason, r.source
    FROM listing l JOIN service s ON s.id = ANY (services)
    JOIN regulation_rule r ON r.service_code = coalesce(s.regulated_as, s.code) AND r.kind = l.kind
      AND r.needs = 'cqc_provider_id' AND (r.council_id IS NULL OR r.council_id = l.council_id)
      AND r.starts_on <= on_day AND (r.ends_on IS NULL OR r.ends_on >= on_day)
    WHERE l.id = listing AND NOT may_give_regulated_care(l.id, cqc_id, visits_at_once, r.spares_sole_trader)
  $$`;

/** Of services by their codes, for a listing as it is. */
const NOT_THEIRS = `
  CREATE FUNCTION not_theirs_to_give(listing uuid, codes text[], on_day date)
  RETURNS TABLE (code text, name text, reason text, source text, claims_registration boolean) LANGUAGE sql STABLE AS $$
    SELECT n.code, n.name, n.reason, n.source, l.cqc_provider_id IS NOT NULL
    FROM listing l CROSS JOIN LATERAL needs_registration(l.id, l.cqc_provider_id, l.capacity, ARRAY(
      SELECT s.id FROM service s WHERE s.code = ANY (codes) AND (s.council_id IS NULL OR s.council_id = l.council_id)
    ), on_day) n
    WHERE l.id = listing
  $$`;

const LACKING = `CREATE OR REPLACE FUNCTION services_unregistered(listings uuid[])
  RETURNS TABLE (listing_id uuid, service_id uuid, code text) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT`;

const UNREGISTERED = `${LACKING} l.id, n.service_id, n.code
    FROM listing l CROSS JOIN LATERAL needs_registration(l.id, l.cqc_provider_id, l.capacity,
      ARRAY(SELECT o.service_id FROM listing_service o WHERE o.listing_id = l.id), ${TODAY}) n
    WHERE l.id = ANY (listings)
  $$`;

/** Proposed by who would need it, or accepted by either. What was agreed before a rule began stands as it was agreed. */
const TERMS = `
  CREATE FUNCTION engagement_version_regulated() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM engagement e
               CROSS JOIN LATERAL not_theirs_to_give(e.listing_id, NEW.tasks, greatest(NEW.starts_on, ${TODAY})) n
               WHERE e.id = NEW.engagement_id) THEN
      RAISE EXCEPTION 'the law wants a registration for one of these tasks'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'engagement_version_regulated';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER regulated_tasks BEFORE INSERT OR UPDATE OF state, tasks ON engagement_version FOR EACH ROW
  WHEN (NEW.state = 'accepted' OR (NEW.state = 'proposed' AND NEW.side = 'worker'))
  EXECUTE FUNCTION engagement_version_regulated()`;

const ADVERT = `
  CREATE FUNCTION conversation_answer_regulated() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM advert a JOIN conversation c ON c.id = NEW.conversation_id WHERE a.id = NEW.advert_id
        AND a.services <@ ARRAY(SELECT n.code FROM not_theirs_to_give(c.listing_id, a.services, ${TODAY}) n)) THEN
      RAISE EXCEPTION 'the law wants a registration for all that this advert asks for'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'advert_not_theirs';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER only_regulated BEFORE INSERT ON conversation_message FOR EACH ROW
  WHEN (NEW.advert_id IS NOT NULL) EXECUTE FUNCTION conversation_answer_regulated()`;

/** As it stood before. */
const FORMER = `${LACKING} o.listing_id, o.service_id, s.code
    FROM listing l JOIN listing_service o ON o.listing_id = l.id JOIN service s ON s.id = o.service_id
    JOIN regulation_rule r ON r.service_code = coalesce(s.regulated_as, s.code) AND r.kind = l.kind
      AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= ${TODAY}
      AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY})
    WHERE l.id = ANY (listings) AND NOT may_give_regulated_care(l.id, l.cqc_provider_id, l.capacity, r.spares_sole_trader)
  $$`;
