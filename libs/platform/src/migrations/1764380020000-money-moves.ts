import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What a finance officer does to a period, each with its reason: money kept apart and given back, a contribution that
 * came in, roll-over, write-off, closing. Taking back is decided after a letter, and not done here. And lines for the general ledger, coded as the council codes them.
 */
export class MoneyMoves1764380020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [MOVE, CLOSED, CODE, EXPORT]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE finance_export DROP CONSTRAINT finance_export_kind_check,
      ADD CONSTRAINT finance_export_kind_check CHECK (kind IN ('actuals', 'payments', 'underspend'))`);
    await query.query(`DROP TRIGGER keeps_closed ON period_balance`);
    await query.query(`DROP FUNCTION period_balance_closed`);
    await query.query(`DROP TABLE finance_code, money_move`);
  }
}

const MOVE = `
  CREATE TABLE money_move (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT money_move_council_id_fkey REFERENCES council (id),
    period_id uuid NOT NULL CONSTRAINT money_move_period_id_fkey REFERENCES budget_period (id),
    kind text NOT NULL CONSTRAINT money_move_kind_check
      CHECK (kind IN ('keep', 'give_back', 'contribution_paid', 'write_off', 'roll_over', 'close')),
    pence bigint NOT NULL CONSTRAINT money_move_pence_check
      CHECK (pence BETWEEN 0 AND 100000000 AND (pence > 0 OR kind = 'close')),
    purpose text CONSTRAINT money_move_purpose_check
      CHECK (purpose IN ('holiday_pay', 'tax', 'redundancy', 'savings', 'contingency')),
    reason text NOT NULL CONSTRAINT money_move_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    recorded_by uuid NOT NULL CONSTRAINT money_move_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT money_move_kept_for_check CHECK ((purpose IS NOT NULL) = (kind IN ('keep', 'give_back')))
  );
  CREATE INDEX money_move_period_id_idx ON money_move (period_id);
  SELECT tenant_table('money_move', 'SELECT, INSERT (council_id, period_id, kind, pence, purpose, reason, recorded_by)');
  CREATE TRIGGER money_move_same_council BEFORE INSERT ON money_move
    FOR EACH ROW EXECUTE FUNCTION same_council('period_id', 'budget_period')`;

/** A closed period stays closed, and none is closed while something is held in it. */
const CLOSED = `
  CREATE FUNCTION period_balance_closed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at
      OR OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.held_pence > 0 THEN
      RAISE EXCEPTION 'a period is closed once, when nothing is held in it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'period_balance_closed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_closed BEFORE UPDATE OF closed_at ON period_balance
    FOR EACH ROW EXECUTE FUNCTION period_balance_closed()`;

/** Where the council's own ledger has it: by how money is held and what became of it, from a day on. */
const CODE = `
  CREATE TABLE finance_code (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT finance_code_council_id_fkey REFERENCES council (id),
    deployment text NOT NULL CONSTRAINT finance_code_deployment_check
      CHECK (deployment IN ('direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget')),
    cost_centre text NOT NULL CONSTRAINT finance_code_cost_centre_check CHECK (cost_centre ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$'),
    subjective text NOT NULL CONSTRAINT finance_code_subjective_check CHECK (subjective ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$'),
    starts_on date NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT finance_code_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX finance_code_council_id_deployment_starts_on_idx ON finance_code (council_id, deployment, starts_on);
  SELECT tenant_table('finance_code', 'SELECT, INSERT (council_id, deployment, cost_centre, subjective, starts_on, recorded_by)')`;

const EXPORT = `
  ALTER TABLE finance_export DROP CONSTRAINT finance_export_kind_check,
    ADD CONSTRAINT finance_export_kind_check CHECK (kind IN ('actuals', 'payments', 'underspend', 'general_ledger'))`;
