import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * More places for money to be: the contribution that was paid, what was rolled over, reclaimed or written off. A
 * correction names what it reverses. Below nought a period goes only as far as an officer allowed.
 */
export class LedgerAccounts1764310010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [LEDGER, BALANCE, APPLY_ENTRIES, OVERDRAFT, ALLOW_OVERDRAFT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE overdraft`);
    await query.query(`DROP FUNCTION overdraft_allow`);
    await query.query(`DROP TRIGGER ledger_reverses_own ON ledger_journal`);
    await query.query(`DROP FUNCTION ledger_reverses_own`);
    await query.query(`ALTER TABLE ledger_journal DROP COLUMN reverses_id, DROP CONSTRAINT ledger_journal_kind_check,
      ADD CONSTRAINT ledger_journal_kind_check CHECK (kind IN ('fund', 'hold', 'commit', 'release', 'spend', 'ring_fence'))`);
    await query.query(`ALTER TABLE period_balance DROP CONSTRAINT period_balance_check,
      DROP CONSTRAINT period_balance_available_pence_check,
      ADD CONSTRAINT period_balance_available_pence_check CHECK (available_pence >= 0),
      ADD CONSTRAINT period_balance_check CHECK (allocated_pence + contribution_pence =
        held_pence + committed_pence + spent_pence + ring_fenced_pence + available_pence),
      DROP COLUMN contribution_paid_pence, DROP COLUMN rolled_over_pence, DROP COLUMN reclaimed_pence,
      DROP COLUMN written_off_pence, DROP COLUMN overdraft_pence`);
  }
}

const LEDGER = `
  ALTER TABLE ledger_journal
    DROP CONSTRAINT ledger_journal_kind_check,
    ADD CONSTRAINT ledger_journal_kind_check CHECK (kind IN ('fund', 'hold', 'commit', 'release', 'spend', 'ring_fence',
      'adjust', 'contribute', 'roll_over', 'reclaim', 'write_off', 'reverse')),
    ADD COLUMN reverses_id bigint CONSTRAINT ledger_journal_reverses_id_fkey REFERENCES ledger_journal (id)
      CONSTRAINT ledger_journal_reverses_id_key UNIQUE
      CONSTRAINT ledger_journal_reverses_id_check CHECK ((kind = 'reverse') = (reverses_id IS NOT NULL));
  GRANT INSERT (reverses_id) ON ledger_journal TO alongside_app;
  CREATE FUNCTION ledger_reverses_own() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_journal
        WHERE id = NEW.reverses_id AND council_id = NEW.council_id AND kind <> 'reverse') THEN
      RAISE EXCEPTION 'there is no such journal in this council'
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_reverses_own';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER ledger_reverses_own BEFORE INSERT ON ledger_journal
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION ledger_reverses_own();
  ALTER TABLE ledger_entry
    DROP CONSTRAINT ledger_entry_account_check,
    ADD CONSTRAINT ledger_entry_account_check CHECK (account IN ('allocated', 'contribution', 'available', 'held',
      'committed', 'spent', 'ring_fenced', 'contribution_due', 'contribution_paid', 'rolled_over', 'reclaimed', 'written_off'))`;

const BALANCE = `
  ALTER TABLE period_balance
    ADD COLUMN contribution_paid_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN rolled_over_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN reclaimed_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_reclaimed_pence_check CHECK (reclaimed_pence >= 0),
    ADD COLUMN written_off_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_written_off_pence_check CHECK (written_off_pence >= 0),
    ADD COLUMN overdraft_pence bigint NOT NULL DEFAULT 0 CONSTRAINT period_balance_overdraft_pence_check CHECK (overdraft_pence >= 0),
    DROP CONSTRAINT period_balance_available_pence_check,
    ADD CONSTRAINT period_balance_available_pence_check CHECK (available_pence >= -overdraft_pence),
    DROP CONSTRAINT period_balance_check,
    ADD CONSTRAINT period_balance_check CHECK (allocated_pence + contribution_pence + written_off_pence =
      held_pence + committed_pence + spent_pence + ring_fenced_pence + available_pence + rolled_over_pence + reclaimed_pence)`;

const ACCOUNTS = [
  ...['allocated', 'contribution', 'held', 'committed', 'spent', 'ring_fenced', 'available'],
  ...['contribution_paid', 'rolled_over', 'reclaimed', 'written_off'],
];
/** What money comes from stands as a minus. */
const SOURCES = ['allocated', 'contribution', 'written_off'];

const APPLY_ENTRIES = `
  CREATE OR REPLACE FUNCTION ledger_apply_entries() RETURNS trigger
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
      ${ACCOUNTS.map((each) => `${each}_pence = b.${each}_pence ${SOURCES.includes(each) ? '-' : '+'} s.${each}`).join(',\n      ')}
    FROM (
      SELECT period_id,
        ${ACCOUNTS.map((each) => `coalesce(sum(amount_pence) FILTER (WHERE account = '${each}'), 0) AS ${each}`).join(',\n        ')}
      FROM added GROUP BY period_id
    ) s WHERE s.period_id = b.period_id;
    RETURN NULL;
  END $$`;

const OVERDRAFT = `
  CREATE TABLE overdraft (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT overdraft_council_id_fkey REFERENCES council (id),
    period_id uuid NOT NULL CONSTRAINT overdraft_period_id_fkey REFERENCES budget_period (id),
    pence bigint NOT NULL CONSTRAINT overdraft_pence_check CHECK (pence BETWEEN 1 AND 100000000),
    reason text NOT NULL CONSTRAINT overdraft_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    allowed_by uuid NOT NULL CONSTRAINT overdraft_allowed_by_fkey REFERENCES person (id),
    allowed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX overdraft_period_id_idx ON overdraft (period_id);
  SELECT tenant_table('overdraft', 'SELECT, INSERT (council_id, period_id, pence, reason, allowed_by)');
  CREATE TRIGGER overdraft_same_council BEFORE INSERT ON overdraft
    FOR EACH ROW EXECUTE FUNCTION same_council('period_id', 'budget_period')`;

const ALLOW_OVERDRAFT = `
  CREATE FUNCTION overdraft_allow() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE period_balance SET overdraft_pence = overdraft_pence + NEW.pence WHERE period_id = NEW.period_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER overdraft_allow AFTER INSERT ON overdraft FOR EACH ROW EXECUTE FUNCTION overdraft_allow();
  REVOKE EXECUTE ON FUNCTION overdraft_allow() FROM PUBLIC`;
