import type {MigrationInterface, QueryRunner} from 'typeorm';

const TABLES = ['stage_target', 'appeal_period', 'renewal_rule'];

/** A council's limit of time begins on the day it is set or later, and nobody is reminded before renewals open. */
export class LimitsBeginToday1764201010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await query.query(`
        CREATE POLICY begins_today ON ${table} AS RESTRICTIVE FOR INSERT TO alongside_app
        WITH CHECK (starts_on >= (now() AT TIME ZONE 'Europe/London')::date)`);
    }
    await query.query(`
      ALTER TABLE renewal_rule ADD CONSTRAINT renewal_rule_remind_when_open_check CHECK (opens_days >= ALL (remind_days))`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE renewal_rule DROP CONSTRAINT renewal_rule_remind_when_open_check`);
    for (const table of TABLES) await query.query(`DROP POLICY begins_today ON ${table}`);
  }
}
