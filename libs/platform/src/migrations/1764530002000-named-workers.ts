import type {MigrationInterface, QueryRunner} from 'typeorm';

/** An enterprise may name who of it comes to a visit; nobody who is named can be at two visits at once. */
export class NamedWorkers1764530002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE visit ADD COLUMN named_worker_id uuid CONSTRAINT visit_named_worker_id_fkey REFERENCES person (id);
      CREATE INDEX visit_named_worker_id_idx ON visit (named_worker_id) WHERE named_worker_id IS NOT NULL;
      ALTER TABLE visit ADD CONSTRAINT visit_named_worker_free EXCLUDE USING gist
        (named_worker_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (named_worker_id IS NOT NULL AND state IN ('requested', 'accepted', 'recorded', 'approved'));
      GRANT UPDATE (named_worker_id) ON visit TO alongside_app;
      CREATE TRIGGER named_worker_same_council BEFORE INSERT OR UPDATE OF named_worker_id ON visit
        FOR EACH ROW WHEN (NEW.named_worker_id IS NOT NULL) EXECUTE FUNCTION same_council('named_worker_id', 'person')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER named_worker_same_council ON visit`);
    await query.query(`ALTER TABLE visit DROP COLUMN named_worker_id`);
  }
}
