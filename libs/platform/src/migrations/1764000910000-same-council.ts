import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Budgets and bookings never point into another council: a foreign key alone looks across councils. */
export class SameCouncil1764000910000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(SAME_COUNCIL_OF_ADDED);
    for (const [table, ...references] of BY_ROW) {
      await query.query(`CREATE TRIGGER ${table}_same_council BEFORE INSERT ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${quoted(references)})`);
    }
    for (const [table, ...references] of BY_STATEMENT) {
      await query.query(`CREATE TRIGGER ${table}_same_council AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
                         FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added(${quoted(references)})`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of [...BY_ROW, ...BY_STATEMENT]) {
      await query.query(`DROP TRIGGER ${table}_same_council ON ${table}`);
    }
    await query.query(`DROP FUNCTION same_council_of_added`);
  }
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Table, then column and table in turn. */
const BY_ROW: readonly (readonly [string, ...string[]])[] = [
  ['budget', 'holder_id', 'person'],
  ['budget_line', 'budget_id', 'budget'],
  ['budget_period', 'line_id', 'budget_line'],
  ['engagement', 'holder_id', 'person', 'listing_id', 'listing'],
  ['engagement_rate', 'engagement_id', 'engagement'],
  ['booking', 'holder_id', 'person', 'listing_id', 'listing', 'engagement_id', 'engagement'],
];

/** Written many rows at a time, so looked at once for all of them. */
const BY_STATEMENT: readonly (readonly [string, ...string[]])[] = [
  ['booking_split', 'booking_id', 'booking', 'line_id', 'budget_line'],
  ['visit', 'booking_id', 'booking'],
  ['visit_split', 'visit_id', 'visit', 'period_id', 'budget_period'],
];

const SAME_COUNCIL_OF_ADDED = `
  CREATE FUNCTION same_council_of_added() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE stray boolean;
  BEGIN
    FOR i IN 0 .. tg_nargs - 1 BY 2 LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM added a LEFT JOIN %2$I t ON t.id = a.%1$I
                        WHERE t.council_id IS DISTINCT FROM a.council_id)', tg_argv[i], tg_argv[i + 1]) INTO stray;
      IF stray THEN
        RAISE EXCEPTION 'there is no such % in this council', tg_argv[i + 1]
          USING ERRCODE = 'foreign_key_violation', CONSTRAINT = tg_name;
      END IF;
    END LOOP;
    RETURN NULL;
  END $$`;
