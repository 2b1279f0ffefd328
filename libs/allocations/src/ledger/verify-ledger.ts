import type {DataSource} from 'typeorm';

export interface LedgerReport {
  journals: number;
  entries: number;
  periods: number;
  /** What does not fit; empty when every journal sums to nought and every balance is what its entries say. */
  faults: string[];
}

const ACCOUNT_SUMS = `
  SELECT period_id,
    coalesce(-sum(amount_pence) FILTER (WHERE account = 'allocated'), 0) AS allocated,
    coalesce(-sum(amount_pence) FILTER (WHERE account = 'contribution'), 0) AS contribution,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'held'), 0) AS held,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'committed'), 0) AS committed,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'spent'), 0) AS spent,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'ring_fenced'), 0) AS ring_fenced,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'available'), 0) AS available,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'contribution_paid'), 0) AS contribution_paid,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'rolled_over'), 0) AS rolled_over,
    coalesce(sum(amount_pence) FILTER (WHERE account = 'reclaimed'), 0) AS reclaimed,
    coalesce(-sum(amount_pence) FILTER (WHERE account = 'written_off'), 0) AS written_off
  FROM ledger_entry GROUP BY period_id`;

const UNBALANCED = `
  SELECT 'journal ' || j.id || ' does not sum to nought' AS fault
  FROM ledger_journal j LEFT JOIN ledger_entry e ON e.journal_id = j.id
  GROUP BY j.id HAVING coalesce(sum(e.amount_pence), -1) <> 0 ORDER BY j.id LIMIT 100`;

const STRAY = `
  SELECT 'entry ' || e.id || ' is of no journal or period of its council' AS fault
  FROM ledger_entry e
  LEFT JOIN ledger_journal j ON j.id = e.journal_id AND j.council_id = e.council_id
  LEFT JOIN budget_period p ON p.id = e.period_id AND p.council_id = e.council_id
  WHERE j.id IS NULL OR p.id IS NULL ORDER BY e.id LIMIT 100`;

const WRONG_BALANCE = `
  SELECT 'the balance of period ' || p.id || ' is not what its entries say' AS fault
  FROM budget_period p LEFT JOIN period_balance b ON b.period_id = p.id LEFT JOIN (${ACCOUNT_SUMS}) s ON s.period_id = p.id
  WHERE b.period_id IS NULL OR (b.allocated_pence, b.contribution_pence, b.held_pence, b.committed_pence, b.spent_pence,
         b.ring_fenced_pence, b.available_pence, b.contribution_paid_pence, b.rolled_over_pence, b.reclaimed_pence,
         b.written_off_pence) IS DISTINCT FROM
        (coalesce(s.allocated, 0), coalesce(s.contribution, 0), coalesce(s.held, 0), coalesce(s.committed, 0),
         coalesce(s.spent, 0), coalesce(s.ring_fenced, 0), coalesce(s.available, 0), coalesce(s.contribution_paid, 0),
         coalesce(s.rolled_over, 0), coalesce(s.reclaimed, 0), coalesce(s.written_off, 0)) LIMIT 100`;

const WRONG_OVERDRAFT = `
  SELECT 'period ' || b.period_id || ' goes below nought further than it was allowed' AS fault
  FROM period_balance b LEFT JOIN LATERAL (SELECT coalesce(sum(pence), 0) AS pence FROM overdraft o WHERE o.period_id = b.period_id) o ON true
  WHERE b.available_pence < 0 AND b.available_pence < -o.pence OR b.overdraft_pence <> 0 AND b.overdraft_pence <> o.pence LIMIT 100`;

/**
 * Proves the ledger from its entries, without trusting anything kept beside them.
 * @param owner a connection that sees every council, or a transaction that sees one
 */
export async function verifyLedger(owner: Pick<DataSource, 'query'>): Promise<LedgerReport> {
  const [counts] = await owner.query<{journals: number; entries: number; periods: number}[]>(
    `SELECT (SELECT count(*) FROM ledger_journal) AS journals, (SELECT count(*) FROM ledger_entry) AS entries,
            (SELECT count(*) FROM budget_period) AS periods`,
  );
  const faults = [
    ...(await owner.query<{fault: string}[]>(UNBALANCED)),
    ...(await owner.query<{fault: string}[]>(STRAY)),
    ...(await owner.query<{fault: string}[]>(WRONG_BALANCE)),
    ...(await owner.query<{fault: string}[]>(WRONG_OVERDRAFT)),
  ].map((row) => row.fault);
  return {journals: counts?.journals ?? 0, entries: counts?.entries ?? 0, periods: counts?.periods ?? 0, faults};
}
