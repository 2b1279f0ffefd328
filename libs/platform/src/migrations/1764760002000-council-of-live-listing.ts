import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whose council's a live listing is, for asking all that its page shows at once, before that is known. */
export class CouncilOfLiveListing1764760002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION council_of_live_listing(wanted uuid) RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT council_id FROM listing WHERE id = wanted AND state = 'live'
      $$`);
    await query.query(`REVOKE EXECUTE ON FUNCTION council_of_live_listing(uuid) FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION council_of_live_listing(uuid) TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION council_of_live_listing`);
  }
}
