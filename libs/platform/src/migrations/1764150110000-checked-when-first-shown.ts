import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What was checked holds from the first time that others see a listing; and so it does for its services. */
export class CheckedWhenFirstShown1764150110000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [IS_CHECKED, OWN_NAME, NAME, ...HELD, ...SERVICES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER listing_service_checked ON listing_service`);
    await query.query(`DROP TRIGGER listing_first_shown ON listing`);
    await query.query(`DROP TRIGGER listing_name_checked ON listing`);
    await query.query(`CREATE TRIGGER listing_name_checked BEFORE UPDATE OF name ON listing
                       FOR EACH ROW EXECUTE FUNCTION listing_name_checked()`);
    await query.query(`DROP FUNCTION listing_service_checked, listing_first_shown, service_unheld, dbs_rank_held`);
  }
}

const IS_CHECKED = `
  CREATE FUNCTION is_checked_member(member uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM decision d
      JOIN application a ON a.id = d.application_id
      JOIN scheme_version v ON v.id = a.scheme_version_id
      JOIN scheme s ON s.id = v.scheme_id
      WHERE d.member_id = member AND d.outcome IN ('approved', 'approved_with_conditions') AND s.kind = 'accredited')
  $$`;

/** Of a PA, nothing but words of their own name, or the initials of those; of an organisation, its name. */
const OWN_NAME = `
  CREATE FUNCTION is_own_name(shown text, person uuid, organisation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN person IS NULL
      THEN EXISTS (SELECT FROM organisation o WHERE o.id = organisation AND lower(o.name) = lower(shown))
      ELSE NOT EXISTS (
        SELECT FROM regexp_split_to_table(lower(btrim(shown)), '\\s+') w (word)
        WHERE NOT EXISTS (
          SELECT FROM person p CROSS JOIN regexp_split_to_table(lower(btrim(p.name)), '\\s+') f (word)
          WHERE p.id = person AND (f.word = w.word OR left(f.word, 1) = rtrim(w.word, '.')))) END
  $$`;

const NAME = `
  CREATE OR REPLACE FUNCTION listing_name_checked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF ((OLD.state IN ('live', 'resting') AND NEW.name <> OLD.name)
        OR (OLD.state = 'draft' AND NEW.state = 'live'
            AND NOT is_own_name(NEW.name, NEW.person_id, NEW.organisation_id)))
       AND NOT EXISTS (SELECT FROM listing_change c
                       WHERE c.listing_id = NEW.id AND c.name = NEW.name AND c.outcome = 'accepted')
       AND is_checked_member(NEW.member_id) THEN
      RAISE EXCEPTION 'a name that others see is checked before it changes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_name_checked';
    END IF;
    RETURN NEW;
  END $$;
  DROP TRIGGER listing_name_checked ON listing;
  CREATE TRIGGER listing_name_checked BEFORE UPDATE OF name, state ON listing
    FOR EACH ROW EXECUTE FUNCTION listing_name_checked()`;

const LEVELS = `ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred']`;

/** The strongest level that was checked and counts on a day, as a number; the service needs more, and nobody let it pass. */
const HELD = [
  `CREATE FUNCTION dbs_rank_held(member uuid, on_day date) RETURNS integer LANGUAGE sql STABLE AS $$
     SELECT coalesce(max(greatest(array_position(${LEVELS}, e.facts ->> 'level'),
                                  array_position(${LEVELS}, r.minimum_level))), 0)
     FROM evidence e JOIN requirement r ON r.council_id = e.council_id AND r.code = e.requirement
     WHERE e.member_id = member AND e.kind = 'dbs' AND e.checked_on <= on_day
       AND NOT EXISTS (SELECT FROM evidence_void v
                       WHERE v.evidence_id = e.id AND (v.ended_on IS NULL OR v.ended_on <= on_day))
       AND evidence_lapse(CASE r.counts_from WHEN 'checked' THEN e.checked_on ELSE e.issued_on END,
                          r.valid_months, e.valid_until) > on_day
   $$`,
  `CREATE FUNCTION service_unheld(listing listing, code text) RETURNS boolean LANGUAGE sql STABLE AS $$
     SELECT EXISTS (
         SELECT FROM dbs_task t
         WHERE t.service_code = code AND (t.council_id IS NULL OR t.council_id = listing.council_id)
           AND t.starts_on <= today AND (t.ends_on IS NULL OR t.ends_on >= today))
       AND is_checked_member(listing.member_id)
       AND NOT EXISTS (SELECT FROM listing_change c
                       WHERE c.listing_id = listing.id AND code = ANY (c.services) AND c.outcome = 'accepted')
       AND dbs_rank_held(listing.member_id, today) < (
         SELECT array_position(${LEVELS}, r.level) FROM dbs_rule r
         WHERE r.applicant = CASE listing.kind WHEN 'pa' THEN 'individual' ELSE 'organisation' END AND r.regulated
           AND (r.council_id IS NULL OR r.council_id = listing.council_id)
           AND r.starts_on <= today AND (r.ends_on IS NULL OR r.ends_on >= today)
         ORDER BY r.council_id NULLS LAST, r.starts_on DESC LIMIT 1)
     FROM (SELECT (now() AT TIME ZONE 'Europe/London')::date AS today) d
   $$`,
];

const REFUSED = `
  RAISE EXCEPTION 'a service that needs another DBS level is checked before others see it'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_service_checked'`;

/** What a listing shows already stays; what is added to it, or shown for the first time, is looked at. */
const SERVICES = [
  `CREATE FUNCTION listing_service_checked() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM added n JOIN service s ON s.id = n.service_id
                JOIN listing l ON l.id = n.listing_id AND l.state IN ('live', 'resting')
                WHERE s.code IN (SELECT service_code FROM dbs_task) AND service_unheld(l, s.code)) THEN ${REFUSED};
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER listing_service_checked AFTER INSERT ON listing_service REFERENCING NEW TABLE AS added
   FOR EACH STATEMENT EXECUTE FUNCTION listing_service_checked()`,
  `CREATE FUNCTION listing_first_shown() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM listing_service o JOIN service s ON s.id = o.service_id
                WHERE o.listing_id = NEW.id AND s.code IN (SELECT service_code FROM dbs_task)
                  AND service_unheld(NEW, s.code)) THEN ${REFUSED};
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER listing_first_shown BEFORE UPDATE OF state ON listing
   FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state = 'live') EXECUTE FUNCTION listing_first_shown()`,
];
