import type {MigrationInterface, QueryRunner} from 'typeorm';

/** How somebody wants to read, for every page: one statement, and no transaction around it. */
export class OwnReading1764620030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(OWN_READING);
    await query.query(`REVOKE EXECUTE ON FUNCTION own_reading FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION own_reading TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION own_reading`);
  }
}

/** Says a language and whether in easy read, and nothing else, so that it needs no council set by a transaction. */
const OWN_READING = `
  CREATE FUNCTION own_reading(council uuid, person uuid) RETURNS TABLE (language text, easy boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.language, c.format = 'easy_read' FROM contact_preference c
    WHERE c.council_id = council AND c.person_id = person
  $$`;
