import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A council may ask an organisation for a search for county court judgments against it. */
export class CourtJudgments1764670000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(asked(`'tax_registration', 'court_judgments'`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(asked(`'tax_registration'`));
  }
}

const asked = (some: string) => `
  ALTER TABLE requirement DROP CONSTRAINT requirement_kind_check,
    ADD CONSTRAINT requirement_kind_check CHECK (kind IN ('identity', 'right_to_work', 'dbs', 'reference', 'training',
      'insurance', 'qualification', ${some}, 'interview', 'code_of_conduct', 'trading_history', 'self_declaration', 'fee'))`;
