import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A council's own kind of help that is personal care is regulated as personal care is, and whoever gives it needs the
 * same level of DBS check. The type of the Local Government Association's list tells it too.
 */
export class PersonalCareByAnyName1764740000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE service ADD COLUMN regulated_as text,
        ADD CONSTRAINT service_regulated_as_check
          CHECK ((regulated_as IS NOT NULL) = (regulated AND council_id IS NOT NULL))`);
    await query.query(RULES);
    await query.query(TASKS);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER regulated_as ON service; DROP TRIGGER regulated_task ON service`);
    await query.query(`DROP FUNCTION service_regulated_as, service_regulated_task`);
    await query.query(`ALTER TABLE service DROP COLUMN regulated_as`);
  }
}

const RULES = `
  CREATE FUNCTION service_regulated_as() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.regulated_as IS NULL THEN
      IF EXISTS (SELECT FROM service s WHERE s.council_id IS NULL AND s.regulated AND s.esd_id = NEW.esd_id) THEN
        RAISE EXCEPTION 'what means the same as a regulated service is regulated'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'service_regulated_type';
      END IF;
    ELSIF NOT EXISTS (SELECT FROM service s WHERE s.council_id IS NULL AND s.regulated AND s.code = NEW.regulated_as) THEN
      RAISE EXCEPTION 'this is no regulated service' USING ERRCODE = 'check_violation', CONSTRAINT = 'service_regulated_as';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER regulated_as BEFORE INSERT ON service
    FOR EACH ROW WHEN (NEW.council_id IS NOT NULL) EXECUTE FUNCTION service_regulated_as()`;

const TASKS = `
  CREATE FUNCTION service_regulated_task() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO dbs_task (council_id, service_code, starts_on, ends_on, source)
    SELECT NEW.council_id, NEW.code, t.starts_on, t.ends_on, t.source FROM dbs_task t
    WHERE t.council_id IS NULL AND t.service_code = NEW.regulated_as;
    RETURN NULL;
  END $$;
  CREATE TRIGGER regulated_task AFTER INSERT ON service
    FOR EACH ROW WHEN (NEW.regulated_as IS NOT NULL) EXECUTE FUNCTION service_regulated_task()`;
