import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What was written about somebody who was approved goes too: what conditions asked for once they bind no more, why
 * there was a sanction or a proposal to end a membership, and what any appeal said. That there was one, and its days, stay.
 */
export class RetentionOfMeasures1764201020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE termination ADD COLUMN emptied_at timestamptz`);
    await query.query(RULES);
    await query.query(replaced('termination_rules()', 'BEGIN', `BEGIN\n    ${LETS_EMPTY}`));
    await query.query(`CREATE TRIGGER held_content_stays BEFORE UPDATE OF emptied_at ON termination
                       FOR EACH ROW EXECUTE FUNCTION held_content_stays('emptied_at')`);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DROP TRIGGER held_content_stays ON termination`);
    await query.query(replaced('termination_rules()', `BEGIN\n    ${LETS_EMPTY}`, 'BEGIN'));
    await query.query(`DELETE FROM retention_rule WHERE category IN ('condition', 'sanction', 'appeal')`);
    await query.query(`ALTER TABLE termination DROP COLUMN emptied_at`);
  }
}

const OMBUDSMAN = `Complaints to the Local Government and Social Care Ombudsman are taken within 12 months`;
const CLAIMS = `Limitation Act 1980, section 5: six years, as long as a claim may be made. A council’s own schedule may be shorter`;

const RULES = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('condition', 12, '${OMBUDSMAN}', '2000-01-01'),
    ('sanction', 72, '${CLAIMS}', '2000-01-01'),
    ('appeal', 12, '${OMBUDSMAN}', '2000-01-01')`;

/** What was answered stays as it is, but what it says can go; the serving role has no right to either column. */
const LETS_EMPTY = `IF tg_op = 'UPDATE' AND OLD.state <> 'proposed' AND OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL
       AND to_jsonb(OLD) - ARRAY['reason', 'emptied_at'] = to_jsonb(NEW) - ARRAY['reason', 'emptied_at'] THEN RETURN NEW; END IF;`;

const REMOVED = `'Removed by a retention rule.'`;
const LONDON = `AT TIME ZONE 'Europe/London')::date`;

/**
 * A condition binds no more once it is met or taken away, another approval has taken the place of its own, or the
 * membership has ended. One that binds is never due.
 */
const MEASURES = `SELECT 'condition', b.id, b.member_id, b.application_id, b.from_day FROM (
        SELECT c.id, c.member_id, d.application_id, least(c.met_on,
          (SELECT min((l.decided_at ${LONDON}) FROM decision l WHERE l.member_id = c.member_id
             AND l.outcome IN ('approved', 'approved_with_conditions') AND l.decided_at > d.decided_at),
          (SELECT min(s.starts_on) FROM sanction s WHERE s.member_id = c.member_id AND s.kind = 'termination'
             AND s.lifted_on IS NULL)) AS from_day
        FROM approval_condition c JOIN decision d ON d.id = c.decision_id
        WHERE c.council_id = current_council() AND c.content_removed_at IS NULL) b
      WHERE b.from_day IS NOT NULL
      UNION ALL
      SELECT 'sanction', s.id, s.member_id, NULL::uuid, coalesce(s.lifted_on, s.ends_on, s.starts_on)
      FROM sanction s WHERE s.council_id = current_council() AND s.content_removed_at IS NULL
      UNION ALL
      SELECT 'sanction', t.id, t.member_id, NULL::uuid, (t.answered_at ${LONDON}
      FROM termination t WHERE t.council_id = current_council() AND t.state = 'refused' AND t.emptied_at IS NULL
      UNION ALL
      SELECT 'appeal', p.id, p.member_id, NULL::uuid, coalesce((p.decided_at ${LONDON}, p.received_on)
      FROM appeal p
      WHERE p.council_id = current_council() AND p.state IN ('decided', 'withdrawn') AND p.content_removed_at IS NULL
      UNION ALL
      `;

const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const OF_DECLINE = `AND decision_id IN (SELECT id FROM decision WHERE application_id = ANY (rule.ids)) RETURNING id
      )`;
const LAST = `UNION ALL SELECT id FROM p) x;`;
const BRANCH = `WHEN 'enquiry' THEN`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${MEASURES}${ENQUIRY}`],
  [
    'retention_remove()',
    OF_DECLINE,
    `AND (id = ANY (rule.ids)
               OR decision_id IN (SELECT id FROM decision WHERE application_id = ANY (rule.ids))) RETURNING id
      ), c AS (
        UPDATE approval_condition SET content_salt = NULL, content_removed_at = now(), text = ${REMOVED}
        WHERE council_id = council AND content_removed_at IS NULL AND id = ANY (rule.ids) RETURNING id
      ), s AS (
        UPDATE sanction SET content_salt = NULL, content_removed_at = now(), reason = ${REMOVED}
        WHERE council_id = council AND content_removed_at IS NULL AND id = ANY (rule.ids) RETURNING id
      )`,
  ],
  ['retention_remove()', LAST, `UNION ALL SELECT id FROM p UNION ALL SELECT id FROM c UNION ALL SELECT id FROM s) x;`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'sanction' THEN
          UPDATE termination SET reason = ${REMOVED}, emptied_at = now()
          WHERE council_id = council AND emptied_at IS NULL AND state <> 'proposed'
            AND (id = ANY (rule.ids) OR sanction_id = ANY (rule.ids));
        ${BRANCH}`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
