import {randomUUID} from 'node:crypto';
import {ApplyAllocations, CloseAllocations, Ledger, OpenLine, PrepareAllocations, verifyLedger} from '@app/allocations';
import {addCouncil} from '@app/identity';
import {addDays, FixedClock, londonDay} from '@app/kernel';
import {connection, servingOptions, UnitOfWork, type Environment} from '@app/platform';
import type {INestApplicationContext} from '@nestjs/common';
import pg from 'pg';
import {DataSource} from 'typeorm';
import {somebody, withUseCases} from '../demonstration/use-cases.js';
import type {Bench, BenchLine, BenchOptions, BenchReport} from './bench.js';
import {benchBudgetPage} from './budget-page.js';
import {startBenchServers} from './bench-servers.js';
import {figuresOf, interleaved, type Figures} from './harness.js';

const LINES = 200;
const ROWS = 20_000;
const MEGABYTE = 1_048_576;

interface World {
  app: INestApplicationContext;
  councilId: string;
  staff: [string, string];
  /** The current period of each line. */
  periods: string[];
}

/**
 * Holding and committing through the facade beside plain SQL, one hot line, an import, and the proof of it all.
 * The first size is how many rows are imported, the second how many entries the proof goes through at least.
 */
export const benchAllocations: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const owner = await new DataSource(connection(servers.superuserUrl)).initialize();
  try {
    await withUseCases(servers.environment, new FixedClock(new Date()), async (app) => {
      const world = await worldOf(app, owner);
      await benchHolds(world, servers.environment, options, report);
      await benchBudgetPage({...world, owner}, servers.environment, options, report);
      await benchImport(world, options.sizes[0] ?? ROWS, report);
      await benchProof(world, options.sizes[1] ?? 0, owner, report);
    });
  } finally {
    await owner.destroy();
    await servers.stop();
  }
};

async function worldOf(app: INestApplicationContext, owner: DataSource): Promise<World> {
  const today = londonDay(new Date());
  const contact = {email: 'help@bench.example', phone: '01632 960000', phoneHours: 'Always'};
  const councilId = await owner.transaction((tx) =>
    addCouncil(tx, {code: 'bench', name: 'Bench', area: 'Bench', ...contact}),
  );
  const person = async (name: string) => {
    const [row] = await owner.query<{id: string}[]>(
      `INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`,
      [...[councilId, name]],
    );
    return row?.id ?? '';
  };
  const holder = await person('Holder');
  const line = {
    deployment: 'direct_payment' as const,
    purpose: 'Support',
    weeklyPence: 25_000_000,
    contributionWeeklyPence: 0,
  };
  const days = {cycle: 'four_weekly' as const, cycleAnchor: today, startsOn: today, endsOn: null};
  await app.get(UnitOfWork).run(councilId, async (tx) => {
    for (let at = 0; at < LINES; at += 1) {
      await app.get(OpenLine).run(tx, {councilId}, holder, {...line, ...days}, addDays(today, 27));
    }
  });
  const periods = await owner.query<{id: string}[]>(`SELECT id FROM budget_period`);
  const staff: [string, string] = [await person('First'), await person('Second')];
  return {app, councilId, staff, periods: periods.map((row) => row.id)};
}

async function benchHolds(
  world: World,
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const {options: session} = servingOptions(environment).extra as {options: string};
  const pool = new pg.Pool({connectionString: environment.DATABASE_URL, options: session, max: 16});
  const facade = (periodOf: () => string) => () => throughFacade(world, periodOf());
  const raw = (periodOf: () => string) => () => sentRaw(pool, world.councilId, periodOf());
  const any = () => world.periods[Math.floor(Math.random() * LINES)] ?? '';
  const one = () => world.periods[0] ?? '';
  try {
    for (const [name, clients, periodOf] of [
      ['hold and commit', 1, any],
      ['hold and commit', 16, any],
      ['hold and commit, one hot line', 16, one],
    ] as const) {
      const figures = await interleaved(
        {
          raw: () => timed(clients, options.seconds, raw(periodOf)),
          facade: () => timed(clients, options.seconds, facade(periodOf)),
        },
        options.rounds,
      );
      const [ours, theirs] = [figures.get('facade') as Figures, figures.get('raw') as Figures];
      report.line({
        ...{bench: 'allocations', case: name, size: LINES, connections: clients},
        ...{rps: ours.rps, p50_ms: ours.p50, p95_ms: ours.p95, p99_ms: ours.p99},
        against: {name: 'plain SQL', rps: theirs.rps, p50_ms: theirs.p50},
        ratio: ours.rps / theirs.rps,
      });
    }
  } finally {
    await pool.end();
  }
}

async function throughFacade({app, councilId}: World, periodId: string): Promise<void> {
  const ledger = app.get(Ledger);
  const amounts = [{periodId, pence: 1}];
  const cause = {councilId, kind: 'bench', id: randomUUID()};
  await app.get(UnitOfWork).run(councilId, (tx) => ledger.holdCommitted(tx, cause, amounts));
}

const LOCK = `SELECT available_pence FROM period_balance WHERE period_id = $1 FOR NO KEY UPDATE`;
const POST = `
  WITH journal AS (INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id) VALUES ($1, $2, 'bench', $3) RETURNING id)
  INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
  SELECT $1, journal.id, $4, a, p FROM journal, (VALUES ($5, -1), ($6, 1)) AS side (a, p)`;

async function sentRaw(pool: pg.Pool, councilId: string, periodId: string): Promise<void> {
  const client = await pool.connect();
  const id = randomUUID();
  try {
    await client.query(`BEGIN`);
    await client.query(`SELECT set_config('app.council_id', $1, true)`, [councilId]);
    await client.query(LOCK, [periodId]);
    await client.query(POST, [councilId, 'hold', id, periodId, 'available', 'held']);
    await client.query(POST, [councilId, 'commit', id, periodId, 'held', 'committed']);
    await client.query(`COMMIT`);
  } finally {
    client.release();
  }
}

async function benchImport({app, councilId, staff}: World, rows: number, report: BenchReport): Promise<void> {
  const today = londonDay(new Date());
  const lines = Array.from(
    {length: rows},
    (_, at) => `SW-${at},Person of Number,AG-${at},${today},,310.${10 + (at % 90)},24.50,four-weekly`,
  );
  const text = ['person_reference,name,agreement,start,end,gross_weekly,client_contribution,frequency', ...lines].join(
    '\n',
  );
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  const begun = performance.now();
  const [first, second] = staff.map((id) => somebody(councilId, id));
  if (!first || !second) return;
  const {id} = await app.get(PrepareAllocations).run(first, {text, dates: 'iso', dryRun: false});
  const prepared = performance.now();
  await app.get(CloseAllocations).confirm(second, id ?? '');
  await app.get(ApplyAllocations).run(councilId, id ?? '');
  const applied = performance.now();
  clearInterval(watch);
  report.line(once('import: read, planned and kept', prepared - begun, rows));
  report.line(once('import: taken in', applied - prepared, rows));
  report.note(
    `allocations: ${Math.round(before / MEGABYTE)} MB before, ${Math.round(most / MEGABYTE)} MB at most while importing ${rows} rows`,
  );
}

const SLICE = 500_000;

/** The proof, after as many entries as are wanted: put in past the triggers, with their sums in the balances. */
async function benchProof({councilId, periods}: World, wanted: number, owner: DataSource, report: BenchReport) {
  const [there] = await owner.query<[{entries: number}]>(`SELECT count(*) AS entries FROM ledger_entry`);
  for (let missing = wanted - there.entries; missing > 0; missing -= SLICE) {
    const journals = Math.ceil(Math.min(missing, SLICE) / 2);
    await owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(
        `WITH journal AS (
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
         WHERE s.period_id = b.period_id`,
        [councilId, periods, journals],
      );
    });
  }
  await owner.query(`ANALYZE ledger_entry, ledger_journal`);
  const proving = performance.now();
  const {entries, faults} = await verifyLedger(owner);
  if (faults.length) throw new Error(faults[0]);
  report.line(once('ledger verify, entries', performance.now() - proving, entries));
}

function once(name: string, ms: number, size: number): BenchLine {
  const took = {rps: size / (ms / 1_000), p50_ms: ms, p95_ms: ms, p99_ms: ms};
  return {bench: 'allocations', case: name, size, connections: 1, ...took};
}

async function timed(clients: number, seconds: number, work: () => Promise<void>): Promise<Figures> {
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({length: clients}, async () => {
      while (performance.now() < begun + seconds * 1_000) {
        const sent = performance.now();
        await work();
        times.push(performance.now() - sent);
      }
    }),
  );
  return figuresOf(times, performance.now() - begun);
}
