import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the law lets nobody offer without a registration was refused when it was added, and stayed when what it rested on
 * went: a second worker, a second visit at once, another ID, a registration that ended, a rule that began. Now whatever
 * does that takes the service off the listing in its own transaction, whoever wrote it.
 */
export class RegulatedCareStays1764740001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [VERSION, ALONE, MAY, LACKING, TAKE_OFF, ADDED, FOLLOWS, ...TRIGGERS]) {
      await query.query(statement);
    }
    await query.query(`DROP FUNCTION may_give_regulated_care(uuid, text, boolean)`);
    await query.query(`SELECT take_off_unregistered(ARRAY(SELECT id FROM listing WHERE kind = 'provider'))`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of WHEN) await query.query(`DROP TRIGGER registration_still_there ON ${table}`);
    await query.query(`DROP TRIGGER works_with_others ON organisation_member`);
    await query.query(FORMER);
    await query.query(`DROP FUNCTION registration_still_there, take_off_unregistered, services_unregistered, works_alone,
      may_give_regulated_care(uuid, text, integer, boolean), keep_listing_version`);
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

/** What is shown now, when it is not what was kept last. Where somebody sets out from is not part of it. */
const VERSION = `
  CREATE FUNCTION keep_listing_version(listing uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO listing_version (council_id, listing_id, profile)
    SELECT l.council_id, l.id, p.profile FROM listing l
    CROSS JOIN LATERAL (SELECT jsonb_build_object(
      'state', l.state, 'name', l.name, 'summary', l.summary, 'about', l.about, 'outcode', l.outcode,
      'travelKm', l.travel_km, 'languages', l.languages, 'services', ARRAY(
        SELECT s.name FROM listing_service o JOIN service s ON s.id = o.service_id
        WHERE o.listing_id = l.id ORDER BY s.name)) AS profile) p
    WHERE l.id = listing AND l.state <> 'draft' AND p.profile IS DISTINCT FROM (
      SELECT v.profile FROM listing_version v WHERE v.listing_id = l.id ORDER BY v.made_at DESC, v.id DESC LIMIT 1)
  $$`;

/**
 * Nobody gives care there but who leads it: of those who are named as meeting people none is another, and nobody works
 * there of whom it was never said whether they do.
 */
const ALONE = `
  CREATE FUNCTION works_alone(listing uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) <= 1 AND count(*) FILTER (WHERE m.role <> 'lead') = 0
    FROM listing l JOIN organisation_member m ON m.organisation_id = l.organisation_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS times, coalesce(bool_or(w.from_on <= ${TODAY} AND coalesce(w.until_on > ${TODAY}, true)), false) AS now
      FROM enterprise_worker w WHERE w.organisation_id = m.organisation_id AND w.person_id = m.person_id
    ) named
    WHERE l.id = listing AND (named.now OR (m.role = 'worker' AND named.times = 0))
  $$`;

const MAY = `
  CREATE FUNCTION may_give_regulated_care(listing uuid, cqc_id text, visits_at_once integer, spares boolean)
  RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM care_registration r WHERE r.listing_id = listing AND (r.provider_id = cqc_id
      OR (spares AND r.workers = 1 AND NOT r.incorporated AND visits_at_once = 1 AND works_alone(listing))))
  $$`;

const LACKING = `
  CREATE FUNCTION services_unregistered(listings uuid[]) RETURNS TABLE (listing_id uuid, service_id uuid, code text)
  LANGUAGE sql STABLE AS $$
    SELECT DISTINCT o.listing_id, o.service_id, s.code
    FROM listing l JOIN listing_service o ON o.listing_id = l.id JOIN service s ON s.id = o.service_id
    JOIN regulation_rule r ON r.service_code = coalesce(s.regulated_as, s.code) AND r.kind = l.kind
      AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= ${TODAY}
      AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY})
    WHERE l.id = ANY (listings) AND NOT may_give_regulated_care(l.id, l.cqc_provider_id, l.capacity, r.spares_sole_trader)
  $$`;

/** What may not be given any more is listed no more from this moment; with nothing left, it rests. Its owner is told. */
const TAKE_OFF = `
  CREATE FUNCTION take_off_unregistered(listings uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE gone record;
  BEGIN
    -- Whoever adds one at this moment is waited for here, or waits and sees what is true then.
    PERFORM FROM listing l WHERE l.id = ANY (listings) ORDER BY l.id FOR NO KEY UPDATE;
    FOR gone IN
      SELECT l.id, l.council_id, array_agg(u.service_id) AS services, array_agg(u.code ORDER BY u.code) AS codes
      FROM services_unregistered(listings) u JOIN listing l ON l.id = u.listing_id GROUP BY l.id ORDER BY l.id
    LOOP
      PERFORM keep_listing_version(gone.id);
      DELETE FROM listing_service o WHERE o.listing_id = gone.id AND o.service_id = ANY (gone.services);
      UPDATE listing l SET state = 'resting' WHERE l.id = gone.id AND l.state = 'live'
        AND NOT EXISTS (SELECT FROM listing_service o WHERE o.listing_id = l.id);
      PERFORM keep_listing_version(gone.id);
      INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
      VALUES (gone.council_id, 'listing.services_taken_off', 'listing', gone.id, jsonb_build_object('services', gone.codes));
      INSERT INTO outbox_event (council_id, topic, subject_id)
      SELECT gone.council_id, topic, gone.id FROM unnest(ARRAY['listing.changed', 'listing.services_taken_off']) topic;
    END LOOP;
  END $$`;

const REFUSE = `
  CREATE OR REPLACE FUNCTION regulated_care() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN`;
const ADDED = `${REFUSE}
    PERFORM FROM listing l WHERE l.id IN (
      SELECT a.listing_id FROM added a JOIN service s ON s.id = a.service_id JOIN regulation_rule r ON r.service_code = coalesce(s.regulated_as, s.code)
    ) ORDER BY l.id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM services_unregistered(ARRAY(SELECT listing_id FROM added)) u
               JOIN added a ON a.listing_id = u.listing_id AND a.service_id = u.service_id) THEN
      RAISE EXCEPTION 'the law wants a registration for this service'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulated_service';
    END IF;
    RETURN NULL;
  END $$`;

/** At the end of the transaction: an ID that changes with its registration is one act. */
const FOLLOWS = `
  CREATE FUNCTION registration_still_there() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE concerned jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN OLD ELSE NEW END);
  BEGIN
    PERFORM take_off_unregistered(ARRAY(SELECT l.id FROM listing l WHERE CASE tg_table_name
      WHEN 'listing' THEN l.id = (concerned ->> 'id')::uuid
      WHEN 'care_registration' THEN l.id = (concerned ->> 'listing_id')::uuid
      WHEN 'regulation_rule' THEN l.kind = concerned ->> 'kind' AND EXISTS (
        SELECT FROM listing_service o JOIN service s ON s.id = o.service_id
        WHERE o.listing_id = l.id AND coalesce(s.regulated_as, s.code) = concerned ->> 'service_code')
      ELSE l.organisation_id = (concerned ->> 'organisation_id')::uuid END));
    RETURN NULL;
  END $$`;

const WHEN: readonly (readonly [table: string, event: string, when?: string])[] = [
  [
    'listing',
    'UPDATE OF cqc_provider_id, capacity',
    `NEW.kind = 'provider' AND (NEW.cqc_provider_id, NEW.capacity) IS DISTINCT FROM (OLD.cqc_provider_id, OLD.capacity)`,
  ],
  ['care_registration', 'UPDATE OR DELETE'],
  ['enterprise_worker', 'INSERT OR UPDATE'],
  ['organisation_member', 'INSERT', `NEW.role = 'worker'`],
  ['regulation_rule', 'INSERT OR UPDATE'],
];
const follow = (name: string, table: string, event: string, when?: string) => `
  CREATE CONSTRAINT TRIGGER ${name} AFTER ${event} ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW ${when ? `WHEN (${when})` : ''} EXECUTE FUNCTION registration_still_there()`;
const TRIGGERS = [
  ...WHEN.map((each) => follow('registration_still_there', ...each)),
  follow('works_with_others', 'organisation_member', 'UPDATE OF role', `NEW.role <> 'lead' AND NEW.role <> OLD.role`),
];

const FORMER = `
  CREATE FUNCTION may_give_regulated_care(listing uuid, cqc_id text, spares boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM care_registration r WHERE r.listing_id = listing
      AND ((spares AND r.workers = 1 AND NOT r.incorporated) OR r.provider_id = cqc_id))
  $$;
  ${REFUSE}
    IF EXISTS (
      SELECT FROM added a JOIN listing l ON l.id = a.listing_id JOIN service s ON s.id = a.service_id
      JOIN regulation_rule r ON r.service_code = s.code AND r.kind = l.kind
        AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= ${TODAY}
        AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY})
      WHERE NOT may_give_regulated_care(l.id, l.cqc_provider_id, r.spares_sole_trader)) THEN
      RAISE EXCEPTION 'the law wants a registration for this service'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulated_service';
    END IF;
    RETURN NULL;
  END $$`;
