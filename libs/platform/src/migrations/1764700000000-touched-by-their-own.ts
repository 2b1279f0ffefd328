import type {MigrationInterface, QueryRunner} from 'typeorm';

/** When somebody of its own last touched a listing: what an officer does to it is no answer to whether it is still right. */
export class TouchedByTheirOwn1764700000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE listing ADD COLUMN touched_at timestamptz`);
    await query.query(`ALTER TABLE listing DISABLE TRIGGER USER`);
    await query.query(`UPDATE listing SET touched_at = changed_at`);
    await query.query(`ALTER TABLE listing ENABLE TRIGGER USER`);
    await query.query(
      `ALTER TABLE listing ALTER COLUMN touched_at SET DEFAULT now(), ALTER COLUMN touched_at SET NOT NULL`,
    );
    await query.query(`GRANT UPDATE (touched_at) ON listing TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE listing DROP COLUMN touched_at`);
  }
}
