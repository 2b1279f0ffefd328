import {fork, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {londonDay} from '@app/kernel';
import {Scenario} from '../support/scenario.js';

/** `LEDGER_CHAOS=full` is the size that is asked of the product; otherwise as much as fits beside the other tests. */
const FULL = process.env.LEDGER_CHAOS === 'full';
const CLIENTS = 64;
const LINES = FULL ? 200 : 20;
const OPERATIONS = FULL ? 10_000 : 1_000;
const KILLS = FULL ? 10 : 2;
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

/** What the process is told to do, and what comes of it on paper. */
interface Operation {
  id: string;
  act: string;
  moves: Move[];
  period: string;
  next: string;
  closing: string;
  pence: number;
  spent: number;
  file?: string;
  agreements?: string[];
}

let scenario: Scenario;
let lines: {id: string; periods: string[]}[];
let staff: string[];

beforeAll(async () => {
  scenario = await Scenario.open();
  const person = (name: string) => scenario.world.add('person', {council_id: scenario.council, name});
  const holder = await person('Holder');
  staff = [await person('First'), await person('Second')];
  lines = await Promise.all(
    Array.from({length: LINES}, async () => {
      const id = await scenario.line({personId: holder}, FUNDED / 4, {weeks: 16});
      const rows = await scenario.world.owner.query<{id: string}[]>(
        `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on`,
        [id],
      );
      return {id, periods: rows.map((row) => row.id)};
    }),
  );
}, 60_000);
afterAll(() => scenario.close());

/** Always the same numbers, so that what was found can be looked for again. */
function numbers(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const HEADINGS = 'person_reference,name,agreement,start,end,gross_weekly,client_contribution,frequency';

function operation(pick: (below: number) => number): Operation {
  const line = lines[pick(lines.length)] as (typeof lines)[number];
  const [period = '', next = '', closing = ''] = [line.periods[pick(2)], line.periods[2], line.periods[3]];
  const pence = 1 + pick(2_500);
  const spent = Math.max(1, pence + pick(200) - 100);
  const move = (from: Account, to: Account, sum = pence, of = period) => ({period: of, from, to, pence: sum});
  const kinds: Record<string, Move[]> = {
    hold: [move('available', 'held')],
    commit: [move('held', 'committed')],
    'hold and commit': [move('available', 'held'), move('held', 'committed')],
    'release held': [move('held', 'available')],
    'release committed': [move('committed', 'available')],
    spend: [move('committed', 'spent', spent), move('committed', 'available', pence - spent)],
    buy: [move('available', 'spent')],
    keep: [move('available', 'ring_fenced')],
    'roll over': [move('available', 'rolled_over'), move('rolled_over', 'available', pence, next)],
    adjust: [move('allocated', 'available')],
    'adjust back': [move('available', 'allocated')],
    reverse: [],
    close: [],
    import: [],
  };
  // Holds are what happens most; an import is many lines at once.
  const acts = ['hold', 'hold', ...Object.keys(kinds).filter((each) => each !== 'import')];
  const act = pick(60) === 0 ? 'import' : (acts[pick(acts.length)] ?? 'hold');
  const made = {id: randomUUID(), act, moves: kinds[act] ?? [], period, next, closing, pence, spent};
  if (act !== 'import') return made;
  const agreements = Array.from({length: 5}, (_, at) => `${made.id}-${at}`);
  const rows = agreements.map((each) => `P-${each},Imported,${each},${londonDay(new Date())},,70.00,0.00,weekly`);
  return {...made, agreements, file: [HEADINGS, ...rows].join('\n')};
}

/** The process that does the work, and whoever waits for it. */
class Victim {
  private readonly waiting = new Map<string, (outcome: string) => void>();
  private child!: ChildProcess;

  async start(): Promise<void> {
    const {appUrl} = scenario.database;
    const env = {...process.env};
    delete env.NODE_OPTIONS;
    this.child = fork(
      join(import.meta.dirname, '..', 'support', 'ledger-process.js'),
      [...[appUrl, scenario.council, ...staff, '24']],
      {env, execArgv: []},
    );
    const {child} = this;
    child.on('message', ({id, outcome}: {id: string; outcome: string}) => this.settle(id, outcome));
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error('the process did not start')));
    });
    child.removeAllListeners('exit');
  }

  do(operation: Operation): Promise<string> {
    return new Promise((resolve) => {
      this.waiting.set(operation.id, resolve);
      this.child.send({...operation, moves: undefined});
    });
  }

  /** As a power cut would. What was not answered is not known. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
    for (const id of this.waiting.keys()) this.settle(id, 'unknown');
  }

  private settle(id: string, outcome: string): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
  }
}

describe('64 clients at once of a process that is killed in the middle of its work', () => {
  it('lose nothing that was acknowledged, make nothing up, and come to what the moves on paper come to', async () => {
    const done = new Map<string, Operation>();
    const unknown: Operation[] = [];
    const odd: string[] = [];
    const pick = numbers(7_919);
    const victim = new Victim();
    let [refused, begun] = [0, 0];
    for (let round = 0; round <= KILLS; round += 1) {
      await victim.start();
      // Killed at a place that nobody chose; the last round is done to its end.
      const until =
        round === KILLS ? OPERATIONS : Math.floor(((round + 0.5 + pick(100) / 200) * OPERATIONS) / (KILLS + 1));
      const killed: Promise<void>[] = [];
      const client = async () => {
        while (begun < OPERATIONS && !killed.length) {
          begun += 1;
          if (begun >= until && round < KILLS) killed.push(victim.kill());
          if (killed.length) return;
          const each = operation(pick);
          const outcome = await victim.do(each);
          if (outcome === 'done') done.set(each.id, each);
          else if (outcome === 'refused') refused += 1;
          else if (outcome === 'unknown') unknown.push(each);
          else odd.push(`${each.act}: ${outcome}`);
        }
      };
      await Promise.all(Array.from({length: CLIENTS}, client));
      await Promise.all(killed);
    }
    // Once more, so that what was left half way is gone on with.
    await victim.kill();
    await victim.start();
    await victim.kill();
    expect(odd).toEqual([]);
    expect(done.size).toBeGreaterThan(OPERATIONS / 4);
    expect(refused).toBeGreaterThan(0);
    expect(unknown.length).toBeGreaterThan(0);

    const {owner} = scenario.world;
    const written = await owner.query<{id: string}[]>(
      `SELECT DISTINCT cause_id AS id FROM ledger_journal WHERE cause_kind = 'chaos'`,
    );
    const there = new Set(written.map((row) => row.id));
    const moving = (each: Operation) => !['import', 'close'].includes(each.act);
    expect([...done.values()].filter((each) => moving(each) && !there.has(each.id))).toEqual([]);
    const accepted = [...done.values(), ...unknown.filter((each) => there.has(each.id))];
    expect(there.size).toBe(accepted.filter(moving).length);
    expect(await balances()).toEqual(onPaper(accepted));
    expect(await below()).toEqual([]);
    await requireImports([...done.values()], unknown);
    await requireClosed([...done.values()]);
    expect((await verifyLedger(owner)).faults).toEqual([]);
  }, 900_000);
});

/** What was acknowledged is there, once and whole; what nobody was told of is there whole or not at all. */
async function requireImports(done: readonly Operation[], unknown: readonly Operation[]): Promise<void> {
  const found = await scenario.world.owner.query<{reference: string; periods: number; pence: number}[]>(
    `SELECT l.reference, count(*) AS periods, sum(b.allocated_pence) AS pence
     FROM budget_line l JOIN budget_period p ON p.line_id = l.id JOIN period_balance b ON b.period_id = p.id
     WHERE l.reference IS NOT NULL GROUP BY l.id, l.reference`,
  );
  const byReference = new Map(found.map((row) => [row.reference, row]));
  expect(byReference.size).toBe(found.length);
  expect(found.filter((row) => Number(row.pence) !== Number(row.periods) * 7_000)).toEqual([]);
  for (const {agreements = []} of done) {
    expect(agreements.filter((each) => !byReference.has(each))).toEqual([]);
  }
  for (const {agreements = []} of unknown) {
    expect([0, agreements.length]).toContain(agreements.filter((each) => byReference.has(each)).length);
  }
}

async function requireClosed(done: readonly Operation[]): Promise<void> {
  const rows = await scenario.world.owner.query<{id: string}[]>(
    `SELECT period_id AS id FROM period_balance WHERE closed_at IS NOT NULL`,
  );
  const closed = new Set(rows.map((row) => row.id));
  expect(done.filter((each) => each.act === 'close' && !closed.has(each.closing))).toEqual([]);
}

const below = () =>
  scenario.world.owner.query<object[]>(`SELECT period_id FROM period_balance WHERE available_pence < -overdraft_pence`);

type Balances = Record<string, Record<string, number>>;

async function balances(): Promise<Balances> {
  const rows = await scenario.world.owner.query<({id: string} & Record<string, number>)[]>(
    `SELECT period_id AS id, ${ACCOUNTS.map((each) => `${each}_pence AS ${each}`).join()} FROM period_balance
     WHERE period_id = ANY ($1)`,
    [lines.flatMap((line) => line.periods)],
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
