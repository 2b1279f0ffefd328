import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The ledger. Journals and entries are only ever added. What a period holds is kept up by a trigger, which is the
 * only thing that may write it, so that a balance can be wrong only if somebody went behind the database's back;
 * `ledger verify` finds that.
 */
export class Ledger1764000800000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE ledger_journal (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        council_id uuid NOT NULL CONSTRAINT ledger_journal_council_id_fkey REFERENCES council (id),
        at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL CONSTRAINT ledger_journal_kind_check
          CHECK (kind IN ('fund', 'hold', 'commit', 'release', 'spend', 'ring_fence')),
        cause_kind text NOT NULL,
        cause_id uuid NOT NULL,
        actor_id uuid,
        for_id uuid,
        transaction_id bigint NOT NULL DEFAULT current_transaction_id()
      )`);
    await query.query(`CREATE INDEX ledger_journal_cause_id_idx ON ledger_journal (cause_id)`);
    await query.query(`SELECT tenant_table('ledger_journal', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE ledger_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        council_id uuid NOT NULL CONSTRAINT ledger_entry_council_id_fkey REFERENCES council (id),
        journal_id bigint NOT NULL CONSTRAINT ledger_entry_journal_id_fkey REFERENCES ledger_journal (id),
        period_id uuid NOT NULL CONSTRAINT ledger_entry_period_id_fkey REFERENCES budget_period (id),
        account text NOT NULL CONSTRAINT ledger_entry_account_check
          CHECK (account IN ('allocated', 'contribution', 'available', 'held', 'committed', 'spent', 'ring_fenced')),
        amount_pence bigint NOT NULL CONSTRAINT ledger_entry_amount_pence_check CHECK (amount_pence <> 0)
      )`);
    await query.query(`CREATE INDEX ledger_entry_journal_id_idx ON ledger_entry (journal_id)`);
    await query.query(`CREATE INDEX ledger_entry_period_id_id_idx ON ledger_entry (period_id, id)`);
    await query.query(`SELECT tenant_table('ledger_entry', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE period_balance (
        period_id uuid PRIMARY KEY CONSTRAINT period_balance_period_id_fkey REFERENCES budget_period (id),
        council_id uuid NOT NULL CONSTRAINT period_balance_council_id_fkey REFERENCES council (id),
        allocated_pence bigint NOT NULL DEFAULT 0,
        contribution_pence bigint NOT NULL DEFAULT 0,
        held_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_held_pence_check CHECK (held_pence >= 0),
        committed_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_committed_pence_check CHECK (committed_pence >= 0),
        spent_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_spent_pence_check CHECK (spent_pence >= 0),
        ring_fenced_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_ring_fenced_pence_check CHECK (ring_fenced_pence >= 0),
        available_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_available_pence_check CHECK (available_pence >= 0),
        closed_at timestamptz,
        CONSTRAINT period_balance_check CHECK (allocated_pence + contribution_pence =
          held_pence + committed_pence + spent_pence + ring_fenced_pence + available_pence)
      )`);
    await query.query(`SELECT tenant_table('period_balance', 'SELECT, UPDATE (closed_at)')`);
    for (const statement of [OPEN_BALANCE, APPLY_ENTRIES, BALANCED]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE period_balance, ledger_entry, ledger_journal`);
    await query.query(`DROP FUNCTION ledger_journal_is_balanced, ledger_apply_entries`);
    await query.query(`DROP FUNCTION budget_period_open_balance CASCADE`);
  }
}

const OPEN_BALANCE = `
  CREATE FUNCTION budget_period_open_balance() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO period_balance (period_id, council_id) VALUES (NEW.id, NEW.council_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER budget_period_open_balance AFTER INSERT ON budget_period
    FOR EACH ROW EXECUTE FUNCTION budget_period_open_balance()`;

/** Entries join a journal only in the transaction that wrote it, in its own council; then they change the balance. */
const APPLY_ENTRIES = `
  CREATE FUNCTION ledger_apply_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added a JOIN ledger_journal j ON j.id = a.journal_id JOIN budget_period p ON p.id = a.period_id
      WHERE j.transaction_id <> current_transaction_id()
         OR j.council_id <> a.council_id OR p.council_id <> a.council_id
    ) THEN
      RAISE EXCEPTION 'an entry joins only a journal of its own transaction and council' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE period_balance b SET
      allocated_pence = b.allocated_pence - s.allocated,
      contribution_pence = b.contribution_pence - s.contribution,
      held_pence = b.held_pence + s.held,
      committed_pence = b.committed_pence + s.committed,
      spent_pence = b.spent_pence + s.spent,
      ring_fenced_pence = b.ring_fenced_pence + s.ring_fenced,
      available_pence = b.available_pence + s.available
    FROM (
      SELECT period_id,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'allocated'), 0) AS allocated,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'contribution'), 0) AS contribution,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'held'), 0) AS held,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'committed'), 0) AS committed,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'spent'), 0) AS spent,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'ring_fenced'), 0) AS ring_fenced,
        coalesce(sum(amount_pence) FILTER (WHERE account = 'available'), 0) AS available
      FROM added GROUP BY period_id
    ) s WHERE s.period_id = b.period_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_apply_entries AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_apply_entries()`;

const BALANCED = `
  CREATE FUNCTION ledger_journal_is_balanced() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF (SELECT coalesce(sum(amount_pence), -1) FROM ledger_entry WHERE journal_id = NEW.id) <> 0 THEN
      RAISE EXCEPTION 'journal % does not sum to nought', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_journal_is_balanced';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ledger_journal_is_balanced AFTER INSERT ON ledger_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_journal_is_balanced()`;
