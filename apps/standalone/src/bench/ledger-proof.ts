import {verifyLedger} from '@app/allocations';
import {FixedClock} from '@app/kernel';
import {connection} from '@app/platform';
import {DataSource} from 'typeorm';
import {withUseCases} from '../demonstration/use-cases.js';
import type {Bench, BenchReport} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {linesWorld, once, type LinesWorld} from './lines-world.js';

const ENTRIES = 1_000_000;
/** So many at a time: what the database holds at once does not grow with how many are wanted. */
const SLICE = 500_000;

/** How long the proof of the ledger takes, over as many entries as the size says: filled first, and said how long that took. */
export const benchLedger: Bench = async ({sizes}, report) => {
  const servers = await startBenchServers({search: false});
  const owner = await new DataSource(connection(servers.superuserUrl)).initialize();
  try {
    await withUseCases(servers.environment, new FixedClock(new Date()), async (app) => {
      const world = await linesWorld(app, owner);
      await benchProof(world, sizes[0] ?? ENTRIES, owner, report);
    });
  } finally {
    await owner.destroy();
    await servers.stop();
  }
};

export async function benchProof(world: LinesWorld, wanted: number, owner: DataSource, report: BenchReport) {
  const filling = performance.now();
  const filled = await fill(world, wanted, owner);
  report.line(once('ledger filled, entries', performance.now() - filling, filled));
  const proving = performance.now();
  const {entries, faults} = await verifyLedger(owner);
  if (faults.length) throw new Error(faults[0]);
  report.line(once('ledger verify, entries', performance.now() - proving, entries));
}

/**
 * As many entries as are wanted: put in past the triggers, with their sums in the balances, and with the indexes made
 * at the end, which is several times as fast as keeping them up.
 */
async function fill({councilId, periods}: LinesWorld, wanted: number, owner: DataSource): Promise<number> {
  const [there] = await owner.query<[{entries: number}]>(`SELECT count(*) AS entries FROM ledger_entry`);
  if (there.entries >= wanted) return 0;
  const indexes = await owner.query<{name: string; definition: string}[]>(INDEXES);
  for (const {name} of indexes) await owner.query(`DROP INDEX ${name}`);
  let filled = 0;
  for (let missing = wanted - there.entries; missing > 0; missing -= SLICE) {
    const journals = Math.ceil(Math.min(missing, SLICE) / 2);
    await owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off`);
      await tx.query(SLICE_OF_ENTRIES, [councilId, periods, journals]);
    });
    filled += journals * 2;
  }
  await owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = off`);
    for (const {definition} of indexes) await tx.query(definition);
  });
  await owner.query(`VACUUM ANALYZE ledger_entry, ledger_journal, period_balance`);
  return filled;
}

/** Those that no constraint stands on. */
const INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
  WHERE i.indrelid IN ('ledger_entry'::regclass, 'ledger_journal'::regclass)
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`;

const SLICE_OF_ENTRIES = `
  WITH journal AS (
    INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id)
    SELECT $1, 'spend', 'bench', ($2::uuid[])[1 + n % cardinality($2::uuid[])] FROM generate_series(1, $3) n
    RETURNING id, cause_id),
  entry AS (
    INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
    SELECT $1, j.id, j.cause_id, side.account, side.pence
    FROM journal j, (VALUES ('available', -1), ('spent', 1)) AS side (account, pence)
    RETURNING period_id, account)
  UPDATE period_balance b SET available_pence = available_pence - s.n, spent_pence = spent_pence + s.n
  FROM (SELECT period_id, count(*) AS n FROM entry WHERE account = 'spent' GROUP BY period_id) s
  WHERE s.period_id = b.period_id`;
