import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Why hours were sent back, for whoever records them again. */
export class QueriedHours1764001010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE visit ADD COLUMN query_reason text
                       CONSTRAINT visit_query_reason_check CHECK (length(query_reason) <= 500)`);
    await query.query(`GRANT UPDATE (query_reason) ON visit TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE visit DROP COLUMN query_reason`);
  }
}
