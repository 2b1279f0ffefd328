import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {verifyLedger} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {longLine} from '../../support/long-line.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const today = londonDay(new Date());

let scenario: Scenario;
let pages: PagesApp;
let finance: TestPerson;
let officer: Visitor;

beforeAll(async () => {
  scenario = await Scenario.open();
  pages = await startPages(scenario.database, scenario.api.clock);
  finance = await scenario.world.person(scenario.council, 'Fay Finance', ['finance']);
  officer = new Visitor(pages, finance);
});
afterAll(async () => {
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return scenario.world.owner.query<Row[]>(text, values);
}

const spend = (holder: TestPerson, line: string) =>
  scenario
    .call(holder, 'post', '/purchases', {
      ...{budget_line_id: line, what: 'Train', bought_on: today, pence: 10_001, paid_with: 'card'},
    })
    .expect(201);

/** £80 a week of the council's and £20 of one's own for twenty weeks, of which £100.01 is spent; eight weeks may be kept. */
async function payer() {
  const made = await longLine(scenario, finance, {weeklyPence: 8_000, contributionWeeklyPence: 2_000});
  await spend(made.holder, made.line);
  return made;
}

const sumOf = async (budget: string) =>
  (
    (await scenario.call(finance, 'get', `/council/budgets/${budget}/monitoring`).expect(200)).body as {
      lines: Record<string, number | boolean>[];
    }
  ).lines[0] ?? {};

/** A letter that was answered, to be decided. */
async function answered(holder: TestPerson, line: string): Promise<string> {
  expect((await officer.post(`/council/monitoring/lines/${line}/letter`)).status).toBe(303);
  const [row] = await sql<{id: string}>(`SELECT id FROM surplus_letter WHERE line_id = $1 AND decided_at IS NULL`, [
    line,
  ]);
  const id = row?.id ?? '';
  await scenario.call(holder, 'post', `/surplus-letters/${id}/answer`, {answer: 'pay_back'}).expect(204);
  return id;
}

interface Case {
  own: number;
  council: number;
  reclaimed: number;
  used: number;
  kept: number;
  first: boolean;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    own: fc.nat(400),
    council: fc.nat(400),
    reclaimed: fc.nat(400),
    used: fc.nat(900),
    kept: fc.nat(300),
    first: fc.boolean(),
  })
  .map((each) => ({...each, reclaimed: Math.min(each.reclaimed, each.council)}));

/** Penny by penny, as if each had a name on it. */
function countedSlowly({own, council, reclaimed, used, kept, first}: Case) {
  const paidIn = own + council;
  const left = paidIn - reclaimed - used;
  let mine = own;
  for (let penny = 1; penny <= used; penny += 1) {
    const isMine = first
      ? mine > 0
      : paidIn > 0 && Math.floor((penny * own) / paidIn) > Math.floor(((penny - 1) * own) / paidIn);
    if (isMine && mine > 0) mine -= 1;
  }
  const ownLeft = Math.min(mine, Math.max(left, 0));
  const surplus = left - kept;
  if (surplus <= 0) return {ownLeft, ownSurplus: 0, surplus, left};
  let ownSurplus = first ? ownLeft : 0;
  if (first) for (let penny = 0; penny < kept; penny += 1) ownSurplus = Math.max(0, ownSurplus - 1);
  const all = left + reclaimed;
  for (let penny = 1; !first && penny <= surplus + reclaimed; penny += 1) {
    if (Math.ceil((penny * ownLeft) / all) > Math.ceil(((penny - 1) * ownLeft) / all)) ownSurplus += 1;
  }
  return {ownLeft, ownSurplus: Math.min(ownSurplus, surplus), surplus, left};
}

describe('what somebody put in themselves', () => {
  it('is counted to the penny as if each penny had a name on it, and no reclaim reaches it', async () => {
    const tried = fc.sample(cases, 500);
    const slow = tried.map(countedSlowly);
    const rows = await sql<{left: number; surplus: number}>(
      `SELECT o.own_left AS left, own_part_of_surplus(c.surplus, o.own_left, c.remains, c.reclaimed, c.first) AS surplus
       FROM jsonb_to_recordset($1) AS c (n bigint, own bigint, paid bigint, used bigint, remains bigint, surplus bigint,
         reclaimed bigint, first boolean)
       CROSS JOIN LATERAL (SELECT own_part_left(c.own, c.paid, c.used, c.remains, c.first) AS own_left) o ORDER BY c.n`,
      [
        JSON.stringify(
          tried.map((each, n) => ({
            ...{n, own: each.own, paid: each.own + each.council, used: each.used, reclaimed: each.reclaimed},
            ...{remains: slow[n]?.left, surplus: slow[n]?.surplus, first: each.first},
          })),
        ),
      ],
    );
    expect(rows).toEqual(slow.map((each) => ({left: each.ownLeft, surplus: each.ownSurplus})));
    for (const {ownLeft, ownSurplus, surplus, left} of slow.filter((each) => each.surplus > 0)) {
      expect(ownSurplus).toBeLessThanOrEqual(surplus);
      // What the council may take leaves at least all that is theirs.
      expect(left - (surplus - ownSurplus)).toBeGreaterThanOrEqual(ownLeft);
    }
  });

  it('is said in the letter, on paper, in the statement and to programs, and stays', async () => {
    const {holder, line, budget} = await payer();
    const sums = {own_given_pence: 40_000, own_left_pence: 38_000, own_surplus_pence: 22_000, surplus_pence: 109_999};
    expect(await sumOf(budget)).toMatchObject({...sums, may_reclaim_pence: 87_999, contribution_first: false});
    const id = await answered(holder, line);
    const own = new Visitor(pages, holder);
    const letter = (await own.get(`/budget/surplus/${id}`)).text;
    expect(letter).toContain('Left over £1,099.99 Of this your own part, which stays yours − £220.00');
    expect(letter).toContain('What the council may ask back at most £879.99');
    expect(letter).toContain('£400.00 of your part is not noted as paid in');
    const statement = (await own.get('/budget/statement')).text;
    expect(statement).toContain('Of the £1,899.99 that is left of all periods, £380.00 is what you put in yourself');
    expect(statement).toContain('What was spent in each period');
    const [plain, large] = [
      await own.get(`/budget/surplus/${id}/pdf`),
      await own.get(`/budget/surplus/${id}/pdf?print=large`),
    ];
    expect(pageCount(large.html)).toBeGreaterThan(pageCount(plain.html));
    // An ordinary statement, with its picture, is one sheet.
    expect(pageCount((await own.get('/budget/statement/pdf')).html)).toBe(1);
    const decide = (pence: string) =>
      officer.post(`/council/surplus/${id}`, {decision: 'reclaim', pence, reason: 'So.'});
    const tooMuch = await decide('880');
    expect([tooMuch.status, tooMuch.linkedErrors]).toEqual([
      400,
      ['Give an amount from 1p to £879.99: the rest of what is left over is what the person paid in. (#pence)'],
    ]);
    await expect(
      sql(
        `UPDATE surplus_letter SET decision = 'reclaim', decided_pence = 88000, decision_reason = 'x', decided_by = sent_by,
           decided_at = now() WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('surplus_letter_own_stays_check');
    // Two at once: one counts.
    const both = await Promise.all([decide('879.99'), decide('879.99')]);
    expect(both.map((each) => each.status).sort()).toEqual([303, 422]);
    // What is left over now is theirs: a second letter would find nothing of the council's in it.
    expect(await sumOf(budget)).toMatchObject({surplus_pence: 22_000, own_surplus_pence: 22_000, may_reclaim_pence: 0});
    const again = await officer.post(`/council/monitoring/lines/${line}/letter`);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('It is their own money')]);
  });

  it('is used up first where the line or a dated rule of the council says so', async () => {
    const holder = await scenario.holder();
    const startsOn = addDays(today, -139);
    const opened = await officer.post(`/council/people/${holder.personId}/line`, {
      ...{budget: 'adult', purpose: 'Days out', deployment: 'direct_payment', funder: 'council', cycle: 'four_weekly'},
      ...{amount: '80', contribution: '20', method: 'net', own_first: 'yes', weeks: '8', ...boxes('starts', startsOn)},
    });
    const budget = /budgets\/([\w-]+)/.exec(opened.location)?.[1] ?? '';
    expect((await officer.get(opened.location)).text).toContain('It is used before the council’s part');
    await spend(holder, String((await sumOf(budget)).line_id));
    // £299.99 of £400 is left of it: it is part of the eight weeks that may be kept.
    const first = {own_left_pence: 29_999, own_surplus_pence: 0, may_reclaim_pence: 109_999, contribution_first: true};
    expect(await sumOf(budget)).toMatchObject(first);
    const {budget: other} = await payer();
    const admin = new Visitor(pages, await scenario.world.person(scenario.council, 'Ada Admin', ['admin']));
    const rule = {
      least: '50',
      days: '28',
      source: 'Policy 5',
      own: 'own_first',
      own_source: '',
      ...boxes('starts', today),
    };
    const unsaid = await admin.post('/council/money-rules/surplus', rule);
    expect([unsaid.status, unsaid.linkedErrors]).toEqual([400, [expect.stringContaining('(#own_source)')]]);
    const whole = {...rule, own_source: 'Policy 6'};
    const past = {...whole, ...boxes('starts', addDays(today, -1))};
    expect((await admin.post('/council/money-rules/surplus', past)).status).toBe(400);
    expect((await officer.post('/council/money-rules/surplus', whole)).status).toBe(403);
    expect((await admin.post('/council/money-rules/surplus', whole)).status).toBe(303);
    expect(await sumOf(other)).toMatchObject(first);
    expect((await officer.get('/council/money-rules')).text).toMatch(
      /from £50\.00 on, with 28 days to answer.*used before the council’s part, and never taken back: Policy 6/,
    );
  });
});

const pageCount = (html: string) => html.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
