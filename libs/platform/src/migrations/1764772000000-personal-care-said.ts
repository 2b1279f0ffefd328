import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Kinds of help that a council added before it was asked whether they are personal care were taken for what is not. Now
 * it shows that nobody has said. Nothing that is listed changes until somebody says so; whoever would need a
 * registration for personal care adds none of them meanwhile.
 */
export class PersonalCareSaid1764772000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE service ADD COLUMN personal_care_said_at timestamptz,
        ADD CONSTRAINT service_personal_care_said_check CHECK (council_id IS NOT NULL OR personal_care_said_at IS NULL)`);
    await query.query(`
      UPDATE service s SET personal_care_said_at = a.at FROM audit_entry a
      WHERE s.council_id = a.council_id AND a.action = 'service.added' AND a.after ->> 'code' = s.code
        AND jsonb_typeof(a.after -> 'personalCare') = 'boolean'`);
    await query.query(`
      ALTER TABLE service ADD CONSTRAINT service_regulated_said_check
        CHECK (regulated_as IS NULL OR personal_care_said_at IS NOT NULL);
      GRANT UPDATE (regulated, regulated_as, personal_care_said_at) ON service TO alongside_app`);
    for (const statement of [ONCE, FOLLOWS, LACKS, ADDED]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TRIGGER unsaid_care ON listing_service;
      DROP TRIGGER regulated_task_later ON service; DROP TRIGGER said_once ON service; DROP TRIGGER regulated_later ON service;
      DROP FUNCTION unsaid_care, lacks_registration, service_said_once, service_regulated_later;
      REVOKE UPDATE (regulated, regulated_as) ON service FROM alongside_app;
      ALTER TABLE service DROP COLUMN personal_care_said_at`);
  }
}

const ONCE = `
  CREATE FUNCTION service_said_once() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.personal_care_said_at IS NOT NULL OR NEW.personal_care_said_at IS NULL THEN
      RAISE EXCEPTION 'whether it is personal care is said once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'service_said_once';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER said_once BEFORE UPDATE ON service FOR EACH ROW
    WHEN ((OLD.regulated, OLD.regulated_as, OLD.personal_care_said_at)
      IS DISTINCT FROM (NEW.regulated, NEW.regulated_as, NEW.personal_care_said_at))
    EXECUTE FUNCTION service_said_once();
  CREATE TRIGGER regulated_later BEFORE UPDATE OF regulated_as, esd_id ON service
    FOR EACH ROW WHEN (NEW.council_id IS NOT NULL) EXECUTE FUNCTION service_regulated_as()`;

/** What the law holds for from now on is taken off where nobody is registered, and off what is not for sale. */
const FOLLOWS = `
  CREATE FUNCTION service_regulated_later() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO dbs_task (council_id, service_code, starts_on, ends_on, source)
    SELECT NEW.council_id, NEW.code, t.starts_on, t.ends_on, t.source FROM dbs_task t
    WHERE t.council_id IS NULL AND t.service_code = NEW.regulated_as;
    PERFORM take_off_unregistered(ARRAY(SELECT listing_id FROM listing_service WHERE service_id = NEW.id));
    UPDATE community_listing SET services = array_remove(services, NEW.code),
      state = CASE WHEN state = 'live' AND cardinality(array_remove(services, NEW.code)) = 0 THEN 'resting' ELSE state END
    WHERE council_id = NEW.council_id AND NEW.code = ANY (services);
    RETURN NULL;
  END $$;
  CREATE TRIGGER regulated_task_later AFTER UPDATE OF regulated_as ON service
    FOR EACH ROW WHEN (OLD.regulated_as IS NULL AND NEW.regulated_as IS NOT NULL) EXECUTE FUNCTION service_regulated_later()`;

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;
const LACKS = `
  CREATE FUNCTION lacks_registration(listing uuid, service text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM listing l JOIN regulation_rule r ON r.service_code = service AND r.kind = l.kind
        AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= ${TODAY}
        AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY})
      WHERE l.id = listing AND NOT may_give_regulated_care(l.id, l.cqc_provider_id, l.capacity, r.spares_sole_trader))
  $$`;

const ADDED = `
  CREATE FUNCTION unsaid_care() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM added a JOIN service s ON s.id = a.service_id
               WHERE s.council_id IS NOT NULL AND s.personal_care_said_at IS NULL
                 AND lacks_registration(a.listing_id, 'personal_care')) THEN
      RAISE EXCEPTION 'nobody has said whether this is personal care'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'unsaid_service';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER unsaid_care AFTER INSERT ON listing_service REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION unsaid_care()`;
