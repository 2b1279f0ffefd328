import type {MigrationInterface, QueryRunner} from 'typeorm';

/** When an application came into each of its states: written by the database alone, for how long each stage takes. */
export class ApplicationStages1764140300000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(`SELECT tenant_table('application_stage', 'SELECT')`);
    await query.query(KEEP);
    await query.query(`REVOKE EXECUTE ON FUNCTION keep_application_stage() FROM PUBLIC`);
    await query.query(`CREATE TRIGGER keeps_stages AFTER INSERT OR UPDATE OF state ON application
                       FOR EACH ROW EXECUTE FUNCTION keep_application_stage()`);
    await query.query(BEFORE_THIS);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_stages ON application`);
    await query.query(`DROP FUNCTION keep_application_stage`);
    await query.query(`DROP TABLE application_stage`);
  }
}

const TABLE = `
  CREATE TABLE application_stage (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT application_stage_council_id_fkey REFERENCES council (id),
    application_id uuid NOT NULL CONSTRAINT application_stage_application_id_fkey REFERENCES application (id),
    state text NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX application_stage_application_id_at_idx ON application_stage (application_id, at);
  CREATE INDEX application_stage_council_id_at_idx ON application_stage (council_id, at)`;

/** The application's own dates where it has one for the state. */
const AT = `CASE a.state WHEN 'draft' THEN a.opened_at WHEN 'submitted' THEN a.submitted_at WHEN 'ready' THEN a.ready_at
            ELSE a.closed_at END`;

const KEEP = `
  CREATE FUNCTION keep_application_stage() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE a application := NEW;
  BEGIN
    IF tg_op = 'INSERT' OR NEW.state <> OLD.state THEN
      INSERT INTO application_stage (council_id, application_id, state, at)
      VALUES (a.council_id, a.id, a.state, coalesce(${AT}, now()));
    END IF;
    RETURN NULL;
  END $$`;

const BEFORE_THIS = `
  INSERT INTO application_stage (council_id, application_id, state, at)
  SELECT a.council_id, a.id, s.state, s.at FROM application a
  CROSS JOIN LATERAL (VALUES ('draft', a.opened_at), ('submitted', a.submitted_at), ('ready', a.ready_at),
                             (CASE WHEN a.closed_at IS NOT NULL THEN a.state END, a.closed_at)) AS s (state, at)
  WHERE s.at IS NOT NULL AND s.state IS NOT NULL`;
