import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What share a council aims at: its own, dated, with where it is written. */
export class FigureTargets1764390050000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE figure_target (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT figure_target_council_id_fkey REFERENCES council (id),
        code text NOT NULL CONSTRAINT figure_target_code_check
          CHECK (code IN ('adults_budget', 'adults_direct', 'carers_budget', 'carers_direct')),
        share_bp integer NOT NULL CONSTRAINT figure_target_share_bp_check CHECK (share_bp BETWEEN 0 AND 10000),
        source text NOT NULL CONSTRAINT figure_target_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
        starts_on date NOT NULL
      );
      CREATE UNIQUE INDEX figure_target_council_id_code_starts_on_key ON figure_target (council_id, code, starts_on);
      SELECT tenant_table('figure_target', 'SELECT, INSERT')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE figure_target`);
  }
}
