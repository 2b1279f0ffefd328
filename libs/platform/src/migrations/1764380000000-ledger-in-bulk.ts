import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Money for many at once, and a hold in one call. What was looked at row by row is looked at once for all rows of a
 * statement; what a hold needs (the lock, the look at what is left, journal and entries) is one function, whose plans
 * the database keeps.
 */
export class LedgerInBulk1764380000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [table, ...references] of BY_STATEMENT) {
      await query.query(`DROP TRIGGER ${table}_same_council ON ${table};
        CREATE TRIGGER ${table}_same_council AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
          FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added(${quoted(references)})`);
    }
    for (const statement of [SAME_COUNCIL, APPLY, IMPORTED_LINE, OPEN_BALANCES, ENTRY_COUNCIL, POST, HOLD]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION ledger_hold, ledger_post`);
    await query.query(
      `ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_council_id_fkey FOREIGN KEY (council_id) REFERENCES council (id)`,
    );
    await query.query(`DROP TRIGGER budget_period_open_balance ON budget_period;
      CREATE OR REPLACE FUNCTION budget_period_open_balance() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO period_balance (period_id, council_id) VALUES (NEW.id, NEW.council_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER budget_period_open_balance AFTER INSERT ON budget_period
        FOR EACH ROW EXECUTE FUNCTION budget_period_open_balance()`);
    await query.query(`DROP TRIGGER imported_line_same_council_again ON imported_line`);
    await query.query(`DROP TRIGGER imported_line_same_council ON imported_line;
      CREATE TRIGGER imported_line_same_council BEFORE INSERT OR UPDATE ON imported_line
        FOR EACH ROW EXECUTE FUNCTION same_council(${quoted(IMPORTED)})`);
    for (const [table, ...references] of BY_STATEMENT) {
      await query.query(`DROP TRIGGER ${table}_same_council ON ${table};
        CREATE TRIGGER ${table}_same_council BEFORE INSERT ON ${table}
          FOR EACH ROW EXECUTE FUNCTION same_council(${quoted(references)})`);
    }
  }
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Table, then column and table in turn. */
const BY_STATEMENT: readonly (readonly [string, ...string[]])[] = [
  ['budget', 'holder_id', 'person'],
  ['budget_line', 'budget_id', 'budget'],
  ['budget_period', 'line_id', 'budget_line'],
];

/**
 * Whatever was added is looked up by its key. Left to itself the planner, which cannot know how much was added, reads
 * the whole table: an import of a hundred thousand lines would read it a hundred times.
 */
const BY_KEY = `SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off`;

const SAME_COUNCIL = `
  CREATE OR REPLACE FUNCTION same_council_of_added() RETURNS trigger LANGUAGE plpgsql ${BY_KEY} AS $$
  DECLARE stray boolean;
  BEGIN
    FOR i IN 0 .. tg_nargs - 1 BY 2 LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM (SELECT DISTINCT %1$I AS id, council_id FROM added) a
                        WHERE (SELECT t.council_id FROM %2$I t WHERE t.id = a.id) IS DISTINCT FROM a.council_id)',
                     tg_argv[i], tg_argv[i + 1]) INTO stray;
      IF stray THEN
        RAISE EXCEPTION 'there is no such % in this council', tg_argv[i + 1]
          USING ERRCODE = 'foreign_key_violation', CONSTRAINT = tg_name;
      END IF;
    END LOOP;
    RETURN NULL;
  END $$`;

const ACCOUNTS = [
  ...['allocated', 'contribution', 'held', 'committed', 'spent', 'ring_fenced', 'available'],
  ...['contribution_paid', 'rolled_over', 'reclaimed', 'written_off'],
];
/** What money comes from stands as a minus. */
const SOURCES = ['allocated', 'contribution', 'written_off'];

const APPLY = `
  CREATE OR REPLACE FUNCTION ledger_apply_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp ${BY_KEY} AS $$
  BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT journal_id, council_id FROM added) a
        WHERE (SELECT j.transaction_id = current_transaction_id() AND j.council_id = a.council_id
               FROM ledger_journal j WHERE j.id = a.journal_id) IS NOT TRUE)
      OR EXISTS (SELECT FROM (SELECT DISTINCT period_id, council_id FROM added) a
        WHERE (SELECT p.council_id FROM budget_period p WHERE p.id = a.period_id) IS DISTINCT FROM a.council_id)
    THEN
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

const IMPORTED = ['line_id', 'budget_line', 'import_id', 'allocation_import'];

const IMPORTED_LINE = `
  DROP TRIGGER imported_line_same_council ON imported_line;
  CREATE TRIGGER imported_line_same_council AFTER INSERT ON imported_line REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added(${quoted(IMPORTED)});
  CREATE TRIGGER imported_line_same_council_again BEFORE UPDATE ON imported_line
    FOR EACH ROW EXECUTE FUNCTION same_council(${quoted(IMPORTED)})`;

const OPEN_BALANCES = `
  DROP TRIGGER budget_period_open_balance ON budget_period;
  CREATE OR REPLACE FUNCTION budget_period_open_balance() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO period_balance (period_id, council_id) SELECT id, council_id FROM added;
    RETURN NULL;
  END $$;
  CREATE TRIGGER budget_period_open_balance AFTER INSERT ON budget_period REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION budget_period_open_balance()`;

/**
 * An entry's council is that of its journal and period, which \`ledger_apply_entries\` sees to, and theirs is looked up.
 * Looked up for each entry too, everybody who moves money at once would share a lock on the one row of the council.
 */
const ENTRY_COUNCIL = `ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_council_id_fkey`;

/** One journal and its moves, with no more rights than the caller has. */
const POST = `
  CREATE FUNCTION ledger_post(council uuid, kind text, cause_kind text, cause uuid, actor uuid, for_person uuid,
    periods uuid[], sources text[], targets text[], sums bigint[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE journal bigint;
  BEGIN
    INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id, for_id)
    VALUES (council, kind, cause_kind, cause, actor, for_person) RETURNING id INTO journal;
    INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
    SELECT council, journal, move.period, side.account, side.pence
    FROM unnest(periods, sources, targets, sums) AS move (period, source, target, pence),
         LATERAL (VALUES (move.source, -move.pence), (move.target, move.pence)) AS side (account, pence);
  END $$`;

/** Locks in the one order, looks, and holds all or nothing; says what had too little, after whoever was waited for. */
const HOLD = `
  CREATE FUNCTION ledger_hold(council uuid, cause_kind text, cause uuid, actor uuid, for_person uuid,
    periods uuid[], sums bigint[])
  RETURNS TABLE (period_id uuid, line_id uuid, starts_on date, ends_on date, needed_pence bigint, available_pence bigint)
  LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.id = ANY (periods)
      ORDER BY p.line_id, p.starts_on FOR NO KEY UPDATE OF b;
    RETURN QUERY
      SELECT p.id, p.line_id, p.starts_on, p.ends_on, n.pence,
             CASE WHEN b.closed_at IS NULL THEN b.available_pence + b.overdraft_pence ELSE 0 END
      FROM (SELECT id, sum(pence)::bigint AS pence FROM unnest(periods, sums) AS u (id, pence) GROUP BY id) n
      JOIN budget_period p ON p.id = n.id JOIN period_balance b ON b.period_id = p.id
      WHERE b.closed_at IS NOT NULL OR b.available_pence + b.overdraft_pence < n.pence
      ORDER BY p.line_id, p.starts_on;
    IF FOUND THEN RETURN; END IF;
    PERFORM ledger_post(council, 'hold', cause_kind, cause, actor, for_person, periods,
      array_fill('available'::text, ARRAY[cardinality(periods)]), array_fill('held'::text, ARRAY[cardinality(periods)]), sums);
  END $$`;
