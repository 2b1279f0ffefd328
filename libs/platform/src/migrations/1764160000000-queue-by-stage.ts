import type {MigrationInterface, QueryRunner} from 'typeorm';

/** How many wait at each stage, and how many of them for too long, is counted from this index alone. */
export class QueueByStage1764160000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE INDEX application_stage_idx ON application (council_id, state, state_since)
                       WHERE state IN ('submitted', 'in_checks', 'ready', 'deferred')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP INDEX application_stage_idx`);
  }
}
