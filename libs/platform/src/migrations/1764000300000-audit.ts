import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The audit trail: entries are only ever added; a second table chains them. */
export class Audit1764000300000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        council_id uuid NOT NULL CONSTRAINT audit_entry_council_id_fkey REFERENCES council (id),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id uuid,
        for_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        reason text,
        before jsonb,
        after jsonb
      )`);
    await query.query(`CREATE INDEX audit_entry_subject_id_idx ON audit_entry (subject_id)`);
    await query.query(`SELECT tenant_table('audit_entry', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE audit_seal (
        council_id uuid NOT NULL CONSTRAINT audit_seal_council_id_fkey REFERENCES council (id),
        seq bigint NOT NULL,
        entry_id bigint NOT NULL CONSTRAINT audit_seal_entry_id_key UNIQUE,
        hash bytea NOT NULL,
        CONSTRAINT audit_seal_pkey PRIMARY KEY (council_id, seq)
      )`);
    await query.query(`SELECT tenant_table('audit_seal', 'SELECT, INSERT')`);

    await query.query(`
      CREATE FUNCTION audit_unsealed_councils(after_entry bigint) RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT e.council_id FROM audit_entry e
        WHERE e.id > after_entry AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)
      $$`);
    await query.query(`
      CREATE FUNCTION audit_settled_through(age interval) RETURNS bigint
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT coalesce(max(id), 0) FROM audit_entry WHERE at < now() - age
      $$`);
    for (const helper of ['audit_unsealed_councils(bigint)', 'audit_settled_through(interval)']) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${helper} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${helper} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION audit_settled_through, audit_unsealed_councils`);
    await query.query(`DROP TABLE audit_seal, audit_entry`);
  }
}
