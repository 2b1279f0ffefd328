import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What the law and a council say that employing somebody costs: each figure dated, with its source, and followed by another. */
export class EmploymentRates1764390030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(RATE);
    for (const [startsOn, source, rates] of RATES) {
      for (const [code, value] of Object.entries(rates)) {
        await query.query(`INSERT INTO employment_rate (code, value, starts_on, source) VALUES ($1, $2, $3, $4)`, [
          ...[code, value, startsOn, source],
        ]);
      }
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE employment_rate`);
  }
}

/** Sums are pence, shares basis points, weeks hundredths, ages years. */
const RATE = `
  CREATE TABLE employment_rate (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT employment_rate_council_id_fkey REFERENCES council (id),
    code text NOT NULL CONSTRAINT employment_rate_code_check CHECK (code IN ('minimum_21', 'minimum_18', 'minimum_16',
      'ni_rate', 'ni_threshold', 'ni_allowance', 'pension_rate', 'pension_trigger', 'pension_lower', 'pension_upper',
      'pension_from_age', 'pension_to_age', 'holiday_weeks', 'holiday_irregular', 'insurance_year', 'payroll_year')),
    value bigint NOT NULL CONSTRAINT employment_rate_value_check CHECK (value BETWEEN 0 AND 100000000),
    starts_on date NOT NULL,
    source text NOT NULL CONSTRAINT employment_rate_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  CREATE UNIQUE INDEX employment_rate_council_id_code_starts_on_key ON employment_rate (council_id, code, starts_on);
  SELECT general_and_own('employment_rate', 'SELECT, INSERT')`;

const RATES: readonly (readonly [string, string, Record<string, number>])[] = [
  [
    '2025-04-01',
    'National Minimum Wage Regulations 2015, as amended for 1 April 2025',
    {minimum_21: 1_221, minimum_18: 1_000, minimum_16: 755},
  ],
  [
    '2026-04-01',
    'National Minimum Wage Regulations 2015, as amended for 1 April 2026',
    {minimum_21: 1_271, minimum_18: 1_085, minimum_16: 800},
  ],
  [
    '2025-04-06',
    'National Insurance Contributions (Secondary Class 1 Contributions) Act 2025: 15% above £5,000 a year, frozen to April 2031',
    {ni_rate: 1_500, ni_threshold: 500_000},
  ],
  [
    '2025-04-06',
    'National Insurance Contributions Act 2014, Employment Allowance from 6 April 2025; for one person’s own care only',
    {ni_allowance: 1_050_000},
  ],
  [
    '2025-04-06',
    'Pensions Act 2008, sections 3, 13 and 20; earnings trigger and band of 2025/26',
    {pension_rate: 300, pension_trigger: 1_000_000, pension_lower: 624_000, pension_upper: 5_027_000},
  ],
  ['2025-04-06', 'Pensions Act 2008, section 3: from 22 to State Pension age', {pension_from_age: 22, pension_to_age: 66}],
  ['2024-04-01', 'Working Time Regulations 1998, regulations 13 and 13A: 5.6 weeks', {holiday_weeks: 560}],
  [
    '2024-04-01',
    'Working Time Regulations 1998, regulations 15B and 16A: 12.07% for irregular hours and part of the year only',
    {holiday_irregular: 1_207},
  ],
];
