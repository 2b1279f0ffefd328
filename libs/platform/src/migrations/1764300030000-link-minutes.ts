import type {MigrationInterface, QueryRunner} from 'typeorm';

/** How long an e-mailed link works is each council's rule like the rest: 10 minutes at first (OWASP ASVS 5.0, 6.5.5). */
export class LinkMinutes1764300030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE council_sign_in ADD link_minutes integer NOT NULL DEFAULT 10
      CONSTRAINT council_sign_in_link_minutes_check CHECK (link_minutes BETWEEN 5 AND 60)`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE council_sign_in DROP COLUMN link_minutes`);
  }
}
