import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Personal care by more than one worker, or by a company, needs a registration with the Care Quality Commission that
 * somebody of the council has checked. Who is one worker alone, and no company, is outside the rule.
 */
export class RegulatedCare1764370020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE regulation_rule ADD COLUMN spares_sole_trader boolean NOT NULL DEFAULT false`);
    await query.query(
      `UPDATE regulation_rule SET spares_sole_trader = true, reason = $1, source = source || $2
       WHERE council_id IS NULL AND service_code = 'personal_care' AND kind = 'provider'`,
      [REASON, SPARED],
    );
    await query.query(TABLE);
    await query.query(RULES);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER regulated_care ON listing_service`);
    await query.query(`DROP FUNCTION regulated_care, may_give_regulated_care, public_care_checked`);
    await query.query(`DROP TABLE care_registration`);
    await query.query(`UPDATE regulation_rule SET source = replace(source, $1, '') WHERE council_id IS NULL`, [SPARED]);
    await query.query(`ALTER TABLE regulation_rule DROP COLUMN spares_sole_trader`);
  }
}

const REASON =
  'Personal care that is given by a company, or by more than one worker, must be registered with the Care Quality ' +
  'Commission. Enter your CQC provider ID and ask the council to check it, or leave personal care out of your services.';
const SPARED =
  '; a sole trader who works alone is spared as councils read it (Bath and North East Somerset), and two or more ' +
  'workers are not (Leeds)';

const TABLE = `
  CREATE TABLE care_registration (
    listing_id uuid CONSTRAINT care_registration_pkey PRIMARY KEY
      CONSTRAINT care_registration_listing_id_fkey REFERENCES listing (id),
    council_id uuid NOT NULL CONSTRAINT care_registration_council_id_fkey REFERENCES council (id),
    workers integer NOT NULL CONSTRAINT care_registration_workers_check CHECK (workers BETWEEN 1 AND 500),
    incorporated boolean NOT NULL,
    provider_id text CONSTRAINT care_registration_provider_id_check CHECK (provider_id ~ '^1-[0-9]{6,12}$'),
    checked_on date,
    recorded_by uuid NOT NULL CONSTRAINT care_registration_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT care_registration_checked_check CHECK ((provider_id IS NULL) = (checked_on IS NULL))
  );
  SELECT tenant_table('care_registration', 'SELECT, INSERT, UPDATE (workers, incorporated, provider_id, checked_on, recorded_by, recorded_at)');
  CREATE INDEX care_registration_recorded_by_idx ON care_registration (recorded_by);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON care_registration
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing')`;

const RULES = `
  CREATE FUNCTION public_care_checked(listing uuid) RETURNS date
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.checked_on FROM care_registration r JOIN listing l ON l.id = r.listing_id AND l.cqc_provider_id = r.provider_id
    WHERE l.id = listing
  $$;
  REVOKE EXECUTE ON FUNCTION public_care_checked FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_care_checked TO alongside_app;

  CREATE FUNCTION may_give_regulated_care(listing uuid, cqc_id text, spares boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM care_registration r WHERE r.listing_id = listing
      AND ((spares AND r.workers = 1 AND NOT r.incorporated) OR r.provider_id = cqc_id))
  $$;

  CREATE FUNCTION regulated_care() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'Europe/London')::date;
  BEGIN
    IF EXISTS (
      SELECT FROM added a JOIN listing l ON l.id = a.listing_id JOIN service s ON s.id = a.service_id
      JOIN regulation_rule r ON r.service_code = s.code AND r.kind = l.kind
        AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= today
        AND (r.ends_on IS NULL OR r.ends_on >= today)
      WHERE NOT may_give_regulated_care(l.id, l.cqc_provider_id, r.spares_sole_trader)) THEN
      RAISE EXCEPTION 'the law wants a registration for this service'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulated_service';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER regulated_care AFTER INSERT ON listing_service REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION regulated_care()`;
