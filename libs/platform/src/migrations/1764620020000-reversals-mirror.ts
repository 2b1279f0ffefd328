import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A reversal takes back all of what it names, account by account, and nothing else: looked at when it is committed. */
export class ReversalsMirror1764620020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(MIRRORS);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER ledger_reverses_all ON ledger_journal; DROP FUNCTION ledger_reverses_all`);
  }
}

const MIRRORS = `
  CREATE FUNCTION ledger_reverses_all() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM ledger_entry WHERE journal_id IN (NEW.id, NEW.reverses_id)
        GROUP BY period_id, account HAVING sum(amount_pence) <> 0) THEN
      RAISE EXCEPTION 'a reversal takes back exactly what it names'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_reverses_all';
    END IF;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION ledger_reverses_all FROM PUBLIC;
  CREATE CONSTRAINT TRIGGER ledger_reverses_all AFTER INSERT ON ledger_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION ledger_reverses_all()`;
