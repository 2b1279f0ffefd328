import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A version of a scheme is made whole, in one transaction, and stays as it is. Before it starts it may be taken
 * back; from the day it starts nobody removes anything of it.
 */
export class PlannedVersions1764110030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [VERSION, REQUIREMENT]) await query.query(statement);
    await query.query(`CREATE TRIGGER stays_once_started BEFORE DELETE ON scheme_version
                       FOR EACH ROW EXECUTE FUNCTION scheme_version_stays()`);
    await query.query(`CREATE TRIGGER stays_once_started BEFORE INSERT OR DELETE ON requirement
                       FOR EACH ROW EXECUTE FUNCTION requirement_stays()`);
    await query.query(`GRANT DELETE ON scheme_version, requirement TO alongside_app`);
    // Taking a version back looks for who applied under it; so do the pages that list versions.
    await query.query(`CREATE INDEX application_scheme_version_id_idx ON application (scheme_version_id)`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP INDEX application_scheme_version_id_idx`);
    await query.query(`REVOKE DELETE ON scheme_version, requirement FROM alongside_app`);
    for (const table of ['scheme_version', 'requirement']) {
      await query.query(`DROP TRIGGER stays_once_started ON ${table}`);
      await query.query(`DROP FUNCTION ${table}_stays`);
    }
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

const refuse = (message: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_version_started';`;

const VERSION = `
  CREATE FUNCTION scheme_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.starts_on <= ${TODAY} THEN
      ${refuse('this version has started')}
    END IF;
    RETURN OLD;
  END $$`;

const REQUIREMENT = `
  CREATE FUNCTION requirement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'INSERT' THEN
      IF EXISTS (SELECT FROM scheme_version v WHERE v.id = NEW.scheme_version_id AND v.created_at <> now()) THEN
        ${refuse('a version is made whole')}
      END IF;
      RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM scheme_version v WHERE v.id = OLD.scheme_version_id AND v.starts_on <= ${TODAY}) THEN
      ${refuse('this version has started')}
    END IF;
    RETURN OLD;
  END $$`;
