import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Files for the council's finance system. What is kept of one is where it ended in the ledger, which is only ever added
 * to: made again from there it is the same file, and its digest says so.
 */
export class FinanceExports1764310040000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE finance_export (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT finance_export_council_id_fkey REFERENCES council (id),
        kind text NOT NULL CONSTRAINT finance_export_kind_check CHECK (kind IN ('actuals', 'payments', 'underspend')),
        from_day date NOT NULL,
        to_day date NOT NULL,
        reference text NOT NULL,
        through_entry bigint NOT NULL,
        rows integer NOT NULL,
        total_pence bigint NOT NULL,
        digest text NOT NULL,
        made_by uuid NOT NULL CONSTRAINT finance_export_made_by_fkey REFERENCES person (id),
        made_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT finance_export_to_day_check CHECK (to_day >= from_day),
        CONSTRAINT finance_export_council_id_kind_from_day_to_day_key UNIQUE (council_id, kind, from_day, to_day),
        CONSTRAINT finance_export_council_id_reference_key UNIQUE (council_id, reference)
      )`);
    await query.query(`SELECT tenant_table('finance_export', 'SELECT, INSERT (council_id, kind, from_day, to_day, reference,
      through_entry, rows, total_pence, digest, made_by)')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE finance_export`);
  }
}
