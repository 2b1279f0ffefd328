import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Counts the register's tables anew within the transaction that has filled them. A council's first import is into tables
 * whose statistics say that they are empty: the rules would then read the whole council for each row, and taking in 5,000
 * would last minutes. Only the owner of a table may count it, so it is a function of the owner.
 */
export class RegisterStatistics1764180000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION register_statistics() RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        ANALYZE member, application, evidence;
      END $$`);
    await query.query(`REVOKE EXECUTE ON FUNCTION register_statistics() FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION register_statistics() TO alongside_app`);
    await query.query(replaced(ASKED, `${ASKED} OFFSET 0`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(replaced(`${ASKED} OFFSET 0`, ASKED));
    await query.query(`DROP FUNCTION register_statistics`);
  }
}

/** With OFFSET it is asked for each piece of evidence by its application's key, instead of joined with all applications. */
const ASKED = `AND r.code = e.requirement AND r.kind = e.kind AND e.number <= r.needed`;

const replaced = (part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('evidence_rules()'::regprocedure);
    put text := replace(said, $part$${part}$part$, $by$${by}$by$);
  BEGIN
    IF put = said THEN RAISE EXCEPTION 'the function is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
