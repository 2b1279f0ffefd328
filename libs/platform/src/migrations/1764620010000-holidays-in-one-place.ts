import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the law says of holidays stood in two tables: it stands in one, with what else employing costs. And where the
 * text of the law could not be looked up, the source of a figure says that the council should.
 */
export class HolidaysInOnePlace1764620010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TAKE_OVER, `DROP TABLE holiday_rule`]) await query.query(statement);
    await query.query(`UPDATE employment_rate SET source = $1 WHERE ${REDUNDANCY_OF_2026}`, [CHECK_REDUNDANCY]);
    await query.query(`UPDATE review_rule SET health_source = $1 WHERE health_source = $2`, [CHECK_HEALTH, HEALTH]);
    await query.query(`ALTER TABLE review_rule ALTER COLUMN health_source SET DEFAULT '${CHECK_HEALTH}'`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE review_rule ALTER COLUMN health_source SET DEFAULT '${HEALTH}'`);
    await query.query(`UPDATE review_rule SET health_source = $1 WHERE health_source = $2`, [HEALTH, CHECK_HEALTH]);
    await query.query(`UPDATE employment_rate SET source = $1 WHERE ${REDUNDANCY_OF_2026}`, [REDUNDANCY]);
    await query.query(GIVE_BACK);
  }
}

const REDUNDANCY_OF_2026 = `council_id IS NULL AND code = 'redundancy_week' AND starts_on = '2026-04-06'`;
const REDUNDANCY = 'Employment Rights Act 1996, sections 155, 162 and 227: a week’s pay counts up to £751';
const CHECK_REDUNDANCY = `${REDUNDANCY}, as GOV.UK is quoted for dismissals from 6 April 2026. The Order was not seen: council to check`;

const HEALTH =
  'National Health Service (Direct Payments) Regulations 2013, and NHS England’s guidance on them: within three months';
const CHECK_HEALTH = `${HEALTH}. The regulation’s number was not found: council to check`;

/** What an operator added to the other table is not lost. */
const TAKE_OVER = `
  INSERT INTO employment_rate (code, value, starts_on, source)
  SELECT c.code, CASE c.code WHEN 'holiday_weeks' THEN h.regular_tenths * 10 ELSE h.irregular_bp END, h.starts_on, h.source
  FROM holiday_rule h CROSS JOIN (VALUES ('holiday_weeks'), ('holiday_irregular')) AS c (code)
  WHERE NOT EXISTS (SELECT FROM employment_rate r
    WHERE r.council_id IS NULL AND r.code = c.code AND r.starts_on = h.starts_on)`;

const GIVE_BACK = `
  CREATE TABLE holiday_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    irregular_bp integer NOT NULL CONSTRAINT holiday_rule_irregular_bp_check CHECK (irregular_bp BETWEEN 0 AND 10000),
    regular_tenths integer NOT NULL CONSTRAINT holiday_rule_regular_tenths_check CHECK (regular_tenths BETWEEN 0 AND 520),
    starts_on date NOT NULL CONSTRAINT holiday_rule_starts_on_key UNIQUE,
    source text NOT NULL CONSTRAINT holiday_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  GRANT SELECT ON holiday_rule TO alongside_app;
  INSERT INTO holiday_rule (irregular_bp, regular_tenths, starts_on, source)
  SELECT i.value, w.value / 10, i.starts_on, i.source FROM employment_rate i
  JOIN employment_rate w ON w.council_id IS NULL AND w.code = 'holiday_weeks' AND w.starts_on = i.starts_on
  WHERE i.council_id IS NULL AND i.code = 'holiday_irregular'`;
