import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Allocations from the council's finance system: prepared by one, confirmed by another, and then taken in a few hundred
 * rows at a time. Each row that was taken in says so in the same transaction, so a process that is killed goes on where
 * it was. Imports of one council follow each other.
 */
export class AllocationImport1764310030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [IMPORT, RULES, ROW, LINE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE imported_line, allocation_import_row, allocation_import`);
    await query.query(`DROP FUNCTION allocation_import_rules`);
  }
}

const IMPORT = `
  CREATE TABLE allocation_import (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT allocation_import_council_id_fkey REFERENCES council (id),
    digest text NOT NULL,
    changes_from date NOT NULL,
    totals jsonb NOT NULL,
    prepared_by uuid NOT NULL CONSTRAINT allocation_import_prepared_by_fkey REFERENCES person (id),
    prepared_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT allocation_import_outcome_check CHECK (outcome IN ('confirmed', 'discarded')),
    closed_by uuid CONSTRAINT allocation_import_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    finished_at timestamptz CONSTRAINT allocation_import_finished_at_check CHECK (finished_at IS NULL OR outcome = 'confirmed'),
    CONSTRAINT allocation_import_closed_check CHECK ((outcome IS NULL) = (closed_by IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)),
    CONSTRAINT allocation_import_four_eyes CHECK (outcome <> 'confirmed' OR closed_by <> prepared_by)
  );
  CREATE INDEX allocation_import_council_id_idx ON allocation_import (council_id);
  SELECT tenant_table('allocation_import', 'SELECT, INSERT (council_id, digest, changes_from, totals, prepared_by),
    UPDATE (outcome, closed_by, finished_at, totals)')`;

const RULES = `
  CREATE FUNCTION allocation_import_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.outcome IS NOT NULL AND (NEW.outcome, NEW.closed_by) IS DISTINCT FROM (OLD.outcome, OLD.closed_by)
      OR OLD.finished_at IS NOT NULL THEN
      RAISE EXCEPTION 'an import is closed once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_import_closed_once';
    END IF;
    IF OLD.outcome IS NULL AND NEW.outcome IS NOT NULL THEN NEW.closed_at := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON allocation_import
    FOR EACH ROW EXECUTE FUNCTION allocation_import_rules()`;

/** What waits to be taken in, and what was rejected with why. What was taken in is deleted at the end: the lines say it. */
const ROW = `
  CREATE TABLE allocation_import_row (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT allocation_import_row_council_id_fkey REFERENCES council (id),
    import_id uuid NOT NULL CONSTRAINT allocation_import_row_import_id_fkey REFERENCES allocation_import (id),
    row_number integer NOT NULL,
    outcome text NOT NULL CONSTRAINT allocation_import_row_outcome_check CHECK (outcome IN ('created', 'changed', 'rejected')),
    content jsonb NOT NULL,
    changes jsonb NOT NULL DEFAULT '[]',
    errors jsonb NOT NULL DEFAULT '[]',
    applied_at timestamptz,
    CONSTRAINT allocation_import_row_import_id_row_number_key UNIQUE (import_id, row_number)
  );
  CREATE INDEX allocation_import_row_waiting_idx ON allocation_import_row (import_id, row_number)
    WHERE applied_at IS NULL AND outcome <> 'rejected';
  SELECT tenant_table('allocation_import_row', 'SELECT, INSERT, DELETE, UPDATE (applied_at, outcome, errors)');
  CREATE TRIGGER allocation_import_row_same_council AFTER INSERT ON allocation_import_row REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added('import_id', 'allocation_import')`;

/** What a file said of a line last: a row that says the same again changes nothing. */
const LINE = `
  CREATE TABLE imported_line (
    line_id uuid PRIMARY KEY CONSTRAINT imported_line_line_id_fkey REFERENCES budget_line (id),
    council_id uuid NOT NULL CONSTRAINT imported_line_council_id_fkey REFERENCES council (id),
    import_id uuid NOT NULL CONSTRAINT imported_line_import_id_fkey REFERENCES allocation_import (id),
    content jsonb NOT NULL
  );
  SELECT tenant_table('imported_line', 'SELECT, INSERT, UPDATE (import_id, content)');
  CREATE TRIGGER imported_line_same_council BEFORE INSERT OR UPDATE ON imported_line
    FOR EACH ROW EXECUTE FUNCTION same_council('line_id', 'budget_line', 'import_id', 'allocation_import')`;
