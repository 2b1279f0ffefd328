import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Answers kept by idempotency key, so that a repeated request gets the same one. */
export class Idempotency1764000150000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE idempotency_key (
        account_id uuid NOT NULL,
        key text NOT NULL,
        council_id uuid NOT NULL,
        request_hash bytea NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (account_id, key)
      )`);
    await query.query(`SELECT tenant_table('idempotency_key', 'SELECT, INSERT, UPDATE (answer)')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE idempotency_key`);
  }
}
