import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Trigger functions that act as the owner are for the triggers they were made for. Whoever may execute one may hang
 * it on a temporary table of their own, and so write a balance without an entry.
 */
export class OwnerFunctions1764000940000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await query.query(`REVOKE EXECUTE ON FUNCTION ${name}() FROM PUBLIC`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await query.query(`GRANT EXECUTE ON FUNCTION ${name}() TO PUBLIC`);
  }
}

const FUNCTIONS = [
  'enforce_state_transition',
  'budget_period_open_balance',
  'ledger_apply_entries',
  'ledger_journal_is_balanced',
];
