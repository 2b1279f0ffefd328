import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {addDays, addMonths, londonDay, type Day} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {fundOf, thisMonth} from '../../support/fund-world.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const [before, last] = [addMonths(thisMonth, -2), addMonths(thisMonth, -1)];

let scenario: Scenario;
let pages: PagesApp;
let finance: TestPerson;
let isf: TestPerson;
let fundHolder: Visitor;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  finance = await scenario.world.person(scenario.council, 'Fay Finance', ['finance']);
  isf = await scenario.world.person(scenario.council, 'Trent Funds', ['isf']);
  fundHolder = new Visitor(pages, isf);
});
afterAll(async () => {
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return scenario.world.owner.query<Row[]>(text, values);
}

/** A fund at £20 an hour with £25 a month for managing it, since the month before last. */
async function fund() {
  const holder = await scenario.holder();
  const {line} = await fundOf(scenario, holder, isf, finance);
  const [year, month] = before.split('-');
  const terms = {month: String(Number(month)), year: year ?? '', hour: '20', management: '25', source: 'The agreement'};
  expect((await new Visitor(pages, finance).post(`/council/lines/${line}/fund`, terms)).status).toBe(303);
  return {holder, line, own: new Visitor(pages, holder)};
}

const use = (line: string, onDay: Day, hours: string, minutes = '0') =>
  fundHolder.post(`/funds/lines/${line}/uses`, {...boxes('on', onDay), what: 'Swimming', hours, minutes});
const send = (line: string, more: Record<string, string> = {}) => fundHolder.post(`/funds/lines/${line}/send`, more);

interface Row {
  id: string;
  funded: number;
  added: number;
  before: number;
  banked: number;
  cost: number;
  state: string;
}

const statements = (line: string) =>
  sql<Row>(
    `SELECT id, funded_pence AS funded, added_minutes AS added, before_minutes AS before, banked_minutes AS banked,
            cost_pence AS cost, state FROM fund_statement WHERE line_id = $1 ORDER BY month, sent_at`,
    [line],
  );

describe('a fund that somebody else holds', () => {
  it('is stated month by month, with banked hours, and its money is spent when the person says yes', async () => {
    const {line, own} = await fund();
    expect((await use(line, addDays(before, 3), '2', '30')).status).toBe(303);
    expect((await use(line, addDays(before, 9), '0', '0')).status).toBe(400);
    expect((await send(line)).status).toBe(303);
    const [first] = await statements(line);
    // £20 an hour: a minute costs 33⅓p, and none of the money is lost on the way.
    expect(first).toMatchObject({before: 0, cost: 5_000 + 2_500, state: 'sent'});
    expect(first?.added).toBe(Math.floor((((first?.funded ?? 0) - 2_500) * 60) / 2_000));
    expect(first?.banked).toBe((first?.added ?? 0) - 150);
    expect((await use(line, addDays(before, 4), '1')).status).toBe(422);
    expect((await own.get('/budget')).text).toContain('Statements of the fund');
    const path = `/budget/funds/statements/${first?.id ?? ''}`;
    const shown = (await own.get(path)).text;
    expect(shown).toContain('Managing the fund £25.00');
    expect(shown).toMatch(/Banked for the next month \d+ h/);
    expect((await own.post(`${path}/confirm`)).status).toBe(303);
    expect((await own.post(`${path}/confirm`)).status).toBe(422);
    const [spent] = await sql<{pence: number}>(
      `SELECT sum(b.spent_pence)::bigint AS pence FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1`,
      [line],
    );
    expect(spent?.pence).toBe(7_500);
    await use(line, addDays(last, 1), '1');
    await send(line);
    const [, second] = await statements(line);
    expect(second?.before).toBe(first?.banked);
    expect((await send(line)).status).toBe(400);
    const csv = await fetch(`${pages.baseUrl}/budget/funds/statements/${second?.id ?? ''}/csv`, {
      headers: {cookie: own.cookie},
    });
    expect(await csv.text()).toContain(`Banked from the months before,${first?.banked ?? ''}`);
    const pdf = await fetch(`${pages.baseUrl}/funds/statements/${second?.id ?? ''}/pdf`, {
      headers: {cookie: fundHolder.cookie},
    });
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toContain('/StructTreeRoot');
    expect((await own.get(`/budget/funds/statements/${second?.id ?? ''}`)).text).toContain('PDF in large print');
    const pagesOf = async (print: string) =>
      (await own.get(`/budget/funds/statements/${second?.id ?? ''}/pdf${print}`)).html.match(/\/Type \/Page\b(?!s)/g)
        ?.length ?? 0;
    expect(await pagesOf('?print=large')).toBeGreaterThan(await pagesOf(''));
  });

  it('is asked about, put right and sent again; nothing of it can be made up past the page', async () => {
    const {line, own} = await fund();
    await use(line, addDays(before, 3), '22');
    expect((await send(line)).status).toBe(422);
    const [wrong] = await sql<{id: string}>(`SELECT id FROM fund_use WHERE line_id = $1`, [line]);
    await fundHolder.post(`/funds/lines/${line}/uses/${wrong?.id ?? ''}/remove`);
    await use(line, addDays(before, 3), '4');
    await send(line);
    const [first] = await statements(line);
    const path = `/budget/funds/statements/${first?.id ?? ''}`;
    expect((await own.post(`${path}/query`, {text: ''})).status).toBe(400);
    await own.post(`${path}/query`, {text: 'It was three hours.'});
    expect((await fundHolder.get(`/funds/lines/${line}`)).text).toContain('It was three hours.');
    expect((await send(line)).status).toBe(303);
    expect((await statements(line)).map((each) => each.state)).toEqual(['queried', 'sent']);
    const copy = (change: string) =>
      sql(
        `INSERT INTO fund_statement (council_id, line_id, month, hour_pence, management_pence, funded_pence, carry_before, carry_after,
           before_minutes, added_minutes, returned_minutes, used_minutes, pooled_minutes, lapsed_minutes, banked_minutes, cost_pence, sent_by, sent_at)
         SELECT council_id, line_id, (month + interval '1 month')::date, hour_pence, management_pence, management_pence, carry_after, carry_after,
           banked_minutes, 0, 0, 0, 0, 0, ${change}, management_pence, sent_by, sent_at FROM fund_statement WHERE line_id = $1 AND state = 'sent'`,
        [line],
      );
    await expect(copy('banked_minutes + 1')).rejects.toThrow('fund_statement_hours_check');
    await expect(
      sql(
        `UPDATE fund_statement SET banked_minutes = 0, lapsed_minutes = banked_minutes WHERE line_id = $1 AND state = 'queried'`,
        [line],
      ),
    ).rejects.toThrow('a statement is answered once');
  });

  it('is seen by who holds it alone, and only that line', async () => {
    const {line, holder} = await fund();
    const other = new Visitor(pages, await scenario.world.person(scenario.council, 'Derwent Funds', ['isf']));
    expect((await other.get('/funds')).text).toContain('You hold no fund today.');
    expect((await other.get(`/funds/lines/${line}`)).status).toBe(404);
    expect((await other.post(`/funds/lines/${line}/send`)).status).toBe(404);
    const plain = await scenario.line(holder, 10_000);
    expect((await fundHolder.get(`/funds/lines/${plain}`)).status).toBe(404);
    const terms = {month: '1', year: '2026', hour: '20', management: '0', source: 'x'};
    expect((await new Visitor(pages, finance).post(`/council/lines/${plain}/fund`, terms)).status).toBe(422);
  });

  it('pools hours only of those who said yes, and gives who leaves their part', async () => {
    const [ann, ben] = [await fund(), await fund()];
    const made = await fundHolder.post('/funds/pools', {name: 'The sea', purpose: 'A day at the sea together'});
    for (const {line} of [ann, ben]) expect((await fundHolder.post(`${made.location}/ask`, {line})).status).toBe(303);
    await use(ann.line, addDays(before, 1), '1');
    const unasked = await send(ann.line, {pooled_hours: '2', pooled_minutes: '0'});
    expect([unasked.status, unasked.text]).toEqual([400, expect.stringContaining('Only who said yes to a pool')]);
    const members = await sql<{id: string; line: string}>(
      `SELECT id, line_id AS line FROM pool_member WHERE left_on IS NULL`,
    );
    for (const {own, line} of [ann, ben]) {
      const member = members.find((each) => each.line === line);
      expect((await own.post(`/budget/funds/pools/${member?.id ?? ''}/join`)).status).toBe(303);
    }
    // As if they had said yes before that month.
    await sql(
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE pool_member SET joined_on = '${before}'; COMMIT`,
    );
    expect((await send(ann.line, {pooled_hours: '2', pooled_minutes: '0'})).status).toBe(303);
    expect((await send(ben.line, {pooled_hours: '1', pooled_minutes: '0'})).status).toBe(303);
    const sea = (hours: string) =>
      fundHolder.post(`${made.location}/use`, {
        ...boxes('on', londonDay(new Date())),
        what: 'The sea',
        hours,
        minutes: '0',
      });
    expect((await sea('4')).status).toBe(422);
    expect((await sea('2')).status).toBe(303);
    // Of the hour that is left a third is Ben's.
    const benIn = members.find((each) => each.line === ben.line);
    expect((await ben.own.post(`/budget/funds/pools/${benIn?.id ?? ''}/leave`)).status).toBe(303);
    const [left] = await sql<{minutes: number}>(`SELECT returned_minutes AS minutes FROM pool_member WHERE id = $1`, [
      benIn?.id,
    ]);
    expect(left?.minutes).toBe(20);
    expect((await fundHolder.get(made.location)).text).toContain('In it now: 40 min');
    expect((await sea('1')).status).toBe(422);
  });
});
