import type {MigrationInterface, QueryRunner} from 'typeorm';

/** People are reminded of visits the day before, where their council does so and they did not say no. */
export class Reminders1764530001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(RULE);
    await query.query(`ALTER TABLE contact_preference ADD COLUMN reminders boolean NOT NULL DEFAULT true;
      GRANT INSERT (reminders), UPDATE (reminders) ON contact_preference TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE contact_preference DROP COLUMN reminders`);
    await query.query(`DROP TABLE reminder_rule`);
  }
}

const RULE = `
  CREATE TABLE reminder_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT reminder_rule_council_id_fkey REFERENCES council (id),
    days_before smallint NOT NULL CONSTRAINT reminder_rule_days_before_check CHECK (days_before BETWEEN 0 AND 7),
    at_hour smallint NOT NULL CONSTRAINT reminder_rule_at_hour_check CHECK (at_hour BETWEEN 0 AND 23),
    source text NOT NULL CONSTRAINT reminder_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  CREATE UNIQUE INDEX reminder_rule_council_id_starts_on_key ON reminder_rule (council_id, starts_on);
  SELECT general_and_own('reminder_rule', 'SELECT, INSERT (council_id, days_before, at_hour, source, starts_on)');
  INSERT INTO reminder_rule (days_before, at_hour, source, starts_on)
  VALUES (1, 17, 'What every council starts with', '2020-01-01')`;
