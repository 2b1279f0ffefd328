import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What is held and promised at once is one call: a line that many want is locked from the first look to the commit, so
 * every way to the database and back between them is time in which the others wait. The lock is the look.
 */
export class HoldAndPromise1764520010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION ledger_hold`);
    await query.query(HOLD);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION ledger_hold`);
    await query.query(BEFORE);
  }
}

const SHORTFALL = `RETURNS TABLE (period_id uuid, line_id uuid, starts_on date, ends_on date, needed_pence bigint, available_pence bigint)
  LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN`;

/**
 * Locks in the one order, looks at what stands there after whoever was waited for, and holds all or nothing. With
 * \`promised\` both journals are written together, and the balance of each period once.
 */
const HOLD = `
  CREATE FUNCTION ledger_hold(council uuid, cause_kind text, cause uuid, actor uuid, for_person uuid,
    periods uuid[], sums bigint[], promised boolean)
  ${SHORTFALL}
    RETURN QUERY
      WITH locked AS MATERIALIZED (
        SELECT p.id, p.line_id, p.starts_on, p.ends_on,
               CASE WHEN b.closed_at IS NULL THEN b.available_pence + b.overdraft_pence ELSE 0 END AS available, b.closed_at
        FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.id = ANY (periods)
        ORDER BY p.line_id, p.starts_on FOR NO KEY UPDATE OF b)
      SELECT l.id, l.line_id, l.starts_on, l.ends_on, n.pence, l.available
      FROM locked l JOIN (SELECT id, sum(pence)::bigint AS pence FROM unnest(periods, sums) AS u (id, pence) GROUP BY id) n
        ON n.id = l.id
      WHERE l.closed_at IS NOT NULL OR l.available < n.pence ORDER BY l.line_id, l.starts_on;
    IF FOUND THEN RETURN; END IF;
    WITH step (kind, source, target) AS (
      VALUES ('hold', 'available', 'held'), ('commit', 'held', 'committed') LIMIT CASE WHEN promised THEN 2 ELSE 1 END),
    journal AS (
      INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id, for_id)
      SELECT council, step.kind, ledger_hold.cause_kind, cause, actor, for_person FROM step RETURNING id, kind)
    INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
    SELECT council, j.id, move.period, side.account, side.pence
    FROM journal j JOIN step ON step.kind = j.kind, unnest(periods, sums) AS move (period, pence),
         LATERAL (VALUES (step.source, -move.pence), (step.target, move.pence)) AS side (account, pence)
    ORDER BY j.id;
  END $$`;

const BEFORE = `
  CREATE FUNCTION ledger_hold(council uuid, cause_kind text, cause uuid, actor uuid, for_person uuid,
    periods uuid[], sums bigint[])
  ${SHORTFALL}
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
