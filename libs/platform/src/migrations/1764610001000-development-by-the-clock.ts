import type {MigrationInterface, QueryRunner} from 'typeorm';

/** When an enterprise was taken up, and when it moved on, by the clock of the use case: as its enquiry and tasks are. */
export class DevelopmentByTheClock1764610001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`GRANT INSERT (begun_at) ON development TO alongside_app`);
    await query.query(`GRANT INSERT (recorded_at) ON development_event TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`REVOKE INSERT (recorded_at) ON development_event FROM alongside_app`);
    await query.query(`REVOKE INSERT (begun_at) ON development FROM alongside_app`);
  }
}
