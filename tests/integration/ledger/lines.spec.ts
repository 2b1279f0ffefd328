import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {boxes} from '../../support/day-boxes.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, monday, Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const today = londonDay(new Date());
const start = monday(today);
const WEEKLY = 10_000;

let scenario: Scenario;
let pages: PagesApp;
let finance: TestPerson;
let holder: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  finance = await scenario.world.person(scenario.council, 'Finance Person', ['finance']);
  holder = await scenario.holder();
  line = await scenario.line(holder, WEEKLY);
});
afterAll(async () => {
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

interface Changed {
  id: string | null;
  adjustments: {starts_on: string; allocated_before_pence: number; allocated_pence: number; overdrawn_pence: number}[];
}
const change = (body: object, dryRun = false) =>
  scenario.call(finance, 'post', `/council/lines/${line}/changes${dryRun ? '?dry_run=true' : ''}`, body);

/** What each period of the line was given, from its first on. */
async function given(of = line): Promise<number[]> {
  const rows = await scenario.world.owner.query<{pence: number}[]>(
    `SELECT b.allocated_pence AS pence FROM budget_period p JOIN period_balance b ON b.period_id = p.id
     WHERE p.line_id = $1 ORDER BY p.starts_on`,
    [of],
  );
  return rows.map((row) => row.pence);
}

const entries = async () => {
  const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*) AS n FROM ledger_entry`);
  return row?.n ?? 0;
};

describe('changing a line', () => {
  it('says first what would come of it, and keeps nothing of that', async () => {
    const before = await entries();
    const body = {kind: 'amount', from_day: addDays(start, 56), weekly_pence: 12_000, reason: 'More help at night.'};
    const sent = await change(body, true).expect(200);
    const {id, adjustments} = sent.body as Changed;
    expect(id).toBeNull();
    expect(adjustments[0]).toMatchObject({
      starts_on: addDays(start, 56),
      allocated_before_pence: 40_000,
      allocated_pence: 48_000,
    });
    expect(await entries()).toBe(before);
  });

  it('adds entries for what differs from a day on, in the middle of a period too, and edits nothing', async () => {
    await change({kind: 'amount', from_day: addDays(start, 63), weekly_pence: 17_000, reason: 'More help.'}).expect(
      201,
    );
    expect((await given()).slice(0, 4)).toEqual([40_000, 40_000, 10_000 + 3 * 17_000, 68_000]);
    const stay = {kind: 'suspension', from_day: addDays(start, 28), to_day: addDays(start, 34), reason: 'In hospital.'};
    const sent = await change(stay).expect(201);
    expect((await given())[1]).toBe(30_000);
    const wrong = {kind: 'withdrawn', replaces_id: (sent.body as Changed).id, reason: 'It was somebody else.'};
    await change(wrong).expect(201);
    await change(wrong).expect(404);
    expect((await given())[1]).toBe(40_000);
  });

  it('takes back nothing that is promised unless an officer lets it be overdrawn, and says so', async () => {
    const provider = await scenario.provider(5);
    const paid = booking(provider, line, at(1, 2, '09:00'), at(1, 2, '17:00'));
    await scenario.call(holder, 'post', '/bookings', paid).expect(201);
    const body = {kind: 'amount', from_day: start, weekly_pence: 1_000, reason: 'Assessed again.'};
    const refused = await change(body).expect(422);
    expect(refused.body).toMatchObject({code: 'ALLOCATION_INSUFFICIENT', periods: [{missing_pence: 11_600 - 4_000}]});
    const sent = await change({...body, allow_overdraft: true}).expect(201);
    expect((sent.body as Changed).adjustments[0]?.overdrawn_pence).toBe(7_600);
    const more = await scenario.call(
      holder,
      'post',
      '/bookings',
      booking(provider, line, at(1, 3, '09:00'), at(1, 3, '10:00')),
    );
    expect(more.body).toMatchObject({code: 'ALLOCATION_INSUFFICIENT', available_pence: 0});
  });

  it('ends, and goes on when the end is put off', async () => {
    const ended = await change({kind: 'end', from_day: addDays(start, 83), reason: 'Moves away.'}).expect(201);
    expect((await given()).slice(3)).toEqual(expect.arrayContaining([0]));
    const later = {
      kind: 'end',
      from_day: addDays(start, 90),
      reason: 'Moves later.',
      replaces_id: (ended.body as Changed).id,
    };
    await change(later).expect(201);
    expect((await given()).slice(3, 5)).toEqual([17_000, 0]);
    const list = await scenario.call(holder, 'get', '/budgets').expect(200);
    expect(list.text).toContain(`"ends_on":"${addDays(start, 90)}"`);
  });

  it.each([
    [{kind: 'amount', from_day: start, reason: 'x'}, 'weekly_pence', 400],
    [{kind: 'amount', from_day: start, weekly_pence: -1, reason: 'x'}, 'weekly_pence', 400],
    [{kind: 'amount', from_day: start, weekly_pence: 1e13, reason: 'x'}, 'weekly_pence', 400],
    [{kind: 'amount', from_day: start, weekly_pence: '1,000', reason: 'x'}, 'weekly_pence', 400],
    [{kind: 'amount', from_day: '2019-02-29', weekly_pence: 1, reason: 'x'}, 'from_day', 400],
    [{kind: 'amount', from_day: '2019-02-28', weekly_pence: 1, reason: 'x'}, 'from_day', 400],
    [{kind: 'suspension', from_day: start, to_day: addDays(start, -1), reason: 'x'}, 'to_day', 400],
    [{kind: 'end', from_day: start, reason: ' '}, 'reason', 400],
  ])('refuses %j, naming %s', async (body, field, status) => {
    const said = (await change(body).expect(status)) as {body: {errors: {field: string}[]}};
    expect(said.body.errors[0]?.field).toBe(field);
  });
});

describe('an overdraft', () => {
  it('is stated by an officer with a reason, and a booking goes as far below nought as that, and no further', async () => {
    const poor = await scenario.holder();
    const purse = await scenario.line(poor, 500, {weeks: 4});
    const provider = await scenario.provider(9);
    const hour = (from: string, to: string) =>
      scenario.call(poor, 'post', '/bookings', booking(provider, purse, at(1, 2, from), at(1, 2, to)));
    await hour('09:00', '10:00').expect(201);
    const short = await hour('10:00', '11:00').expect(422);
    expect(short.body).toMatchObject({
      ...{code: 'ALLOCATION_INSUFFICIENT', needed_pence: 1_450, available_pence: 550},
      choices: [
        {choice: 'fewer_visits', pays_pence: 550},
        {choice: 'another_line', missing_pence: 900},
        {choice: 'own_money', missing_pence: 900},
        {choice: 'ask_for_review'},
      ],
    });
    const [period] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT p.id FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1 AND b.held_pence > 0`,
      [purse],
    );
    const path = `/council/periods/${period?.id ?? ''}/overdraft`;
    await scenario.call(poor, 'post', path, {pence: 900, reason: 'I want to.'}).expect(403);
    await scenario.call(finance, 'post', path, {pence: 900, reason: ' '}).expect(400);
    await scenario.call(finance, 'post', path, {pence: 900, reason: 'Until the review.'}).expect(204);
    await hour('10:00', '11:00').expect(201);
    await hour('11:00', '11:15').expect(422, /ALLOCATION_INSUFFICIENT/);
    const [kept] = await scenario.world.owner.query<object[]>(
      `SELECT b.available_pence AS left, o.reason, o.allowed_by AS by FROM period_balance b JOIN overdraft o USING (period_id)
       WHERE b.period_id = $1`,
      [period?.id],
    );
    expect(kept).toEqual({left: -900, reason: 'Until the review.', by: finance.personId});
  });
});

describe('opening a line', () => {
  const opened = (more: object) =>
    scenario.call(finance, 'post', `/council/people/${holder.personId}/lines`, {
      ...{
        deployment: 'direct_payment',
        purpose: 'Days out',
        cycle: 'weekly',
        starts_on: '2028-02-29',
        weekly_pence: 700,
      },
      ...more,
    });

  it.each([
    [{ends_on: '2028-02-28'}, 'ends_on'],
    [{starts_on: '2027-02-29'}, 'starts_on'],
    [{restriction: 'Only for swimming'}, 'restriction_reason'],
    [{cycle: 'once', one_off_pence: 100}, 'ends_on'],
    [{one_off_pence: 100}, 'one_off_pence'],
    [{paid_to: 'notional'}, 'paid_to'],
  ])('is refused with %j, naming %s', async (more, field) => {
    const said = (await opened(more).expect(400)) as {body: {errors: {field: string}[]}};
    expect(said.body.errors[0]?.field).toBe(field);
  });

  it('takes a contribution that is larger than what the council gives: both are there, and what is left is both', async () => {
    const made = await opened({starts_on: today, contribution_weekly_pence: 5_000}).expect(201);
    const [row] = await scenario.world.owner.query<object[]>(
      `SELECT allocated_pence AS given, contribution_pence AS own, available_pence AS left FROM budget_period p
       JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on LIMIT 1`,
      [(made.body as {id: string}).id],
    );
    expect(row).toEqual({given: 700, own: 5_000, left: 5_700});
  });
});

describe('what a budget is worth', () => {
  it('is early, then final, each with its reasons; the person reads what changed', async () => {
    const [row] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT budget_id AS id FROM budget_line WHERE id = $1`,
      [line],
    );
    const path = `/council/budgets/${row?.id ?? ''}`;
    const officer = new Visitor(pages, finance);
    const figure = {
      kind: 'indicative',
      weekly: '310',
      ...boxes('dated', today),
      reasons: 'Points for help with meals.',
    };
    expect((await officer.post(`${path}/figure`, figure)).location).toBe(`${path}?done=figure`);
    const final = {...figure, kind: 'final', weekly: '325.50', reasons: 'What the plan costs.'};
    const unsaid = await officer.post(`${path}/figure`, final);
    expect([unsaid.status, unsaid.linkedErrors]).toEqual([
      422,
      ['Say what changed since the figure before. (#changed)'],
    ]);
    expect(unsaid.value('reasons')).toBe('What the plan costs.');
    await officer.post(`${path}/figure`, {...final, changed: 'One evening more.'});
    const own = await new Visitor(pages, holder).get('/budget');
    expect(own.text).toContain('Final figure: £325.50 a week');
    expect(own.text).toContain('£15.50 a week more than before');
    expect(own.text).toContain('What changed: One evening more.');
  });

  it('is found, opened and changed on the council’s pages, with a look before anything is kept', async () => {
    const officer = new Visitor(pages, finance);
    const found = await officer.post('/council/budgets', {name: holder.name});
    expect(found.text).toContain(holder.name);
    const person = `/council/people/${holder.personId}/line`;
    const once = {
      ...{
        budget: 'carer',
        purpose: 'A washing machine',
        deployment: 'direct_payment',
        paid_to: 'card',
        funder: 'council',
      },
      ...{cycle: 'once', amount: '450.99', ...boxes('starts', today), restriction: 'Rent'},
    };
    const asked = await officer.post(person, once);
    expect(asked.linkedErrors).toEqual(['Money that is given once needs a last day. (#ends-day)']);
    const unsaid = await officer.post(person, {...once, ...boxes('ends', addDays(today, 60))});
    expect(unsaid.linkedErrors).toEqual(['Say why the line is restricted, or leave it open. (#restriction_reason)']);
    const opened = await officer.post(person, {
      ...once,
      ...boxes('ends', addDays(today, 60)),
      restriction_reason: 'It is for a machine.',
    });
    expect(opened.location).toMatch(/done=line$/);
    const budget = await officer.get(opened.location);
    expect(budget.text).toContain('£450.99');
    const answers = {
      kind: 'amount',
      ...boxes('from', addDays(start, 56)),
      weekly: '90',
      contribution: '0',
      reason: 'Less needed.',
    };
    const check = await officer.post(`/council/lines/${line}/change`, {...answers, step: 'check'});
    expect(check.text).toContain('Check the change');
    expect(check.text).toContain('£80.00 more in all. Less needed.');
    const done = await officer.post(`/council/lines/${line}/change`, {...answers, step: 'confirm'});
    expect(done.location).toMatch(/done=change$/);
    expect((await officer.get(done.location)).text).toContain('£90.00 a week, £0.00 of their own');
    expect((await officer.get(`/council/lines/${line}`)).text).toContain('may go down to −£76.00');
  });
});
