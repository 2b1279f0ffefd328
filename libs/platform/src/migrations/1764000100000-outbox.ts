import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The outbox, answers kept per idempotency key, and the serving role's share of the job queue. */
export class Outbox1764000100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE outbox_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        council_id uuid NOT NULL,
        topic text NOT NULL,
        subject_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now()
      )`);
    await query.query(`CREATE INDEX outbox_event_due_at_idx ON outbox_event (due_at, id)`);
    await query.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_event TO alongside_app`);

    // The job queue holds ids only. Its own tables deny by default, so the serving role gets a policy on each.
    await query.query(`
      DO $$ DECLARE queue text;
      BEGIN
        GRANT USAGE ON SCHEMA graphile_worker TO alongside_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO alongside_app;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO alongside_app;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO alongside_app;
        FOR queue IN SELECT tablename FROM pg_tables WHERE schemaname = 'graphile_worker' AND rowsecurity LOOP
          EXECUTE format('CREATE POLICY serve ON graphile_worker.%I TO alongside_app USING (true) WITH CHECK (true)', queue);
        END LOOP;
      END $$`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE outbox_event`);
  }
}
