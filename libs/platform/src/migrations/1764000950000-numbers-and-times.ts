import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The database alone says when something was done, in which transaction and under which number. An entry of the
 * audit trail with a low number would slip under the sealer; a journal of a later transaction could be added to.
 */
export class NumbersAndTimes1764000950000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [table, columns] of MAY_WRITE) {
      await query.query(`REVOKE INSERT ON ${table} FROM alongside_app`);
      await query.query(`GRANT INSERT (${columns}) ON ${table} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of MAY_WRITE) await query.query(`GRANT INSERT ON ${table} TO alongside_app`);
  }
}

const MAY_WRITE: readonly (readonly [string, string])[] = [
  ['audit_entry', 'council_id, actor_id, for_id, action, subject_kind, subject_id, reason, before, after'],
  ['ledger_journal', 'council_id, kind, cause_kind, cause_id, actor_id, for_id'],
  ['ledger_entry', 'council_id, journal_id, period_id, account, amount_pence'],
];
