import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {drawn, verifyLedger, type Draw} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {boxes} from '../../support/day-boxes.js';
import {longLine} from '../../support/long-line.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const today = londonDay(new Date());

let scenario: Scenario;
let pages: PagesApp;
let worker: {close(): Promise<void>};
let finance: TestPerson;
let officer: Visitor;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  worker = await startWorker(scenario.database, scenario.api.clock);
  finance = await scenario.world.person(scenario.council, 'Fay Finance', ['finance']);
  officer = new Visitor(pages, finance);
});
afterAll(async () => {
  await worker.close();
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return scenario.world.owner.query<Row[]>(text, values);
}

/** Somebody whose £100 a week began twenty weeks ago and who has spent nothing: £2,000 paid in, eight weeks may be kept. */
const saver = () => longLine(scenario, finance, {weeklyPence: 10_000, contributionWeeklyPence: 0});

/** A letter to them, from the page. */
async function written(line: string): Promise<string> {
  const sent = await officer.post(`/council/monitoring/lines/${line}/letter`);
  expect([sent.status, sent.location]).toEqual([303, '/council/monitoring?done=sent']);
  const [row] = await sql<{id: string}>(`SELECT id FROM surplus_letter WHERE line_id = $1 AND decided_at IS NULL`, [
    line,
  ]);
  return row?.id ?? '';
}

const reclaimed = async (line: string) =>
  (
    await sql<{pence: number}>(
      `SELECT sum(b.reclaimed_pence)::bigint AS pence FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1`,
      [line],
    )
  )[0]?.pence;

describe('money left over', () => {
  it('is written about with the sum step by step, after what is kept back, and told', async () => {
    const {holder, line} = await saver();
    const before = await officer.get(`/council/monitoring/lines/${line}/letter`);
    expect(before.text).toContain('Left over £1,200.00');
    const id = await written(line);
    expect((await officer.post(`/council/monitoring/lines/${line}/letter`)).status).toBe(409);
    const body = async () =>
      (
        await sql<{body: string}>(`SELECT body FROM notice WHERE template = 'surplus_written' AND person_id = $1`, [
          holder.personId,
        ])
      )[0]?.body;
    await until(async () => Boolean(await body()));
    expect(await body()).toContain('You may keep 8 weeks of £100.00: £800.00\nLeft over: £1,200.00');
    const pdf = await fetch(`${pages.baseUrl}/budget/surplus/${id}/pdf`, {
      headers: {cookie: new Visitor(pages, holder).cookie},
    });
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toContain('/StructTreeRoot');
  });

  it('is not taken before an answer or the end of the time, nor past the page', async () => {
    const {line} = await saver();
    const id = await written(line);
    const decision = {decision: 'reclaim', pence: '100', reason: 'Nobody says what it is for.'};
    const early = await officer.post(`/council/surplus/${id}`, decision);
    expect([early.status, early.text]).toEqual([422, expect.stringContaining('Nothing is decided before.')]);
    const [period] = await sql<{id: string}>(
      `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on LIMIT 1`,
      [line],
    );
    const take = (cause: string, pence: number): [string, unknown[]] => [
      `WITH j AS (INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id) VALUES ($1, 'reclaim', 'surplus_letter', $2) RETURNING id)
       INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
       SELECT $1, j.id, $3, a, p FROM j, (VALUES ('available', -$4::bigint), ('reclaimed', $4::bigint)) AS s (a, p)`,
      [scenario.council, cause, period?.id, pence],
    ];
    await expect(sql(...take(id, 100))).rejects.toThrow('nothing is taken back without a letter');
    await expect(sql(...take(randomUUID(), 100))).rejects.toThrow('nothing is taken back without a letter');
    const decide = (more: string) =>
      sql(
        `UPDATE surplus_letter SET decision = 'reclaim', decided_pence = 10000, decision_reason = 'x', decided_by = sent_by, decided_at = ${more} WHERE id = $1`,
        [id],
      );
    await expect(decide('now()')).rejects.toThrow('surplus_letter_time_check');
    await decide(`now() + interval '29 days'`);
    // As much as was decided, and once.
    await expect(sql(...take(id, 9_999))).rejects.toThrow('what is taken back is what was decided');
    await sql(...take(id, 10_000));
    await expect(sql(...take(id, 10_000))).rejects.toThrow('ledger_journal_reclaim_key');
    expect(await reclaimed(line)).toBe(10_000);
  });

  it('is kept for what somebody saves for: it is ring-fenced, and is no surplus any more', async () => {
    const {holder, line} = await saver();
    const id = await written(line);
    const own = new Visitor(pages, holder);
    const unsaid = await own.post(`/budget/surplus/${id}`, {answer: 'save', text: ''});
    expect([unsaid.status, unsaid.linkedErrors]).toEqual([400, [expect.stringContaining('(#text)')]]);
    await own.post(`/budget/surplus/${id}`, {answer: 'save', text: 'A week at the sea in August.'});
    expect((await own.post(`/budget/surplus/${id}`, {answer: 'pay_back', text: ''})).status).toBe(422);
    const tooMuch = await officer.post(`/council/surplus/${id}`, {
      decision: 'save',
      pence: '1200.01',
      reason: 'Agreed.',
    });
    expect(tooMuch.status).toBe(400);
    await officer.post(`/council/surplus/${id}`, {decision: 'save', pence: '1200', reason: 'Agreed.'});
    expect((await own.get(`/budget/surplus/${id}`)).text).toContain('Keep it for what they save for : £1,200.00');
    expect((await officer.get(`/council/monitoring/lines/${line}/letter`)).text).toContain(
      'there is nothing to write about',
    );
    expect(await reclaimed(line)).toBe(0);
  });

  it('is answered by nobody else, and seen by nobody else', async () => {
    const {line} = await saver();
    const id = await written(line);
    const stranger = new Visitor(pages, await scenario.holder());
    expect((await stranger.get(`/budget/surplus/${id}`)).status).toBe(404);
    expect((await stranger.post(`/budget/surplus/${id}`, {answer: 'pay_back'})).status).toBe(404);
  });
});

describe('a rating and a sample', () => {
  it('ask no more of somebody than the rating says, and say so to them', async () => {
    const {holder, line, budget} = await saver();
    const buy = (what: string, pence: number) =>
      scenario
        .call(holder, 'post', '/purchases', {budget_line_id: line, what, bought_on: today, pence, paid_with: 'cash'})
        .expect(201);
    await buy('Bus', 240);
    await buy('A bicycle', 15_000);
    const own = new Visitor(pages, holder);
    expect((await own.get('/budget/checks')).text).toContain('You need to send no receipts.');
    const rate = (rating: string, by = addDays(today, 90)) =>
      officer.post(`/council/budgets/${budget}/monitoring`, {
        rating,
        reason: 'New to this, so we look in more.',
        ...boxes('by', by),
      });
    expect((await rate('amber', today)).status).toBe(400);
    await rate('amber');
    const told = () =>
      sql<{body: string}>(`SELECT body FROM notice WHERE template = 'budget_rated' AND person_id = $1`, [
        holder.personId,
      ]);
    await until(async () => (await told()).length > 0);
    expect((await told())[0]?.body).toContain('Why: New to this, so we look in more.');
    const asked = (await own.get('/budget/checks')).text;
    expect(asked).toContain('New to this, so we look in more.');
    expect(asked).toContain('Receipts to send A bicycle');
    expect(asked).not.toContain('Receipts to send Bus');
    await rate('red');
    // Of red all are drawn, and the same draw gives the same again, whatever happened since.
    const draw = await officer.post('/council/monitoring/samples', {
      ...boxes('from', addDays(today, -7)),
      ...boxes('to', today),
    });
    expect(draw.status).toBe(303);
    await rate('green');
    await buy('Coffee', 300);
    const [sample] = await sql<Draw & {id: string}>(
      `SELECT id, seed, from_day AS "fromDay", to_day AS "toDay", percents, drawn_at AS "drawnAt" FROM purchase_sample`,
    );
    if (!sample) throw new Error('nothing was drawn');
    const kept = await sql<{id: string}>(`SELECT purchase_id AS id FROM sampled_purchase ORDER BY 1`);
    expect(kept.length).toBe(2);
    const again = await scenario.api.app.get(UnitOfWork).run(scenario.council, (tx) => drawn(tx, sample));
    expect(again.chosen).toEqual(kept.map((each) => each.id));
    const [item] = await sql<{id: string}>(`SELECT id FROM sampled_purchase LIMIT 1`);
    const look = (outcome: string, note = '') =>
      officer.post(`${draw.location}/purchases/${item?.id ?? ''}`, {outcome, note});
    expect((await look('asked')).status).toBe(400);
    expect((await look('asked', 'Please send the receipt of the bus.')).status).toBe(303);
    expect((await look('in_order')).status).toBe(303);
    expect((await look('to_talk_about', 'No.')).status).toBe(422);
  });
});

describe('what a PA costs', () => {
  const ask = (more: Record<string, string> = {}) =>
    `/what-a-pa-costs?${new URLSearchParams({
      ...{rate: '13', hours: '20', worker: 'regular', age: '22', cover: 'yes', care: 'yes'},
      ...{amount: '1200', per: 'four_weeks', years: '5'},
      ...boxes('from', '2026-06-01'),
      ...more,
    }).toString()}`;

  it('is worked out for anybody, by the rates of the day, and held against the minimum wage of that day and age', async () => {
    const anybody = new Visitor(pages, null);
    expect((await anybody.get('/what-a-pa-costs')).status).toBe(200);
    const worked = (await anybody.get(ask())).text;
    expect(worked).toContain('£292.20 a week £15,194.40 a year, or £14.61 for each hour that somebody comes.');
    expect(worked).toContain('It is enough: £7.80 a week is left.');
    expect(worked).toMatch(/80% of it, and no more than £123\.25, is £123\.25 a week\. It is paid from the first day/);
    expect(worked).toMatch(/5 years, for each 1 × a week’s pay, counted as £260\.00 .* £1,300\.00/);
    expect(worked).toContain('15% above £5,000 a year, frozen to April 2031');
    const low = await anybody.get(ask({rate: '12.50'}));
    expect([low.status, low.linkedErrors]).toEqual([
      400,
      ['The least that may be paid at this age is £12.71 an hour from 1 June 2026 (#rate)'],
    ]);
    expect((await anybody.get(ask({rate: '12.50', ...boxes('from', '2026-03-31')}))).status).toBe(200);
    expect((await anybody.get(ask({rate: '10.90', age: '18'}))).status).toBe(200);
    for (const bad of [{rate: '1e309'}, {hours: '169'}, {hours: 'NaN'}, boxes('from', '2020-01-01')]) {
      expect((await anybody.get(ask(bad))).status).toBe(400);
    }
  });

  it('is held against a line of one’s own, period by period, and of nobody else’s', async () => {
    const {holder, line} = await saver();
    const own = new Visitor(pages, holder);
    const shown = (await own.get(ask({line, amount: '', ...boxes('from', today)}))).text;
    expect(shown).toContain('Would “Days out” pay it?');
    expect(shown).toMatch(/£[\d,.]+ too little/);
    const stranger = new Visitor(pages, await scenario.holder());
    expect((await stranger.get(ask({line}))).text).not.toContain('Days out');
  });

  it('takes a council’s own rate from a day to come, never back', async () => {
    const admin = new Visitor(pages, await scenario.world.person(scenario.council, 'Ada Admin', ['admin']));
    const rate = {code: 'payroll_year', value: '180', source: 'Our framework'};
    expect(
      (await admin.post('/council/employment-rates', {...rate, ...boxes('starts', addDays(today, -1))})).status,
    ).toBe(400);
    expect((await admin.post('/council/employment-rates', {...rate, ...boxes('starts', today)})).status).toBe(303);
    expect((await admin.post('/council/employment-rates', {...rate, ...boxes('starts', today)})).status).toBe(409);
    expect((await officer.get('/what-a-pa-costs')).value('payroll')).toBe('180.00');
    const rules = {
      ...{first: '6', then: '12', health: '2', health_source: 'Our NHS partner', soon: '56', limit: '50'},
      ...{source: 'Our scheme', ...boxes('starts', today)},
    };
    expect((await admin.post('/council/review-rules', {...rules, first: '7'})).status).toBe(400);
    expect((await admin.post('/council/review-rules', rules)).status).toBe(303);
    const asks = {
      ...{rating: 'green', receipts: 'none', large: '100', percent: '10', weeks: '26', source: 'Ours'},
      ...boxes('starts', today),
    };
    expect((await admin.post('/council/monitoring-rules', asks)).status).toBe(303);
    expect((await admin.get('/council/monitoring-rules')).text).toContain('10 in a hundred purchases in a sample');
    const bought = {large: '1', late: '30', many: '3', source: 'Finance rules 4.2', ...boxes('starts', today)};
    expect((await admin.post('/council/money-rules/spending', {...bought, large: '0'})).linkedErrors).toEqual([
      expect.stringContaining('(#large)'),
    ]);
    expect((await admin.post('/council/money-rules/spending', bought)).status).toBe(303);
    expect((await admin.post('/council/money-rules/spending', bought)).status).toBe(409);
    // Finance reads all of them, with the day and where each is written; the new rule of purchases counts at once.
    const read = (await officer.get('/council/money-rules')).text;
    expect(read).toMatch(/more than 1 × a week of the line.*Finance rules 4\.2/);
    expect(read).toMatch(/A personal health budget within 2 months: Our NHS partner/);
    const {holder, line} = await saver();
    const purchase = {budget_line_id: line, what: 'Chair', bought_on: today, pence: 10_001, paid_with: 'card'};
    await scenario.call(holder, 'post', '/purchases', purchase).expect(201);
    expect(await sql(`SELECT unusual FROM purchase WHERE what = 'Chair'`)).toEqual([{unusual: ['large']}]);
  });
});
