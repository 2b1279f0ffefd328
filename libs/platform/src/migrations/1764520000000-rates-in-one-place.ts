import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The minimum wage stood in two tables: it stands in one, with what else employing costs. Sick pay and redundancy pay
 * join it, and a personal health budget has its own first review.
 */
export class RatesInOnePlace1764520000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(CODES([...BEFORE, ...NEW]));
    await query.query(TAKE_OVER);
    await query.query(`DROP TABLE minimum_wage`);
    for (const [startsOn, source, rates] of RATES) {
      for (const [code, value] of Object.entries(rates)) {
        await query.query(`INSERT INTO employment_rate (code, value, starts_on, source) VALUES ($1, $2, $3, $4)`, [
          ...[code, value, startsOn, source],
        ]);
      }
    }
    await query.query(HEALTH);
    await query.query(`GRANT INSERT (id) ON spending_rule TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE review_rule DROP COLUMN health_months, DROP COLUMN health_source`);
    await query.query(`DELETE FROM employment_rate WHERE code = ANY ($1)`, [NEW]);
    await query.query(CODES(BEFORE));
    await query.query(GIVE_BACK);
  }
}

const BEFORE = [
  ...['minimum_21', 'minimum_18', 'minimum_16', 'ni_rate', 'ni_threshold', 'ni_allowance', 'pension_rate'],
  ...['pension_trigger', 'pension_lower', 'pension_upper', 'pension_from_age', 'pension_to_age', 'holiday_weeks'],
  ...['holiday_irregular', 'insurance_year', 'payroll_year'],
];
const NEW = [
  ...['sick_week', 'sick_share', 'sick_earnings', 'sick_waiting_days', 'sick_weeks'],
  ...['redundancy_week', 'redundancy_years', 'redundancy_most_years'],
  ...['redundancy_under_22', 'redundancy_22', 'redundancy_41'],
];

const CODES = (codes: readonly string[]) => `
  ALTER TABLE employment_rate DROP CONSTRAINT employment_rate_code_check,
    ADD CONSTRAINT employment_rate_code_check CHECK (code IN (${codes.map((code) => `'${code}'`).join(', ')}))`;

/** What an operator added to the other table is not lost. */
const TAKE_OVER = `
  INSERT INTO employment_rate (code, value, starts_on, source)
  SELECT c.code, w.hour_pence, w.starts_on, w.source FROM minimum_wage w
  JOIN (VALUES (21, 'minimum_21'), (18, 'minimum_18'), (0, 'minimum_16')) AS c (age, code) ON c.age = w.from_age
  WHERE NOT EXISTS (SELECT FROM employment_rate r
    WHERE r.council_id IS NULL AND r.code = c.code AND r.starts_on = w.starts_on)`;

const GIVE_BACK = `
  CREATE TABLE minimum_wage (
    id uuid PRIMARY KEY DEFAULT new_id(),
    from_age integer NOT NULL CONSTRAINT minimum_wage_from_age_check CHECK (from_age BETWEEN 0 AND 120),
    hour_pence integer NOT NULL CONSTRAINT minimum_wage_hour_pence_check CHECK (hour_pence BETWEEN 1 AND 100000),
    starts_on date NOT NULL,
    source text NOT NULL CONSTRAINT minimum_wage_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    CONSTRAINT minimum_wage_from_age_starts_on_key UNIQUE (from_age, starts_on)
  );
  GRANT SELECT ON minimum_wage TO alongside_app;
  INSERT INTO minimum_wage (from_age, hour_pence, starts_on, source)
  SELECT c.age, r.value, r.starts_on, r.source FROM employment_rate r
  JOIN (VALUES (21, 'minimum_21'), (18, 'minimum_18'), (0, 'minimum_16')) AS c (age, code) ON c.code = r.code
  WHERE r.council_id IS NULL`;

const SICK = 'Social Security Contributions and Benefits Act 1992, part XI';
const REDUNDANCY = 'Employment Rights Act 1996, sections 155, 162 and 227';

/** Sums are pence, shares basis points, weeks hundredths, days and years as they are. */
const RATES: readonly (readonly [string, string, Record<string, number>])[] = [
  [
    '2025-04-06',
    `${SICK}: £118.75 a week from the fourth day, for who earns £125 a week on average`,
    {sick_week: 11_875, sick_share: 10_000, sick_earnings: 12_500, sick_waiting_days: 3, sick_weeks: 2_800},
  ],
  [
    '2026-04-06',
    `${SICK}, as amended by the Employment Rights Act 2025: from the first day, the lower of £123.25 and 80% of average pay`,
    {sick_week: 12_325, sick_share: 8_000, sick_earnings: 0, sick_waiting_days: 0},
  ],
  [
    '2025-04-06',
    `${REDUNDANCY}: after two years, for 20 years at most; a week’s pay counts up to £719`,
    {redundancy_week: 71_900, redundancy_years: 2, redundancy_most_years: 20},
  ],
  [
    '2025-04-06',
    `${REDUNDANCY}: half a week’s pay for a year under 22, a week’s from 22, a week and a half’s from 41`,
    {redundancy_under_22: 50, redundancy_22: 100, redundancy_41: 150},
  ],
  ['2026-04-06', `${REDUNDANCY}: a week’s pay counts up to £751`, {redundancy_week: 75_100}],
];

/** Sooner than the other rule says; whichever day comes first counts. */
const HEALTH = `
  ALTER TABLE review_rule
    ADD COLUMN health_months integer NOT NULL DEFAULT 3
      CONSTRAINT review_rule_health_months_check CHECK (health_months BETWEEN 1 AND 6),
    ADD COLUMN health_source text NOT NULL
      DEFAULT 'National Health Service (Direct Payments) Regulations 2013, and NHS England’s guidance on them: within three months'
      CONSTRAINT review_rule_health_source_check CHECK (length(btrim(health_source)) BETWEEN 1 AND 500);
  GRANT INSERT (health_months, health_source) ON review_rule TO alongside_app`;
