import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Somebody who works for themselves does so by a check of employment status, whose reference and day belong to the
 * terms. Terms that were accepted before stay as they are; what was only proposed is held to it when it is accepted.
 */
export class StatusCheck1764720000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE engagement
        ADD COLUMN status_reference text
          CONSTRAINT engagement_status_reference_check CHECK (length(btrim(status_reference)) BETWEEN 1 AND 60),
        ADD COLUMN status_checked_on date,
        ADD CONSTRAINT engagement_checked_check CHECK (
          num_nulls(status_reference, status_checked_on) IN (0, 2) AND (status = 'self_employed' OR status_reference IS NULL))`);
    await query.query(`
      ALTER TABLE engagement_version ADD CONSTRAINT engagement_version_self_checked_check CHECK (
        employer <> 'self' OR state <> 'accepted' OR num_nulls(status_reference, status_checked_on) = 0) NOT VALID`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE engagement_version DROP CONSTRAINT engagement_version_self_checked_check`);
    await query.query(`ALTER TABLE engagement DROP COLUMN status_reference, DROP COLUMN status_checked_on`);
  }
}
