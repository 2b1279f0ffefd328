import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A row of a file goes when it is taken in, in the same transaction, instead of being marked and kept to the end: a mark
 * wrote the whole row once more, with its indexes. How many went is counted on the file. The waiting rows are found by
 * their numbers, so they need no index of their own.
 */
export class ImportRowsGo1764690010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE allocation_import
      ADD COLUMN applied integer NOT NULL DEFAULT 0 CONSTRAINT allocation_import_applied_check CHECK (applied >= 0)`);
    await query.query(`GRANT UPDATE (applied) ON allocation_import TO alongside_app`);
    await query.query(`ALTER TABLE allocation_import DISABLE TRIGGER USER`);
    await query.query(COUNT);
    await query.query(`ALTER TABLE allocation_import ENABLE TRIGGER USER`);
    await query.query(`DELETE FROM allocation_import_row WHERE applied_at IS NOT NULL`);
    await query.query(`DROP INDEX allocation_import_row_waiting_idx`);
    await query.query(`ALTER TABLE allocation_import_row DROP COLUMN applied_at`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE allocation_import_row ADD COLUMN applied_at timestamptz`);
    await query.query(`GRANT UPDATE (applied_at) ON allocation_import_row TO alongside_app`);
    await query.query(`CREATE INDEX allocation_import_row_waiting_idx ON allocation_import_row (import_id, row_number)
      WHERE applied_at IS NULL AND outcome <> 'rejected'`);
    await query.query(`ALTER TABLE allocation_import DROP COLUMN applied`);
  }
}

/** Of what is finished, whatever was not rejected and was no news. */
const COUNT = `
  UPDATE allocation_import i SET applied = CASE
    WHEN finished_at IS NOT NULL
      THEN greatest((totals ->> 'rows')::integer - (totals ->> 'unchanged')::integer - (totals ->> 'rejected')::integer, 0)
    ELSE (SELECT count(*) FROM allocation_import_row r WHERE r.import_id = i.id AND r.applied_at IS NOT NULL) END
  WHERE outcome = 'confirmed'`;
