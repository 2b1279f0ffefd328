import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * With an application that came to nothing goes what was written in an appeal about it, and why it was put off. Who
 * enquired goes by a rule of its own: when, where from and for what stays to be counted.
 */
export class RetentionOfAppealsAndEnquiries1764180020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(ENQUIRY);
    await query.query(RULE);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'enquiry'`);
    await query.query(`ALTER TABLE enquiry DROP CONSTRAINT enquiry_emptied_at_check, DROP CONSTRAINT enquiry_reach_check,
      DROP COLUMN emptied_at, ADD CONSTRAINT enquiry_reach_check CHECK (email IS NOT NULL OR phone IS NOT NULL) NOT VALID`);
  }
}

const REMOVED = `'Removed by a retention rule.'`;

const ENQUIRY = `
  ALTER TABLE enquiry ADD COLUMN emptied_at timestamptz,
    DROP CONSTRAINT enquiry_reach_check,
    ADD CONSTRAINT enquiry_reach_check CHECK (email IS NOT NULL OR phone IS NOT NULL OR emptied_at IS NOT NULL),
    ADD CONSTRAINT enquiry_emptied_at_check
      CHECK (emptied_at IS NULL OR name = 'Removed' AND num_nonnulls(email, phone, note) = 0)`;

const SOURCE = `UK GDPR article 5(1)(e): who enquired is kept to answer them; a year leaves time to come back to it`;

const RULE = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES ('enquiry', 12, '${SOURCE}', '2000-01-01')`;

const DUE = `r.state IN ('quarantined', 'clean', 'released') AND a.closed_at IS NOT NULL`;
const CONDITIONS = `conditions = CASE WHEN conditions IS NOT NULL THEN ${REMOVED} END`;
const EMPTIED = `SELECT array_agg(id ORDER BY id) INTO emptied FROM (SELECT id FROM e UNION ALL SELECT id FROM d) x;`;
const DESK = `UPDATE decision SET explanation = NULL WHERE council_id = council AND application_id = ANY (rule.ids);
          UPDATE deferral SET reasons = ${REMOVED}, explanation = NULL
          WHERE council_id = council AND application_id = ANY (rule.ids);
          DELETE FROM application_note`;
const FILE = `WHEN 'evidence_file' THEN`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  [
    'retention_due(date)',
    DUE,
    `${DUE}
      UNION ALL
      SELECT 'enquiry', q.id, NULL::uuid, NULL::uuid, (q.received_at AT TIME ZONE 'Europe/London')::date
      FROM enquiry q WHERE q.council_id = current_council() AND q.emptied_at IS NULL`,
  ],
  [
    'retention_remove()',
    CONDITIONS,
    `${CONDITIONS},
          explanation = CASE WHEN explanation IS NOT NULL THEN ${REMOVED} END`,
  ],
  ['retention_remove()', DESK, 'DELETE FROM application_note'],
  [
    'retention_remove()',
    EMPTIED,
    `, f AS (
        UPDATE deferral SET content_salt = NULL, content_removed_at = now(), reasons = ${REMOVED}, explanation = NULL
        WHERE council_id = council AND content_removed_at IS NULL AND application_id = ANY (rule.ids) RETURNING id
      ), p AS (
        UPDATE appeal SET content_salt = NULL, content_removed_at = now(), grounds = ${REMOVED},
          reasons = CASE WHEN reasons IS NOT NULL THEN ${REMOVED} END
        WHERE council_id = council AND content_removed_at IS NULL AND state IN ('decided', 'withdrawn')
          AND decision_id IN (SELECT id FROM decision WHERE application_id = ANY (rule.ids)) RETURNING id
      )
      SELECT array_agg(id ORDER BY id) INTO emptied
      FROM (SELECT id FROM e UNION ALL SELECT id FROM d UNION ALL SELECT id FROM f UNION ALL SELECT id FROM p) x;`,
  ],
  [
    'retention_remove()',
    FILE,
    `WHEN 'enquiry' THEN
          UPDATE enquiry SET name = 'Removed', email = NULL, phone = NULL, note = NULL, emptied_at = now()
          WHERE council_id = council AND id = ANY (rule.ids);
        ${FILE}`,
  ],
];

const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := replace(said, $part$${part}$part$, $by$${by}$by$);
  BEGIN
    IF put = said THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
