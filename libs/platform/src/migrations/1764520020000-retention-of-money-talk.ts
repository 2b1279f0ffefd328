import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What people said about their money and their support goes six years later: in reviews, letters about money left over,
 * questions about a fund's statement, reasons of ratings and notes of samples. Days, figures and decisions stay.
 */
export class RetentionOfMoneyTalk1764520020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of EMPTIED) await query.query(`ALTER TABLE ${table} ADD COLUMN emptied_at timestamptz`);
    for (const name of KEEPS_RULES) await query.query(replaced(name, 'BEGIN', `BEGIN\n    ${LETS_EMPTY}`));
    await query.query(RULES);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category IN ('review', 'money_talk')`);
    for (const name of KEEPS_RULES) await query.query(replaced(name, `BEGIN\n    ${LETS_EMPTY}`, 'BEGIN'));
    for (const table of EMPTIED) await query.query(`ALTER TABLE ${table} DROP COLUMN emptied_at`);
  }
}

const EMPTIED = ['budget_review', 'surplus_letter', 'fund_statement', 'budget_rating', 'sampled_purchase'];
const KEEPS_RULES = [
  ...['budget_review_rules()', 'surplus_letter_rules()', 'fund_statement_rules()', 'sampled_purchase_rules()'],
];

/** The serving role has no right to change the column. */
const LETS_EMPTY = `IF tg_op = 'UPDATE' AND OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL THEN RETURN NEW; END IF;`;

const CLAIMS = `Limitation Act 1980, section 5: six years, as long as a claim may be made. A council’s own schedule may be shorter`;
const RULES = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('review', 72, '${CLAIMS}', '2000-01-01'), ('money_talk', 72, '${CLAIMS}', '2000-01-01')`;

const REMOVED = `'Removed by a retention rule.'`;
const LONDON = `AT TIME ZONE 'Europe/London')::date`;

/** Of this council and not emptied yet, unless a legal hold keeps what is the holder's own. */
const OPEN = (row: string, holder: string) => `${row}.council_id = current_council() AND ${row}.emptied_at IS NULL
        AND NOT EXISTS (SELECT FROM member m WHERE m.person_id = ${holder} AND is_held(m.id, (now() ${LONDON}))`;
const OF_LINE = (row: string) => `JOIN budget_line l ON l.id = ${row}.line_id JOIN budget b ON b.id = l.budget_id`;

const DUE = `SELECT 'review', r.id, NULL::uuid, NULL::uuid, r.held_on
      FROM budget_review r JOIN budget b ON b.id = r.budget_id
      WHERE r.state <> 'waiting' AND ${OPEN('r', 'b.holder_id')}
      UNION ALL
      SELECT 'money_talk', s.id, NULL::uuid, NULL::uuid, (s.decided_at ${LONDON}
      FROM surplus_letter s ${OF_LINE('s')}
      WHERE s.decided_at IS NOT NULL AND ${OPEN('s', 'b.holder_id')}
      UNION ALL
      SELECT 'money_talk', f.id, NULL::uuid, NULL::uuid, (f.answered_at ${LONDON}
      FROM fund_statement f ${OF_LINE('f')}
      WHERE f.query IS NOT NULL AND f.answered_at IS NOT NULL AND ${OPEN('f', 'b.holder_id')}
      UNION ALL
      SELECT 'money_talk', g.id, NULL::uuid, NULL::uuid, (g.rated_at ${LONDON}
      FROM budget_rating g JOIN budget b ON b.id = g.budget_id
      WHERE EXISTS (SELECT FROM budget_rating n WHERE n.budget_id = g.budget_id AND n.rated_at > g.rated_at)
        AND ${OPEN('g', 'b.holder_id')}
      UNION ALL
      SELECT 'money_talk', i.id, NULL::uuid, NULL::uuid, (i.looked_at ${LONDON}
      FROM sampled_purchase i JOIN purchase p ON p.id = i.purchase_id ${OF_LINE('p')}
      WHERE i.note IS NOT NULL AND i.looked_at IS NOT NULL AND ${OPEN('i', 'b.holder_id')}
      UNION ALL
      `;

const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;
const WHERE = `WHERE council_id = council AND id = ANY (rule.ids)`;
const emptied = (column: string) => `${column} = CASE WHEN ${column} IS NOT NULL THEN ${REMOVED} END`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'review' THEN
          UPDATE review_outcome SET text = ${REMOVED}, ${emptied('words')}
          WHERE council_id = council AND review_id = ANY (rule.ids);
          UPDATE review_request SET text = ${REMOVED} WHERE council_id = council AND review_id = ANY (rule.ids);
          UPDATE budget_review SET took_part = 'Removed', summary = ${REMOVED}, ${emptied('own_words')},
            ${emptied('decided_note')}, emptied_at = now() ${WHERE};
        WHEN 'money_talk' THEN
          UPDATE surplus_letter SET ${emptied('answer_text')}, decision_reason = ${REMOVED}, emptied_at = now() ${WHERE};
          UPDATE fund_statement SET query = ${REMOVED}, emptied_at = now() ${WHERE};
          UPDATE budget_rating SET reason = ${REMOVED}, emptied_at = now() ${WHERE};
          UPDATE sampled_purchase SET note = ${REMOVED}, emptied_at = now() ${WHERE};
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
