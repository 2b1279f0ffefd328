import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whether what a booking points to is of the same council is asked of what it points to, not of every booking. */
export class AskedWhereThereIsSomething1764720002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [name, when, column, table] of TRIGGERS) {
      await query.query(trigger(name, when, column, table, `WHEN (NEW.${column} IS NOT NULL)`));
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, when, column, table] of TRIGGERS) await query.query(trigger(name, when, column, table, ''));
  }
}

const TRIGGERS = [
  ['booking_session_same_council', 'INSERT', 'session_id', 'offer_session'],
  ['booking_shared_same_council', 'INSERT OR UPDATE OF shared_id', 'shared_id', 'shared_support'],
] as const;

const trigger = (name: string, when: string, column: string, table: string, only: string) => `
  DROP TRIGGER ${name} ON booking;
  CREATE TRIGGER ${name} BEFORE ${when} ON booking FOR EACH ROW ${only}
    EXECUTE FUNCTION same_council('${column}', '${table}')`;
