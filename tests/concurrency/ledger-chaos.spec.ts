import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Funds, Ledger, requireAvailable, verifyLedger, type Cause} from '@app/allocations';
import {DomainError} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {connectAs} from '../support/catalogue.js';
import {decidedLetter} from '../support/decided-letter.js';
import {Scenario} from '../support/scenario.js';

/** `LEDGER_CHAOS=full` is the size that is asked of the product; otherwise as much as fits beside the other tests. */
const FULL = process.env.LEDGER_CHAOS === 'full';
const CLIENTS = 64;
const LINES = FULL ? 200 : 20;
const OPERATIONS = FULL ? 10_000 : 1_500;
const CUTS = FULL ? 10 : 3;
const FUNDED = 40_000;

const ACCOUNTS = [
  ...['allocated', 'contribution', 'available', 'held', 'committed', 'spent', 'ring_fenced'],
  ...['rolled_over', 'reclaimed', 'written_off'],
] as const;
type Account = (typeof ACCOUNTS)[number];
/** Money comes from these. */
const SOURCES: readonly string[] = ['allocated', 'contribution', 'written_off'];

interface Move {
  period: string;
  from: Account;
  to: Account;
  pence: number;
}

interface Operation {
  id: string;
  moves: Move[];
  run: (tx: Tx, cause: Cause) => Promise<unknown>;
}

let scenario: Scenario;
let app: DataSource;
let uow: UnitOfWork;
let lines: {id: string; periods: string[]}[];
const ledger = new Ledger();
const funds = new Funds();

beforeAll(async () => {
  scenario = await Scenario.open();
  app = await connectAs('app', scenario.database, 24);
  uow = new UnitOfWork(app);
  const holder = await scenario.world.add('person', {council_id: scenario.council, name: 'Holder'});
  lines = await Promise.all(
    Array.from({length: LINES}, async () => {
      const id = await scenario.line({personId: holder}, FUNDED / 4, {weeks: 12});
      const rows = await scenario.world.owner.query<{id: string}[]>(
        `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on`,
        [id],
      );
      return {id, periods: rows.map((row) => row.id)};
    }),
  );
}, 60_000);
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

/** Always the same numbers, so that what was found can be looked for again. */
function numbers(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function operation(pick: (below: number) => number): Operation {
  const line = lines[pick(lines.length)] as (typeof lines)[number];
  const [period = '', next = ''] = [line.periods[pick(2)], line.periods[2]];
  const pence = 1 + pick(2_500);
  const one = [{periodId: period, pence}];
  const [id, move] = [
    randomUUID(),
    (from: Account, to: Account, sum = pence, of = period) => ({period: of, from, to, pence: sum}),
  ];
  const spent = Math.max(1, pence + pick(200) - 100);
  const kinds: Omit<Operation, 'id'>[] = [
    // The way that bookings go: locked, looked at, held.
    {moves: [move('available', 'held')], run: (tx, cause) => hold(tx, cause, period, pence)},
    {moves: [move('available', 'held')], run: (tx, cause) => hold(tx, cause, period, pence)},
    {moves: [move('held', 'committed')], run: (tx, cause) => ledger.commit(tx, cause, one)},
    {moves: [move('held', 'available')], run: (tx, cause) => ledger.release(tx, cause, 'held', one)},
    {moves: [move('committed', 'available')], run: (tx, cause) => ledger.release(tx, cause, 'committed', one)},
    {
      moves: [move('committed', 'spent', spent), move('committed', 'available', pence - spent)],
      run: (tx, cause) => ledger.spend(tx, cause, [{periodId: period, committed: pence, spent}]),
    },
    {moves: [move('available', 'spent')], run: (tx, cause) => ledger.buy(tx, cause, one)},
    {moves: [move('available', 'ring_fenced')], run: (tx, cause) => ledger.ringFence(tx, cause, 'keep', one)},
    {
      moves: [move('available', 'reclaimed')],
      run: async (tx, cause) => {
        await decidedLetter(tx, cause.id, cause.councilId, period, pence);
        await ledger.reclaim(tx, {...cause, kind: 'surplus_letter'}, one);
      },
    },
    {
      moves: [move('available', 'rolled_over'), move('rolled_over', 'available', pence, next)],
      run: (tx, cause) => ledger.rollOver(tx, cause, {periodId: period, pence}, next),
    },
    {
      moves: [move('allocated', 'available')],
      run: (tx, cause) =>
        ledger.adjust(tx, cause, 'adjust', [{periodId: period, allocatedPence: pence, contributionPence: 0}]),
    },
    {
      moves: [move('available', 'allocated')],
      run: (tx, cause) =>
        ledger.adjust(tx, cause, 'adjust', [{periodId: period, allocatedPence: -pence, contributionPence: 0}]),
    },
    // Done and taken back in one: nothing is left of it.
    {
      moves: [],
      run: async (tx, cause) => {
        await hold(tx, cause, period, pence);
        await ledger.reverse(tx, cause, cause.id);
      },
    },
  ];
  return {id, ...(kinds[pick(kinds.length)] as Omit<Operation, 'id'>)};
}

async function hold(tx: Tx, cause: Cause, periodId: string, pence: number): Promise<void> {
  requireAvailable(await funds.lockById(tx, [periodId]), [{periodId, pence}]);
  await ledger.hold(tx, cause, [{periodId, pence}]);
}

/** As a process that is killed leaves the database: every connection of it is gone in the middle of what it did. */
const cut = () =>
  scenario.world.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'alongside_app' AND datname = current_database()`,
  );

describe('64 clients at once, cut off in the middle of their work', () => {
  it('lose nothing that was acknowledged, make nothing up, and come to what the moves on paper come to', async () => {
    const done = new Map<string, Operation>();
    const unknown: Operation[] = [];
    const odd: unknown[] = [];
    let [refused, begun, cuts] = [0, 0, 0];
    const client = async (number: number) => {
      const pick = numbers(number * 7_919);
      while (begun < OPERATIONS) {
        begun += 1;
        if (begun >= ((cuts + 1) * OPERATIONS) / (CUTS + 1) && cuts < CUTS) {
          cuts += 1;
          await cut();
        }
        const each = operation(pick);
        const cause = {councilId: scenario.council, kind: 'chaos', id: each.id};
        try {
          await uow.run(scenario.council, (tx) => each.run(tx, cause));
          done.set(each.id, each);
        } catch (error) {
          if (error instanceof DomainError || databaseError(error)?.code === '23514') refused += 1;
          else if (isCut(error)) unknown.push(each);
          else odd.push(error);
        }
      }
    };
    await Promise.all(Array.from({length: CLIENTS}, (_, number) => client(number)));
    expect(odd).toEqual([]);
    expect(cuts).toBe(CUTS);
    expect(done.size).toBeGreaterThan(OPERATIONS / 4);
    expect(refused).toBeGreaterThan(0);
    expect(unknown.length).toBeGreaterThan(0);

    const written = await scenario.world.owner.query<{id: string}[]>(
      `SELECT DISTINCT cause_id AS id FROM ledger_journal WHERE cause_kind IN ('chaos', 'surplus_letter')`,
    );
    const there = new Set(written.map((row) => row.id));
    expect([...done.keys()].filter((id) => !there.has(id))).toEqual([]);
    const accepted = [...done.values(), ...unknown.filter((each) => there.has(each.id))];
    expect(there.size).toBe(accepted.length);
    expect(await balances()).toEqual(onPaper(accepted));
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  }, 300_000);
});

function isCut(error: unknown): boolean {
  const code = databaseError(error)?.code ?? (error as {code?: string}).code;
  return (
    code === '57P01' ||
    code === '08006' ||
    /terminat|closed|not queryable|already released|ECONNRESET/i.test(String(error))
  );
}

type Balances = Record<string, Record<string, number>>;

async function balances(): Promise<Balances> {
  const rows = await scenario.world.owner.query<({id: string} & Record<string, number>)[]>(
    `SELECT period_id AS id, ${ACCOUNTS.map((each) => `${each}_pence AS ${each}`).join()} FROM period_balance`,
  );
  return Object.fromEntries(rows.map(({id, ...sums}) => [id, sums]));
}

/** The slow way: every move that was accepted, on paper. */
function onPaper(accepted: readonly Operation[]): Balances {
  const paper: Balances = {};
  for (const period of lines.flatMap((line) => line.periods)) {
    const nothing = Object.fromEntries(ACCOUNTS.map((account) => [account, 0]));
    paper[period] = {...nothing, allocated: FUNDED, available: FUNDED};
  }
  const add = (period: string, account: Account, pence: number) => {
    const sums = paper[period] ?? {};
    sums[account] = (sums[account] ?? 0) + (SOURCES.includes(account) ? -pence : pence);
  };
  for (const {period, from, to, pence} of accepted.flatMap((each) => each.moves)) {
    add(period, from, -pence);
    add(period, to, pence);
  }
  return paper;
}
