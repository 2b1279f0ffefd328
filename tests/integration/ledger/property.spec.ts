import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Ledger, verifyLedger, type Cause} from '@app/allocations';
import {DomainError} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import fc from 'fast-check';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let ledger: Ledger;
let uow: UnitOfWork;
let holders = 0;

beforeAll(async () => {
  scenario = await Scenario.open();
  ledger = scenario.api.app.get(Ledger);
  uow = scenario.api.app.get(UnitOfWork);
});
afterAll(() => scenario.close());

/** A hold says what is left; everything else the database refuses. */
function refusedAs(error: unknown): string {
  const code = error instanceof DomainError ? error.code : databaseError(error)?.code;
  return ['ALLOCATION_INSUFFICIENT', '23514'].includes(code ?? '') ? 'refused' : String(error);
}

/** The slow way: seven numbers for each period, and no database. */
const ACCOUNTS = ['allocated', 'contribution', 'available', 'held', 'committed', 'spent', 'ring_fenced'] as const;
type Numbers = Record<(typeof ACCOUNTS)[number], number>;

const pence = fc.integer({min: 0, max: 3_000});
const place = fc.integer({min: 0, max: 1});
const amount = fc.record({place, pence});
const step = fc.oneof(
  fc.record({act: fc.constantFrom('hold' as const, 'commit' as const), amounts: fc.array(amount, {maxLength: 3})}),
  fc.record({
    act: fc.constant('release' as const),
    from: fc.constantFrom('held' as const, 'committed' as const),
    amounts: fc.array(amount, {maxLength: 3}),
  }),
  fc.record({act: fc.constant('spend' as const), place, committed: pence, spent: pence}),
  fc.record({act: fc.constant('fund' as const), place, pence, contribution: pence}),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a step makes of the numbers, or null when it may not be. */
function expected(before: readonly Numbers[], each: Step): Numbers[] | null {
  const after = before.map((numbers) => ({...numbers}));
  const move = (at: number, from: keyof Numbers, to: keyof Numbers, sum: number) => {
    const numbers = after[at] as Numbers;
    numbers[from] -= sum;
    numbers[to] += sum;
  };
  if (each.act === 'fund') {
    const numbers = after[each.place] as Numbers;
    numbers.allocated += each.pence;
    numbers.contribution += each.contribution;
    numbers.available += each.pence + each.contribution;
  } else if (each.act === 'spend') {
    move(each.place, 'committed', 'spent', each.spent);
    move(each.place, 'committed', 'available', each.committed - each.spent);
  } else {
    const [from, to] = {hold: ['available', 'held'], commit: ['held', 'committed'], release: ['', 'available']}[
      each.act
    ];
    const source = each.act === 'release' ? each.from : (from as keyof Numbers);
    for (const {place: at, pence: sum} of each.amounts) move(at, source, to as keyof Numbers, sum);
  }
  return after.every((numbers) => Object.values(numbers).every((number) => number >= 0)) ? after : null;
}

async function perform(tx: Tx, cause: Cause, periods: readonly string[], each: Step): Promise<void> {
  const periodOf = (at: number) => periods[at] ?? '';
  if (each.act === 'fund') return ledger.fund(tx, cause, periodOf(each.place), each.pence, each.contribution);
  if (each.act === 'spend') {
    const {committed, spent} = each;
    return ledger.spend(tx, cause, [{periodId: periodOf(each.place), committed, spent}]);
  }
  const amounts = each.amounts.map((every) => ({periodId: periodOf(every.place), pence: every.pence}));
  if (each.act === 'release') return ledger.release(tx, cause, each.from, amounts);
  return ledger[each.act](tx, cause, amounts);
}

/** Two new periods of nothing, and what they hold. */
async function twoPeriods(): Promise<string[]> {
  const holder = await scenario.world.add('person', {council_id: scenario.council, name: `Holder ${(holders += 1)}`});
  const line = await scenario.line({personId: holder}, 0, {weeks: 8});
  const rows = await scenario.world.owner.query<{id: string}[]>(
    `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on LIMIT 2`,
    [line],
  );
  return rows.map((row) => row.id);
}

function held(periods: readonly string[]): Promise<Numbers[]> {
  return scenario.world.owner.query<Numbers[]>(
    `SELECT ${ACCOUNTS.map((account) => `${account}_pence AS ${account}`).join()} FROM period_balance
     WHERE period_id = ANY($1) ORDER BY array_position($1, period_id)`,
    [periods],
  );
}

describe('any sequence of holds, commitments, releases and spending', () => {
  it('leaves exactly what seven numbers on paper say, and nothing of a step that may not be', async () => {
    let done = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 4, maxLength: 9}), async (steps) => {
        const periods = await twoPeriods();
        let numbers = await held(periods);
        const funded: Step[] = [0, 1].map((at) => ({act: 'fund', place: at, pence: 5_000, contribution: 500}));
        for (const each of [...funded, ...steps]) {
          const next = expected(numbers, each);
          const cause = {councilId: scenario.council, kind: 'test', id: randomUUID()};
          const outcome = await uow
            .run(scenario.council, (tx) => perform(tx, cause, periods, each))
            .then(
              () => 'done',
              (error: unknown) => refusedAs(error),
            );
          expect({each, outcome}).toEqual({each, outcome: next ? 'done' : 'refused'});
          if (next) done += 1;
          else refused += 1;
          numbers = next ?? numbers;
          expect(await held(periods)).toEqual(numbers);
        }
      }),
      {numRuns: 50},
    );
    expect(done).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(50);
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  }, 60_000);
});
