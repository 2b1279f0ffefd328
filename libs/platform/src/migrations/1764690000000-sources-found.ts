import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Sources that could be looked up since: the Order behind a week's pay, the regulation that reviews of personal health
 * budgets stand in, and what the notes on the Care Act say of asking payments back. Each says what was read and what
 * was not.
 */
export class SourcesFound1764690000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const {table, column, where, before, after} of FOUND) {
      await query.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 ${where}`, [after, before]);
    }
    await query.query(`ALTER TABLE review_rule ALTER COLUMN health_source SET DEFAULT '${HEALTH.after}'`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE review_rule ALTER COLUMN health_source SET DEFAULT '${HEALTH.before}'`);
    for (const {table, column, where, before, after} of FOUND) {
      await query.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 ${where}`, [before, after]);
    }
  }
}

const REDUNDANCY = {
  ...{table: 'employment_rate', column: 'source', where: `AND council_id IS NULL AND code = 'redundancy_week'`},
  before:
    'Employment Rights Act 1996, sections 155, 162 and 227: a week’s pay counts up to £751, as GOV.UK is quoted for ' +
    'dismissals from 6 April 2026. The Order was not seen: council to check',
  after:
    'Employment Rights Act 1996, sections 155, 162 and 227, with the Employment Rights (Increase of Limits) Order 2026 ' +
    '(S.I. 2026/310), in force on 6 April 2026: a week’s pay counts up to £751. The sum was read where GOV.UK is quoted, ' +
    'not in the Order’s Schedule: council to check',
};

const HEALTH = {
  ...{table: 'review_rule', column: 'health_source', where: ''},
  before:
    'National Health Service (Direct Payments) Regulations 2013, and NHS England’s guidance on them: within three months. ' +
    'The regulation’s number was not found: council to check',
  after:
    'National Health Service (Direct Payments) Regulations 2013 (S.I. 2013/1617), regulation 14, which regulation 13(2) ' +
    'names for reviews, and NHS England’s guidance on them: within three months. Regulation 17(2)(a) of the Regulations of ' +
    '2010 (S.I. 2010/1000) said so too; the text of regulation 14 was not seen: council to check',
};

const OWN_PART = {
  ...{table: 'surplus_rule', column: 'contribution_source', where: ''},
  before:
    'Care Act 2014, section 33(5): what may be asked back is the direct payment, which is what the council paid. ' +
    'That both parts are used in proportion is what this service starts with: council to check',
  after:
    'Care Act 2014, section 33(5), and its Explanatory Notes, paragraph 221: what may be asked back is the direct payment, ' +
    'which is what the council paid. In which order both parts are used is not said there. That they are used in ' +
    'proportion is what this service starts with: council to decide',
};

const FOUND = [REDUNDANCY, HEALTH, OWN_PART];
