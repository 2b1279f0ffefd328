import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {addDays, londonDay, type Day} from '@app/kernel';
import fc from 'fast-check';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

/**
 * Whatever reaches back in time: changes from a day long gone, purchases told of late and taken back, contributions
 * paid late, periods closed meanwhile. Beside it the slow way: days and sums on paper, and no database.
 */
let scenario: Scenario;
let finance: TestPerson;
const today = londonDay(new Date());
const start = addDays(today, -70);

beforeAll(async () => {
  scenario = await Scenario.open();
  finance = await scenario.world.person(scenario.council, 'Finance', ['finance']);
});
afterAll(() => scenario.close());

/** The first periods are over; the later ones are open whatever happens. */
const place = fc.integer({min: 0, max: 2});
const step = fc.oneof(
  fc.record({
    act: fc.constant('change' as const),
    after: fc.integer({min: 0, max: 90}),
    weekly: fc.integer({min: 0, max: 30_000}),
    contribution: fc.integer({min: 0, max: 6_000}),
  }),
  fc.record({
    act: fc.constant('buy' as const),
    after: fc.integer({min: 0, max: 70}),
    pence: fc.integer({min: 1, max: 60_000}),
  }),
  fc.record({act: fc.constant('take back' as const), which: fc.nat({max: 5})}),
  fc.record({act: fc.constant('pay in' as const), place, pence: fc.integer({min: 1, max: 20_000})}),
  fc.record({act: fc.constant('close' as const), place}),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
/** Each kind once, whatever chance brings after it: the first change would leave less than nothing, the last fits. */
const EACH_KIND: Step[] = [
  {act: 'buy', after: 3, pence: 30_000},
  {act: 'change', after: 0, weekly: 0, contribution: 0},
  {act: 'pay in', place: 0, pence: 100},
  {act: 'close', place: 0},
  {act: 'take back', which: 0},
  {act: 'change', after: 5, weekly: 20_000, contribution: 1_000},
];

interface Paper {
  id: string;
  startsOn: Day;
  endsOn: Day;
  allocated: number;
  contribution: number;
  paid: number;
  available: number;
  spent: number;
  rolled: number;
  closed: boolean;
}
type Terms = {from: Day; weekly: number; contribution: number};
/** What was bought: where it was taken from, how much, whether it was taken back. */
type Bought = {id: string; at: number; pence: number; back: boolean};
interface Book {
  holder: TestPerson;
  line: string;
  periods: Paper[];
  terms: Terms[];
  bought: Bought[];
}

/** Day by day, in sevenths of a penny, rounded where a period begins and ends. */
function worth(terms: readonly Terms[], {startsOn, endsOn}: Paper, sum: 'weekly' | 'contribution'): number {
  let sevenths = 0;
  let before = 0;
  for (let day = start; day <= endsOn; day = addDays(day, 1)) {
    if (day === startsOn) before = sevenths;
    const begun = terms.filter(({from}) => from <= day);
    const latest = begun.reduce((a, b) => (b.from >= a.from ? b : a));
    sevenths += latest[sum];
  }
  return Math.round(sevenths / 7) - Math.round(before / 7);
}

const nextOpen = (periods: readonly Paper[], at: number) =>
  periods.findIndex((each, index) => index > at && !each.closed);

/** What is left of a closed period goes on to the next that is open. */
function handOn(periods: Paper[], at: number): void {
  const [from, to] = [periods[at] as Paper, periods[nextOpen(periods, at)] as Paper];
  to.available += from.available;
  to.rolled -= from.available;
  from.rolled += from.available;
  from.available = 0;
}

/** The periods after new terms, or null where one would have less than nothing. */
function settled(periods: readonly Paper[], terms: readonly Terms[]): Paper[] | null {
  const after = periods.map((each) => ({...each}));
  let [allocated, contribution] = [0, 0];
  for (const each of after) {
    allocated += worth(terms, each, 'weekly') - each.allocated;
    contribution += worth(terms, each, 'contribution') - each.contribution;
    if (each.closed) continue;
    each.allocated += allocated;
    each.contribution += contribution;
    each.available += allocated + contribution;
    [allocated, contribution] = [0, 0];
  }
  return after.some((each) => each.available < 0) ? null : after;
}

const call = (person: TestPerson, path: string, body: object) => scenario.call(person, 'post', path, body);

/** Does it on paper and for real. @returns whether it was done */
async function perform(book: Book, each: Step): Promise<boolean> {
  const {holder, line, periods} = book;
  switch (each.act) {
    case 'change': {
      const terms = {from: addDays(start, each.after), weekly: each.weekly, contribution: each.contribution};
      const after = settled(periods, [...book.terms, terms]);
      const change = {kind: 'amount', from_day: terms.from, weekly_pence: terms.weekly};
      const more = {contribution_weekly_pence: terms.contribution, reason: 'For a test'};
      await call(finance, `/council/lines/${line}/changes`, {...change, ...more}).expect(after ? 201 : 422);
      if (after) Object.assign(book, {periods: after, terms: [...book.terms, terms]});
      return after !== null;
    }
    case 'buy': {
      const day = addDays(start, each.after);
      const own = periods.findIndex(({startsOn, endsOn}) => startsOn <= day && day <= endsOn);
      const at = periods[own]?.closed ? nextOpen(periods, own) : own;
      const period = periods[at] as Paper;
      const pence = Math.min(each.pence, period.available);
      const what = {budget_line_id: line, what: 'Lunch', bought_on: day, pence: each.pence, paid_with: 'cash'};
      const {id} = (await call(holder, '/purchases', what).expect(201)).body as {id: string};
      period.available -= pence;
      period.spent += pence;
      book.bought.push({id, at, pence, back: false});
      return true;
    }
    case 'take back': {
      const bought = book.bought[each.which % book.bought.length];
      if (!bought) return false;
      const path = `/purchases/${bought.id}/take-back`;
      await call(holder, path, {reason: 'For a test'}).expect(bought.back ? 422 : 204);
      if (bought.back) return false;
      const period = periods[bought.at] as Paper;
      period.spent -= bought.pence;
      period.available += bought.pence;
      if (period.closed) handOn(periods, bought.at);
      return (bought.back = true);
    }
    case 'pay in': {
      const period = periods[each.place] as Paper;
      const fits = period.paid + each.pence <= period.contribution;
      const move = {kind: 'contribution_paid', pence: each.pence, reason: 'For a test'};
      await call(finance, `/council/periods/${period.id}/moves`, move).expect(fits ? 201 : 422);
      if (fits) period.paid += each.pence;
      return fits;
    }
    case 'close': {
      const period = periods[each.place] as Paper;
      const over = period.endsOn < today;
      const expected = period.closed ? 409 : over ? 200 : 422;
      await call(finance, `/council/periods/${period.id}/close`, {reason: 'For a test'}).expect(expected);
      if (expected !== 200) return false;
      handOn(periods, each.place);
      return (period.closed = true);
    }
  }
}

const inTheBooks = (line: string) =>
  scenario.world.owner.query<Paper[]>(
    `SELECT p.id, p.starts_on AS "startsOn", p.ends_on AS "endsOn", b.allocated_pence AS allocated,
            b.contribution_pence AS contribution, b.contribution_paid_pence AS paid, b.available_pence AS available,
            b.spent_pence AS spent, b.rolled_over_pence AS rolled, b.closed_at IS NOT NULL AS closed
     FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on`,
    [line],
  );

async function opened(): Promise<Book> {
  const holder = await scenario.holder();
  const terms = {from: start, weekly: 10_000, contribution: 2_000};
  const line = {deployment: 'direct_payment', purpose: 'Out', cycle: 'four_weekly', starts_on: start};
  const sums = {weekly_pence: terms.weekly, contribution_weekly_pence: terms.contribution};
  const made = await call(finance, `/council/people/${holder.personId}/lines`, {...line, ...sums}).expect(201);
  const {id} = made.body as {id: string};
  return {holder, line: id, periods: await inTheBooks(id), terms: [terms], bought: []};
}

describe('any sequence of what reaches back in time', () => {
  it('leaves in every period exactly what days and sums on paper say', async () => {
    const [done, refused] = [new Map<string, number>(), new Map<string, number>()];
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 6, maxLength: 12}), async (steps) => {
        const book = await opened();
        for (const each of steps) {
          const counted = (await perform(book, each)) ? done : refused;
          counted.set(each.act, (counted.get(each.act) ?? 0) + 1);
          const books = await inTheBooks(book.line);
          expect({each, books: books.slice(0, book.periods.length)}).toEqual({each, books: book.periods});
        }
      }),
      {numRuns: 20, examples: [[EACH_KIND]]},
    );
    expect([...done.keys()].sort()).toEqual(['buy', 'change', 'close', 'pay in', 'take back']);
    expect(refused.get('change')).toBeGreaterThan(0);
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  }, 120_000);
});
