import {execFile} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {Ledger} from '@app/allocations';
import {FixedClock} from '@app/kernel';
import {connection, servingOptions, UnitOfWork, type Environment} from '@app/platform';
import pg from 'pg';
import {DataSource} from 'typeorm';
import {withUseCases} from '../demonstration/use-cases.js';
import type {Bench, BenchOptions, BenchReport} from './bench.js';
import {benchBudgetPage} from './budget-page.js';
import {startBenchServers, type BenchServers} from './bench-servers.js';
import {figuresOf, interleaved, type Figures} from './harness.js';
import type {ImportFigures} from './import-process.js';
import {benchProof} from './ledger-proof.js';
import {LINES, linesWorld, once, type LinesWorld} from './lines-world.js';

const ROWS = 20_000;
const MEGABYTE = 1_048_576;
const run = promisify(execFile);

/**
 * Holding and committing through the facade beside plain SQL, one hot line, an import, and the proof of it all.
 * The first size is how many rows are imported, the second how many entries the proof goes through at least.
 */
export const benchAllocations: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const owner = await new DataSource(connection(servers.superuserUrl)).initialize();
  try {
    await withUseCases(servers.environment, new FixedClock(new Date()), async (app) => {
      const world = await linesWorld(app, owner);
      await benchHolds(world, servers.environment, options, report);
      await benchBudgetPage({...world, owner}, servers.environment, options, report);
      await benchImport(world, servers, options.sizes[0] ?? ROWS, report);
      if (options.sizes[1]) await benchProof(world, options.sizes[1], owner, report);
    });
  } finally {
    await owner.destroy();
    await servers.stop();
  }
};

async function benchHolds(
  world: LinesWorld,
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

async function throughFacade({app, councilId}: LinesWorld, periodId: string): Promise<void> {
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

async function benchImport(
  {councilId, staff}: LinesWorld,
  {environment}: BenchServers,
  rows: number,
  report: BenchReport,
) {
  const {DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR} = environment;
  const {stdout} = await run(
    process.execPath,
    [join(import.meta.dirname, 'import-process.js'), councilId, ...staff, String(rows)],
    {env: {...process.env, DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR, LOG_LEVEL: 'error'}},
  );
  const {readMs, takenMs, before, most} = JSON.parse(stdout) as ImportFigures;
  report.line(once('import: read, planned and kept', readMs, rows));
  report.line(once('import: taken in', takenMs, rows));
  const [had, needed] = [before, most].map((bytes) => Math.round(bytes / MEGABYTE));
  report.note(`allocations: a process of ${had} MB, ${needed} MB at most while importing ${rows} rows`);
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
