import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Nothing of somebody goes while an appeal of theirs is open, and the months count from its answer. And what the desk
 * wrote about the declined goes with the rest: notes, why it was put off, the words for the applicant.
 */
export class RetentionAndAppeals1764140500000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(replaced('retention_due(date)', KEPT, KEPT_AFTER_APPEALS));
    await query.query(replaced('retention_remove()', REQUESTS, `${DESK}\n${REQUESTS}`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(replaced('retention_due(date)', KEPT_AFTER_APPEALS, KEPT));
    await query.query(replaced('retention_remove()', `${DESK}\n${REQUESTS}`, REQUESTS));
  }
}

/** The function as it is, with one part of it put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := replace(said, $part$${part}$part$, $by$${by}$by$);
  BEGIN
    IF put = said THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;

const KEPT = `FROM kept k CROSS JOIN today`;

const KEPT_AFTER_APPEALS = `FROM (
      SELECT category, record_id, member_id, application_id, greatest(from_day, (
          SELECT max((p.decided_at AT TIME ZONE 'Europe/London')::date) FROM appeal p WHERE p.member_id = kept.member_id)) AS from_day
      FROM kept
      WHERE NOT EXISTS (SELECT FROM appeal p WHERE p.member_id = kept.member_id AND p.state IN ('received', 'in_review'))
    ) k CROSS JOIN today`;

const REQUESTS = `DELETE FROM application_request WHERE`;

const DESK = `UPDATE decision SET explanation = NULL WHERE council_id = council AND application_id = ANY (rule.ids);
          UPDATE deferral SET reasons = 'Removed by a retention rule.', explanation = NULL
          WHERE council_id = council AND application_id = ANY (rule.ids);
          DELETE FROM application_note WHERE council_id = council AND application_id = ANY (rule.ids);`;
