import {randomUUID} from 'node:crypto';
import {readdirSync, rmSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {SweepFiles} from '@app/register';
import {boxes} from '../../support/day-boxes.js';
import {png} from '../../support/files.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {scratch} from '../../support/scratch.js';

const today = londonDay(new Date());
const folder = scratch('receipts');
const FILES = {FILES_KEY: 'a key for the files of this test only', FILES_DIR: folder};

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let finance: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true, variables: FILES});
  pages = await startPages(scenario.database, scenario.api.clock, FILES);
  holder = await scenario.holder();
  finance = await scenario.world.person(scenario.council, 'Finance Person', ['finance']);
  line = await scenario.line(holder, 10_000);
});
afterAll(async () => {
  await pages.close();
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
  rmSync(folder, {recursive: true, force: true});
});

interface Bought {
  id: string;
  line_pence: number;
  own_pence: number;
  beyond_pence: number;
  unusual: string[];
  code?: string;
  errors?: {field: string}[];
}

async function buy(more: object = {}, as = holder, key?: string): Promise<Bought & {status: number}> {
  const body = {
    budget_line_id: line,
    what: 'Coffee at the museum',
    bought_on: today,
    pence: 350,
    paid_with: 'cash',
    ...more,
  };
  const call = scenario.call(as, 'post', '/purchases', body);
  const sent = await (key ? call.set('Idempotency-Key', key) : call);
  return {status: sent.status, ...(sent.body as Bought)};
}

async function figures(): Promise<{available: number; spent: number}> {
  const [row] = await scenario.world.owner.query<{available: number; spent: number}[]>(
    `SELECT b.available_pence AS available, b.spent_pence AS spent FROM budget_period p
     JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on LIMIT 1`,
    [line],
  );
  return row ?? {available: 0, spent: 0};
}

describe('something that was bought', () => {
  it('comes out of the line at once, own money stands beside it, and twice with one key is once', async () => {
    const before = await figures();
    const key = randomUUID();
    const first = await buy({own_pence: 100}, holder, key);
    expect(first).toMatchObject({status: 201, line_pence: 250, own_pence: 100, beyond_pence: 0, unusual: []});
    expect((await buy({own_pence: 100}, holder, key)).id).toBe(first.id);
    expect(await figures()).toEqual({available: before.available - 250, spent: before.spent + 250});
  });

  it('is never refused because it cost too much: the rest stands beside the line, and a human is shown it', async () => {
    const {available} = await figures();
    const bought = await buy({what: 'A bed', pence: available + 7_000});
    expect(bought).toMatchObject({
      status: 201,
      line_pence: available,
      beyond_pence: 7_000,
      unusual: ['beyond', 'large'],
    });
    expect((await figures()).available).toBe(0);
    const officer = new Visitor(pages, finance);
    const shown = await officer.get('/council/purchases');
    expect(shown.text).toContain('£70.00 more than was left');
    const unsaid = await officer.post(`/council/purchases/${bought.id}/talked`, {note: ''});
    expect([unsaid.status, unsaid.linkedErrors.length]).toEqual([400, 1]);
    await officer.post(`/council/purchases/${bought.id}/talked`, {note: 'The old one broke.'});
    expect((await officer.get('/council/purchases')).text).toContain('There is nothing to talk about.');
    await scenario.call(holder, 'post', `/purchases/${bought.id}/take-back`, {reason: 'It was sent back.'}).expect(204);
    await scenario.call(holder, 'post', `/purchases/${bought.id}/take-back`, {reason: 'Again.'}).expect(422);
    expect((await figures()).available).toBe(available);
    const reversed = await scenario.world.owner.query<object[]>(
      `SELECT r.kind FROM ledger_journal r JOIN ledger_journal j ON j.id = r.reverses_id WHERE j.cause_id = $1`,
      [bought.id],
    );
    expect(reversed).toEqual([{kind: 'reverse'}]);
  });

  it.each([
    [{pence: 0}, 'pence'],
    [{pence: -1}, 'pence'],
    [{pence: 1e13}, 'pence'],
    [{pence: '1,000'}, 'pence'],
    [{own_pence: 351}, 'own_pence'],
    [{bought_on: addDays(today, 1)}, 'bought_on'],
    [{what: ' '}, 'what'],
    [{paid_with: 'cheque'}, 'paid_with'],
  ])('is refused with %j, naming it', async (more, field) => {
    const {status, errors} = await buy(more);
    expect([status, errors?.[0]?.field]).toEqual([400, field]);
  });

  it('is written down by whoever may spend for them, and by nobody else', async () => {
    const [nominated, carer, stranger] = await Promise.all(
      (['nominated', 'carer', 'holder'] as const).map((role) =>
        scenario.world.person(scenario.council, `Some ${role}`, [role]),
      ),
    );
    if (!nominated || !carer || !stranger) throw new Error('nobody');
    await scenario.world.represents(scenario.council, nominated, holder, 'nominated');
    await scenario.world.represents(scenario.council, carer, holder, 'carer');
    expect((await buy({}, stranger)).status).toBe(404);
    const acting = (who: TestPerson) =>
      scenario
        .call(who, 'post', '/purchases', {
          budget_line_id: line,
          what: 'Bus',
          bought_on: today,
          pence: 240,
          paid_with: 'cash',
        })
        .set('Acting-For', holder.personId);
    expect((await acting(nominated)).status).toBe(201);
    expect((await acting(carer)).status).toBe(403);
  });
});

describe('a receipt and the statement', () => {
  /** The form as a phone sends it, with a photograph or with none chosen. */
  async function send(fields: Record<string, string>, photograph: Buffer | null): Promise<Response> {
    const visitor = new Visitor(pages, holder);
    const form = await visitor.get('/budget/bought/new');
    const body = new FormData();
    body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(form.html)?.[1] ?? '');
    for (const [name, value] of Object.entries({key: form.value('key') ?? '', line, ...fields}))
      body.append(name, value);
    body.append('file', new Blob(photograph ? [new Uint8Array(photograph)] : []), photograph ? 'receipt.png' : '');
    return fetch(`${pages.baseUrl}/budget/bought`, {
      method: 'POST',
      body,
      headers: {cookie: visitor.cookie},
      redirect: 'manual',
    });
  }

  it('is kept sealed with its photograph or without, and survives the night', async () => {
    const form = {what: '=HYPERLINK("x") from Sam', pence: '4.20', paid_with: 'cash', ...boxes('bought', today)};
    const without = await send(form, null);
    expect(without.headers.get('location')).toMatch(/done=recorded$/);
    const withOne = await send({...form, what: 'Gardening by Sam', pence: '12'}, png());
    expect(withOne.headers.get('location')).toMatch(/done=with-photograph$/);
    const wrong = await send({...form, what: 'Seeds', pence: '3'}, Buffer.from('not a picture'));
    expect(wrong.headers.get('location')).toMatch(/done=without-photograph$/);
    const kept = () =>
      readdirSync(folder, {recursive: true, withFileTypes: true}).filter((each) => each.isFile()).length;
    expect(kept()).toBe(1);
    await scenario.api.app.get(SweepFiles).run(new Date(Date.now() + 25 * 3_600_000));
    expect(kept()).toBe(1);
    const page = await new Visitor(pages, holder).get((withOne.headers.get('location') ?? '').split('?')[0] ?? '');
    expect(page.text).toContain('receipt.png Being checked for viruses');
    const [file] = await scenario.world.owner.query<{id: string; purchase: string}[]>(
      `SELECT id, purchase_id AS purchase FROM purchase_file`,
    );
    const path = `/purchases/${file?.purchase ?? ''}/files/${file?.id ?? ''}`;
    await scenario.call(holder, 'get', path).expect(422);
    await scenario.call(finance, 'post', `/council${path}/release`).expect(204);
    const opened = await scenario.call(holder, 'get', path).expect(200);
    expect(Buffer.compare(opened.body as Buffer, png())).toBe(0);
  });

  it('is one page in plain words, a tagged PDF, and a CSV whose cells are no formulas', async () => {
    const visitor = new Visitor(pages, holder);
    const statement = await visitor.get('/budget/statement');
    expect(statement.text).toMatch(/you had £400\.00\. £3\d\d\.\d\d of it is left\./);
    expect(statement.text).toContain('Gardening by Sam £12.00');
    expect(statement.text).not.toContain('A bed');
    const csv = await visitor.get('/budget/statement/csv');
    expect(csv.html).toContain(`"'=HYPERLINK(""x"") from Sam",4.20`);
    const pdf = await visitor.get('/budget/statement/pdf');
    expect(pdf.html).toMatch(/^%PDF-1\.7/);
    expect(pdf.html).toContain('/MarkInfo');
    expect(pdf.html).toContain('/StructTreeRoot');
    const large = await visitor.get('/budget/statement/pdf?print=large');
    expect(large.html).toContain('/StructTreeRoot');
    // The same words at 18 point take more pages.
    const pageCount = (html: string) => html.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    expect(pageCount(large.html)).toBeGreaterThan(pageCount(pdf.html));
  });

  it('comes to the penny to what the ledger says, however much happened, late, or was taken back', async () => {
    const {owner} = scenario.world;
    const busy = await scenario.holder();
    const start = addDays(today, -40);
    const terms = {deployment: 'direct_payment', purpose: 'Out', cycle: 'four_weekly', weekly_pence: 5_000};
    const path = `/council/people/${busy.personId}/lines`;
    const opened = await scenario.call(finance, 'post', path, {...terms, starts_on: start}).expect(201);
    const {id} = opened.body as {id: string};
    const [over, now] = await owner.query<{id: string}[]>(
      `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on LIMIT 2`,
      [id],
    );
    await scenario.call(finance, 'post', `/council/periods/${over?.id}/close`, {reason: 'It is over.'}).expect(200);
    const late = await buy({budget_line_id: id, what: 'Coat', bought_on: start, pence: 4_001}, busy);
    const wrong = await buy({budget_line_id: id, what: 'Hat', pence: 700}, busy);
    expect([late.line_pence, wrong.line_pence]).toEqual([4_001, 700]);
    await scenario.call(busy, 'post', `/purchases/${wrong.id}/take-back`, {reason: 'It was sent back.'}).expect(204);
    // Visits of a busy month; the first of them is not to be paid for after all.
    const visits = Array.from({length: 300}, () => randomUUID());
    const moved = (kind: string, from: string, to: string, causes: string[]) =>
      owner.query(
        `SELECT ledger_post($1, $2, 'visit', cause, NULL, NULL, ARRAY[$3::uuid], ARRAY[$4], ARRAY[$5], ARRAY[7::bigint])
         FROM unnest($6::uuid[]) AS cause`,
        [scenario.council, kind, now?.id, from, to, causes],
      );
    await moved('spend', 'available', 'spent', visits);
    await moved('release', 'spent', 'available', visits.slice(0, 1));
    const [{spent, left}] = await owner.query<[{spent: number; left: number}]>(
      `SELECT spent_pence AS spent, available_pence AS left FROM period_balance WHERE period_id = $1`,
      [now?.id],
    );
    expect(spent).toBe(4_001 + 299 * 7);
    const visitor = new Visitor(pages, busy);
    const csv = (await visitor.get('/budget/statement/csv')).html.trim().split('\r\n').slice(1);
    const rows = csv.map((each) => each.split(',').slice(3));
    const pence = (each: readonly string[]) => Math.round(Number(each[2]) * 100);
    const things = rows.filter(([day]) => day !== '');
    expect(things.reduce((sum, each) => sum + pence(each), 0)).toBe(spent);
    expect(things[0]?.slice(1)).toEqual(['Coat', '40.01']);
    expect(rows.filter(([day]) => day === '').map((each) => [each[1], pence(each)])).toEqual([
      ['Given', spent + left],
      ['Left', left],
    ]);
    const page = await visitor.get('/budget/statement');
    expect(page.html.match(/£0\.07/g)).toHaveLength(299);
    expect(page.text).toContain('Coat £40.01');
    expect(page.text).not.toContain('Hat');
  });
});
