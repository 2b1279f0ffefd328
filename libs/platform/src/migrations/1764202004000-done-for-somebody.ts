import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What was done for somebody is found by whom it was for. */
export class DoneForSomebody1764202004000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE INDEX audit_entry_for_id_idx ON audit_entry (for_id, id) WHERE for_id IS NOT NULL`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP INDEX audit_entry_for_id_idx`);
  }
}
