import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What every later table stands on: extensions, ids, the council of the transaction, and how a table is locked to it. */
export class Tenancy1764000000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const extension of ['btree_gist', 'citext', 'pg_trgm', 'unaccent', 'cube', 'earthdistance']) {
      await query.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
    }
    await query.query(NEW_ID);
    await query.query(`
      CREATE FUNCTION current_council() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT nullif(current_setting('app.council_id', true), '')::uuid
      $$`);
    await query.query(`
      CREATE FUNCTION current_transaction_id() RETURNS bigint LANGUAGE sql VOLATILE AS $$
        SELECT pg_current_xact_id()::text::bigint
      $$`);
    await query.query(`
      CREATE FUNCTION tenant_table(name regclass, privileges text) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_council ON %s TO alongside_app
                        USING (council_id = (SELECT current_council()))
                        WITH CHECK (council_id = (SELECT current_council()))', name);
        EXECUTE format('GRANT %s ON %s TO alongside_app', privileges, name);
      END $$`);
    await query.query(`COMMENT ON FUNCTION tenant_table IS
      'Locks a table to the council of the transaction and grants the serving role no more than it is told'`);
    await query.query(`REVOKE EXECUTE ON FUNCTION tenant_table FROM PUBLIC`);
    await query.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await query.query(`GRANT USAGE ON SCHEMA public TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION tenant_table, current_transaction_id, current_council, new_id`);
  }
}

/** PostgreSQL 18 makes version 7 itself; before it, the time goes in front of a random one. */
const NEW_ID = `DO $do$ BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE AS 'SELECT uuidv7()';
  ELSE
    CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
      SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
        52, 1), 53, 1), 'hex')::uuid
    $$;
  END IF;
END $do$`;
