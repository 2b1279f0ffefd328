import {OpenLine} from '@app/allocations';
import {sessionCookie} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork, type Environment} from '@app/platform';

import type {INestApplicationContext} from '@nestjs/common';
import type {DataSource} from 'typeorm';
import type {BenchOptions, BenchReport} from './bench.js';
import {benchSession} from './bench-session.js';
import {inTurn, interleaved, load} from './harness.js';
import {startProcess} from './product-process.js';

const CONNECTIONS = 10;
const YEARS_OF_DAYS = 5 * 365;
const ENTRIES = 100_000;

/** The pages on which somebody reads a budget with five years behind it: all lines, and one with the entries of a period. */
export async function benchBudgetPage(
  {app, councilId, owner}: {app: INestApplicationContext; councilId: string; owner: DataSource},
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const today = londonDay(new Date());
  const [row] = await owner.query<{id: string}[]>(
    `INSERT INTO person (council_id, name) VALUES ($1, 'Five Years') RETURNING id`,
    [councilId],
  );
  const holder = row?.id ?? '';
  const startsOn = addDays(today, -YEARS_OF_DAYS);
  const line = {deployment: 'direct_payment' as const, purpose: 'Support', weeklyPence: 50_000};
  const days = {cycle: 'four_weekly' as const, cycleAnchor: startsOn, startsOn, endsOn: null};
  const lineId = await app
    .get(UnitOfWork)
    .run(councilId, (tx) =>
      app.get(OpenLine).run(tx, {councilId}, holder, {...line, ...days, contributionWeeklyPence: 0}, today),
    );
  // Each of the periods has its share of visits: held, committed, spent.
  await owner.query(
    `WITH period AS (SELECT p.id, row_number() OVER () AS at, count(*) OVER () AS total FROM budget_period p WHERE p.line_id = $2),
     journal AS (
       INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id)
       SELECT $1, 'spend', 'bench', p.id FROM period p, generate_series(1, ($3 / 2 / p.total)::integer) RETURNING id, cause_id)
     INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
     SELECT $1, j.id, j.cause_id, side.account, side.pence
     FROM journal j, (VALUES ('available', -10), ('spent', 10)) AS side (account, pence)`,
    [councilId, lineId, ENTRIES],
  );
  const token = await owner.transaction(async (tx) => {
    const [account] = await tx.query<{id: string}[]>(
      `INSERT INTO account (person_id, council_id, email, password_hash) VALUES ($1, $2, 'five@bench.example', 'none') RETURNING id`,
      [holder, councilId],
    );
    await tx.query(`INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, 'holder', $3)`, [
      ...[councilId, holder, startsOn],
    ]);
    return benchSession(tx, councilId, account?.id ?? '');
  });
  await owner.query(`ANALYZE`);
  const headers = {cookie: `${sessionCookie(environment.SECURE_COOKIES === 'yes')}=${token}`};
  const web = await startProcess('web', environment);
  try {
    const page = (path: string) => () =>
      load({
        ...{url: web.url, connections: CONNECTIONS, seconds: options.seconds},
        next: inTurn([{method: 'GET', path, headers}], CONNECTIONS),
      });
    const pages = {'budget page': page('/budget'), 'line page, entries of a period': page(`/budget/lines/${lineId}`)};
    for (const warmUp of Object.values(pages)) await warmUp();
    for (const [name, {rps, p50, p95, p99}] of await interleaved(pages, options.rounds)) {
      report.line({
        ...{bench: 'allocations', case: name, size: ENTRIES, connections: CONNECTIONS, rps},
        ...{p50_ms: p50, p95_ms: p95, p99_ms: p99},
      });
    }
  } finally {
    await web.stop();
  }
}
