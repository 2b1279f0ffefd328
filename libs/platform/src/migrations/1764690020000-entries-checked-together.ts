import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * That an entry's journal and period are there was looked up twice: together for all entries of a statement by
 * `ledger_apply_entries`, which wants them of this transaction and council, and one by one by two foreign keys, which
 * took a third of an import. What the keys did beside it, that neither goes while entries name it, stands as triggers.
 */
export class EntriesCheckedTogether1764690020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [table, column] of NAMED) {
      await query.query(`ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_${column}_fkey`);
      await query.query(stays(table, column));
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table, column] of NAMED) {
      await query.query(`DROP TRIGGER stays_while_named ON ${table}; DROP FUNCTION ${table}_stays_while_named`);
      await query.query(
        `ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_${column}_fkey FOREIGN KEY (${column}) REFERENCES ${table} (id)`,
      );
    }
  }
}

const NAMED = [
  ['ledger_journal', 'journal_id'],
  ['budget_period', 'period_id'],
] as const;

/** Whoever takes it away, and under another number it would be gone as well. */
const stays = (table: string, column: string) => `
  CREATE FUNCTION ${table}_stays_while_named() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM ledger_entry WHERE ${column} = OLD.id) THEN
      RAISE EXCEPTION 'the ledger names it' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_${column}_stays';
    END IF;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION ${table}_stays_while_named FROM PUBLIC;
  CREATE TRIGGER stays_while_named AFTER DELETE OR UPDATE OF id ON ${table}
    FOR EACH ROW EXECUTE FUNCTION ${table}_stays_while_named()`;
