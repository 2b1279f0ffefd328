import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {OpenLineFor, verifyLedger} from '@app/allocations';
import {RemoveDue} from '@app/register';
import {addDays, addMonths, londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {reviewForm} from '../../support/review-form.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const today = londonDay(new Date());

let scenario: Scenario;
let pages: PagesApp;
let worker: {close(): Promise<void>};
let finance: TestPerson;
let second: TestPerson;
let approver: TestPerson;
let reviewer: Visitor;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  worker = await startWorker(scenario.database, scenario.api.clock);
  const person = (name: string, role: 'finance' | 'approver') => scenario.world.person(scenario.council, name, [role]);
  finance = await person('Fay Finance', 'finance');
  second = await person('Sid Second', 'finance');
  approver = await person('Ada Approver', 'approver');
  reviewer = new Visitor(pages, finance);
});
afterAll(async () => {
  await worker.close();
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

/** Somebody whose budget began so many months ago, at £100 a week. */
async function holderSince(months: number) {
  const holder = await scenario.holder();
  const startsOn = addMonths(today, -months);
  const principal = {councilId: scenario.council, personId: finance.personId, permissions: new Set(['budget:manage'])};
  const {id: line, budgetId: budget} = await scenario.api.app
    .get(OpenLineFor)
    .run(principal as never, holder.personId, {
      ...{deployment: 'direct_payment', purpose: 'Support at home', cycle: 'four_weekly', cycleAnchor: startsOn},
      ...{startsOn, endsOn: null, weeklyPence: 10_000, contributionWeeklyPence: 0},
    });
  return {holder, line, budget, startsOn};
}

const amount = (line: string, weekly: string, fromDay = addDays(today, 30)) => ({
  ...{result: 'amount', line, weekly, contribution: '0', summary: 'More swimming.'},
  ...boxes('from', fromDay),
});

function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return scenario.world.owner.query<Row[]>(text, values);
}

async function given(line: string): Promise<number> {
  const [row] = await sql<{pence: number}>(
    `SELECT sum(allocated_pence)::bigint AS pence FROM budget_period p JOIN period_balance b ON b.period_id = p.id
     WHERE p.line_id = $1 AND p.starts_on <= $2`,
    [line, addDays(today, 90)],
  );
  return row?.pence ?? 0;
}

describe('a review', () => {
  it('is due within six months of the first payment, then yearly, and sooner where somebody asks', async () => {
    const {budget, holder, startsOn} = await holderSince(7);
    const due = async () => (await reviewer.get(`/council/budgets/${budget}/reviews`)).text;
    expect((await reviewer.get('/council/reviews')).text).toContain('1 overdue, 0 due soon.');
    expect(await due()).toMatch(/Overdue It has to be a full one/);
    // A light look does not stand in for the first full review.
    const light = reviewForm(today, {kind: 'light', 'met-0': '', 'outcome-0': '', 'words-0': ''});
    expect((await reviewer.post(`/council/budgets/${budget}/review`, light)).status).toBe(303);
    const next = async () =>
      (
        await sql<{day: string}>(`SELECT next_due_on AS day FROM budget_review WHERE budget_id = $1 ORDER BY id DESC`, [
          budget,
        ])
      )[0]?.day;
    expect(await next()).toBe(addDays(today, 1));
    await reviewer.post(`/council/budgets/${budget}/review`, reviewForm(today));
    expect(await next()).toBe(addMonths(today, 12));
    const own = new Visitor(pages, holder);
    expect((await own.get('/plan/reviews')).text).toContain('Once a month is too little.');
    await own.post(`/plan/reviews/${budget}/ask`, {text: 'My sister moves away.'});
    expect((await own.post(`/plan/reviews/${budget}/ask`, {text: 'Again.'})).status).toBe(409);
    expect((await reviewer.get('/council/reviews')).text).toContain('The person asked for it');
    expect(startsOn < today).toBe(true);
  });

  it('changes the line forward within the limit, and tells the person', async () => {
    const {budget, holder, line} = await holderSince(2);
    const before = await given(line);
    const form = reviewForm(today, amount(line, '145'));
    const check = await reviewer.post(`/council/budgets/${budget}/review`, {...form, step: 'check'});
    expect(check.text).toContain('£145.00 a week from');
    expect(await given(line)).toBe(before);
    const sent = await reviewer.post(`/council/budgets/${budget}/review`, form);
    expect([sent.status, sent.location]).toEqual([303, '/council/reviews?done=recorded']);
    expect(await given(line)).toBeGreaterThan(before);
    const body = async () =>
      (
        await sql<{body: string}>(`SELECT body FROM notice WHERE template = 'review_decided' AND person_id = $1`, [
          holder.personId,
        ])
      )[0]?.body;
    await until(async () => Boolean(await body()));
    expect(await body()).toContain('£145.00 a week for “Support at home”');
    const own = new Visitor(pages, holder);
    expect((await own.get('/plan/reviews')).text).toContain('before it £100.00');
  });

  it('waits for a second person above the limit, who is not the one that held it, in the database too', async () => {
    const {budget, line} = await holderSince(2);
    const before = await given(line);
    const sent = await reviewer.post(`/council/budgets/${budget}/review`, reviewForm(today, amount(line, '151')));
    expect(sent.location).toBe('/council/reviews?done=waiting');
    const [row] = await sql<{id: string}>(`SELECT id FROM budget_review WHERE budget_id = $1`, [budget]);
    const path = `/council/reviews/${row?.id ?? ''}`;
    expect(await given(line)).toBe(before);
    expect((await reviewer.post(path, {decision: 'approved'})).status).toBe(403);
    const decide = `UPDATE budget_review SET state = 'refused', decided_by = $2, decided_at = now(), decided_note = 'No' WHERE id = $1`;
    await expect(sql(decide, [row?.id, finance.personId])).rejects.toThrow('budget_review_four_eyes_check');
    await expect(
      sql(
        `INSERT INTO budget_review (council_id, budget_id, kind, held_on, how, took_part, summary, result, line_id, from_day,
           before_pence, weekly_pence, contribution_weekly_pence, limit_pence, next_due_on, state, recorded_by, recorded_at)
         SELECT council_id, budget_id, kind, held_on, how, took_part, summary, result, line_id, from_day, before_pence,
           weekly_pence, contribution_weekly_pence, limit_pence, next_due_on, 'recorded', recorded_by, recorded_at
         FROM budget_review WHERE id = $1`,
        [row?.id],
      ),
    ).rejects.toThrow(/budget_review_(limit|change)_check/);
    const other = new Visitor(pages, approver);
    expect((await other.get('/council/reviews')).text).toContain('£151.00 a week');
    expect((await other.post(path, {decision: 'refused', note: ''})).status).toBe(400);
    expect((await other.post(path, {decision: 'approved'})).status).toBe(303);
    expect(await given(line)).toBeGreaterThan(before);
    expect((await new Visitor(pages, second).post(path, {decision: 'approved'})).status).toBe(422);
  });

  it.each([
    ['a first day that has come', {...boxes('from', today)}, 'from-day'],
    ['a sum of nothing', {weekly: '1e309'}, 'weekly'],
    ['nobody who took part', {took_part: ''}, 'took_part'],
    ['no outcome in a full review', {'met-0': '', 'outcome-0': '', 'words-0': ''}, 'met-0'],
    ['a day that has not come', {...boxes('held', addDays(today, 1))}, 'held-day'],
    ['a next one too late', {...boxes('next', addMonths(today, 13))}, 'next-day'],
  ])('is refused with %s', async (_, more, box) => {
    const {budget, line} = await holderSince(1);
    const sent = await reviewer.post(
      `/council/budgets/${budget}/review`,
      reviewForm(today, {...amount(line, '101'), ...more}),
    );
    expect([sent.status, sent.linkedErrors[0]]).toEqual([400, expect.stringContaining(`(#${box})`)]);
  });
});

describe('a carer with a budget of their own', () => {
  it('buys from it, and not from that of whom they care for', async () => {
    const {line: adults} = await holderSince(1);
    const carer = await scenario.world.person(scenario.council, 'Carl Carer', ['carer']);
    const principal = {
      councilId: scenario.council,
      personId: finance.personId,
      permissions: new Set(['budget:manage']),
    };
    const own = {
      ...{
        deployment: 'direct_payment' as const,
        purpose: 'Time off from caring',
        cycle: 'weekly' as const,
        startsOn: today,
      },
      ...{cycleAnchor: today, endsOn: null, weeklyPence: 5_000, contributionWeeklyPence: 0},
    };
    const {id: line} = await scenario.api.app.get(OpenLineFor).run(principal as never, carer.personId, own, 'carer');
    const buy = (of: string) =>
      scenario.call(carer, 'post', '/purchases', {
        ...{budget_line_id: of, what: 'Cinema', bought_on: today, pence: 900, paid_with: 'cash'},
      });
    await buy(line).expect(201);
    await buy(adults).expect(404);
    expect((await new Visitor(pages, carer).get('/budget')).text).toContain('Budget as a carer');
  });
});

describe('figures of budgets', () => {
  it('count people and never show who: small numbers are left out, and shares stand against the target', async () => {
    const commissioner = new Visitor(
      pages,
      await scenario.world.person(scenario.council, 'Cora Counts', ['commissioner']),
    );
    const target = {code: 'adults_direct', share: '30', source: 'The plan', ...boxes('starts', addMonths(today, -12))};
    expect((await commissioner.post('/council/figures/targets', {...target, share: '101'})).status).toBe(400);
    expect((await commissioner.post('/council/figures/targets', target)).status).toBe(303);
    const {holder} = await holderSince(1);
    const own = new Visitor(pages, holder);
    expect((await own.post('/budget/survey')).status).toBe(400);
    expect((await own.post('/budget/survey', {control: 'better', mind: 'worse'})).status).toBe(303);
    expect((await own.post('/budget/survey', {control: 'better'})).status).toBe(409);
    const kept = await sql<object>(`SELECT who, answers FROM outcome_survey`);
    expect(kept).toEqual([{who: 'holder', answers: ['', 'better', '', '', 'worse', '', '', '']}]);
    const shown = (await commissioner.get('/council/figures')).text;
    expect(shown).toContain('Outcomes at reviews');
    expect(shown).toMatch(/Fully met not shown/);
    expect(shown).toMatch(/Adults with a direct payment, [\w ]+ [\d,\w ]+ 30%/);
    expect(shown).toContain('A say over one’s life not shown not shown not shown');
  });
});

describe('what was said in a review', () => {
  it('goes after six years, and that it was held, and what it decided, stays', async () => {
    const {budget} = await holderSince(2);
    await reviewer.post(`/council/budgets/${budget}/review`, reviewForm(today));
    const said = () =>
      sql<object>(
        `SELECT r.summary, r.result, o.text, o.met FROM budget_review r JOIN review_outcome o ON o.review_id = r.id
         WHERE r.budget_id = $1`,
        [budget],
      );
    const before = await said();
    const remove = () => scenario.api.app.get(RemoveDue, {strict: false}).run();
    await remove();
    expect(await said()).toEqual(before);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(
        `UPDATE budget_review SET held_on = held_on - interval '84 months', next_due_on = next_due_on - interval '84 months' WHERE budget_id = $1`,
        [budget],
      );
    });
    await remove();
    const removed = 'Removed by a retention rule.';
    expect(await said()).toEqual([{summary: removed, result: 'unchanged', text: removed, met: 'partly'}]);
  });
});

describe('a personal health budget', () => {
  it('is looked at within three months of its own first payment', async () => {
    const {budget, holder} = await holderSince(2);
    await reviewer.post(`/council/budgets/${budget}/review`, reviewForm(today));
    const due = async () =>
      (
        (await scenario.call(finance, 'get', `/council/budgets/${budget}/reviews`).expect(200)).body as {
          due: {due_on: string};
        }
      ).due.due_on;
    expect(await due()).toBe(addMonths(today, 12));
    const line = {
      ...{deployment: 'personal_health_budget', paid_to: 'direct', funder: 'nhs', council_share_bp: 0},
      ...{purpose: 'Physiotherapy', cycle: 'four_weekly', starts_on: today, weekly_pence: 5_000},
    };
    await scenario.call(finance, 'post', `/council/people/${holder.personId}/lines`, line).expect(201);
    expect(await due()).toBe(addMonths(today, 3));
  });
});

describe('a council that looks early', () => {
  it('has a first look after so many weeks, and shows it where it is due', async () => {
    await sql(
      `INSERT INTO review_rule (council_id, early_weeks, first_months, then_months, soon_days, limit_pence, source, starts_on)
       VALUES ($1, 6, 6, 12, 56, 5000, 'Our scheme', $2)`,
      [scenario.council, addDays(today, -1)],
    );
    const {budget, startsOn} = await holderSince(2);
    const first = await scenario.call(finance, 'get', `/council/budgets/${budget}/reviews`).expect(200);
    expect(first.body).toMatchObject({due: {due_on: addDays(startsOn, 42), when: 'overdue', needs_full: true}});
    // A light look is that first one; the full one is still due within six months of the first payment.
    const light = {
      kind: 'light',
      held_on: today,
      how: 'phone',
      took_part: 'The person',
      summary: 'Well.',
      outcomes: [],
    };
    await scenario.call(finance, 'post', `/council/budgets/${budget}/reviews`, light).expect(201);
    const after = await scenario.call(finance, 'get', `/council/budgets/${budget}/reviews`).expect(200);
    expect(after.body).toMatchObject({
      due: {due_on: addMonths(startsOn, 6), needs_full: true},
      reviews: [{kind: 'light'}],
    });
  });
});
