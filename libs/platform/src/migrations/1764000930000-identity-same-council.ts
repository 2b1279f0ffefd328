import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Who may do what never reaches into another council: signing in looks across councils, so a role or representation
 * that pointed there would count there. And what has a beginning is ended by a date, never made to say something else.
 */
export class IdentitySameCouncil1764000930000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [table, ...references] of REFERENCES) {
      await query.query(`CREATE TRIGGER ${table}_same_council BEFORE INSERT OR UPDATE ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${references.map((each) => `'${each}'`).join(', ')})`);
    }
    for (const [table, columns] of MAY_CHANGE) {
      await query.query(`REVOKE UPDATE ON ${table} FROM alongside_app`);
      await query.query(`GRANT UPDATE (${columns}) ON ${table} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of MAY_CHANGE) await query.query(`GRANT UPDATE ON ${table} TO alongside_app`);
    for (const [table] of REFERENCES) await query.query(`DROP TRIGGER ${table}_same_council ON ${table}`);
  }
}

/** Table, then column and table in turn. */
const REFERENCES: readonly (readonly [string, ...string[]])[] = [
  ['account', 'person_id', 'person'],
  ['role_grant', 'person_id', 'person'],
  ['organisation_member', 'organisation_id', 'organisation', 'person_id', 'person'],
  ['representation', 'holder_id', 'person', 'representative_id', 'person'],
  ['session', 'account_id', 'account', 'acting_for_id', 'person'],
];

const MAY_CHANGE: readonly (readonly [string, string])[] = [
  ['person', 'name, council_reference'],
  ['account', 'email, password_hash'],
  ['role_grant', 'ends_on'],
  ['organisation', 'name'],
  ['representation', 'ends_on'],
  ['session', 'acting_for_id, ended_at'],
];
