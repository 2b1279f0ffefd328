import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Triggers that every booking runs through keep their plans. Whether what a row points to is of the same council was
 * asked by a statement put together each time, which took longer to plan than to run: a fifth of what a booking cost
 * the database. What is asked most often is written out now; the rest is asked as before.
 */
export class PlansOfTriggers1764650000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(byRow(WRITTEN_OUT_BY_ROW));
    await query.query(ofAdded(WRITTEN_OUT_OF_ADDED));
    for (const each of SAME_PLAN_ALWAYS)
      await query.query(`ALTER FUNCTION ${each} SET plan_cache_mode = force_generic_plan`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const each of SAME_PLAN_ALWAYS) await query.query(`ALTER FUNCTION ${each} RESET plan_cache_mode`);
    await query.query(ofAdded([]));
    await query.query(byRow([]));
  }
}

/** They look everything up by its key, so a plan for any key is the plan for each. */
const SAME_PLAN_ALWAYS = ['booking_split_rules', 'visit_keeps_its_listing', 'ledger_hold'];

/** The column, and the table that it points to. */
type Reference = readonly [string, string];

const WRITTEN_OUT_BY_ROW: readonly Reference[] = [
  ['holder_id', 'person'],
  ['listing_id', 'listing'],
  ['engagement_id', 'engagement'],
  ['booking_id', 'booking'],
  ['visit_id', 'visit'],
  ['line_id', 'budget_line'],
  ['period_id', 'budget_period'],
  ['person_id', 'person'],
  ['recorded_by', 'person'],
  ['member_id', 'member'],
  ['account_id', 'account'],
  ['session_id', 'offer_session'],
  ['shared_id', 'shared_support'],
];

const WRITTEN_OUT_OF_ADDED: readonly Reference[] = [
  ['booking_id', 'booking'],
  ['line_id', 'budget_line'],
  ['visit_id', 'visit'],
  ['period_id', 'budget_period'],
  ['budget_id', 'budget'],
  ['holder_id', 'person'],
];

/** A branch that a table never takes is never planned for it, so it may speak of columns that the table has not. */
function choice(
  written: readonly Reference[],
  ask: (column: string, table: string) => string,
  otherwise: string,
): string {
  if (written.length === 0) return otherwise;
  const branches = written.map(([column, table]) => `WHEN '${column} ${table}' THEN ${ask(column, table)}`);
  return `CASE tg_argv[i] || ' ' || tg_argv[i + 1] ${branches.join('\n')} ELSE ${otherwise} END CASE;`;
}

const REFUSED = `
  RAISE EXCEPTION 'there is no such % in this council', tg_argv[i + 1]
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = tg_name`;

const byRow = (written: readonly Reference[]) => `
  CREATE OR REPLACE FUNCTION same_council() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE found boolean;
  BEGIN
    FOR i IN 0 .. tg_nargs - 1 BY 2 LOOP
      ${choice(
        written,
        (column, table) => `IF NEW.${column} IS NULL THEN CONTINUE; END IF;
          found := EXISTS (SELECT FROM ${table} t WHERE t.id = NEW.${column} AND t.council_id = NEW.council_id);`,
        `EXECUTE format('SELECT ($1).%1$I IS NULL OR EXISTS
                          (SELECT FROM %2$I t WHERE t.id = ($1).%1$I AND t.council_id = ($1).council_id)',
                       tg_argv[i], tg_argv[i + 1]) INTO found USING NEW;`,
      )}
      IF NOT found THEN ${REFUSED}; END IF;
    END LOOP;
    RETURN NEW;
  END $$`;

/** Looked up by its key, however much was added: a planner that cannot know would read the whole table. */
const ofAdded = (written: readonly Reference[]) => `
  CREATE OR REPLACE FUNCTION same_council_of_added() RETURNS trigger LANGUAGE plpgsql
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
  DECLARE stray boolean;
  BEGIN
    FOR i IN 0 .. tg_nargs - 1 BY 2 LOOP
      ${choice(
        written,
        (column, table) => `stray := EXISTS (SELECT FROM (SELECT DISTINCT ${column} AS id, council_id FROM added) a
          WHERE (SELECT t.council_id FROM ${table} t WHERE t.id = a.id) IS DISTINCT FROM a.council_id);`,
        `EXECUTE format('SELECT EXISTS (SELECT FROM (SELECT DISTINCT %1$I AS id, council_id FROM added) a
                          WHERE (SELECT t.council_id FROM %2$I t WHERE t.id = a.id) IS DISTINCT FROM a.council_id)',
                       tg_argv[i], tg_argv[i + 1]) INTO stray;`,
      )}
      IF stray THEN ${REFUSED}; END IF;
    END LOOP;
    RETURN NULL;
  END $$`;
