import type {MigrationInterface, QueryRunner} from 'typeorm';

/** How many applications somebody handles is counted from an index, and how many messages nobody has read in one statement. */
export class QueueOfMany1764200010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE INDEX application_handler_idx ON application (council_id, assigned_to)
                       INCLUDE (state, state_since, deferred_until)
                       WHERE state IN ('submitted', 'in_checks', 'ready', 'deferred')`);
    await query.query(UNREAD);
    await query.query(`REVOKE EXECUTE ON FUNCTION unread_notices FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION unread_notices TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION unread_notices`);
    await query.query(`DROP INDEX application_handler_idx`);
  }
}

/** Says a number and nothing else, so that it needs no council set by a transaction. */
const UNREAD = `
  CREATE FUNCTION unread_notices(council uuid, person uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::integer FROM notice n
    WHERE n.council_id = council AND n.person_id = person AND n.state = 'told' AND n.read_at IS NULL
  $$`;
