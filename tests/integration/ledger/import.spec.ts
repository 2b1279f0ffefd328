import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ApplyAllocations, FundAhead, verifyLedger} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';

const today = londonDay(new Date());
const HEADINGS =
  'Person reference,Name,Budget agreement ID,Start,End,Gross weekly,Client contribution,Frequency,Payment day,Review date,Restrictions';
const HALF = 600;

let scenario: Scenario;
let finance: TestPerson;
let second: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  finance = await scenario.world.person(scenario.council, 'Finance Person', ['finance']);
  second = await scenario.world.person(scenario.council, 'Second Person', ['finance']);
});
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

interface Preview {
  id: string | null;
  code?: string;
  totals: Record<string, number>;
  rows: {row: number; outcome: string; changes: string[]; errors: {field: string; message: string}[]}[];
}

const csv = (...rows: string[]) => [HEADINGS, ...rows].join('\r\n');
const row = (number: number, gross = '310.00', more = '24.50') =>
  `SW-${number},Person Number ${String.fromCharCode(65 + (number % 26))},AG-${number},${today},,${gross},${more},four-weekly,Monday,,`;

async function send(text: string | object, query = ''): Promise<Preview & {status: number}> {
  const call = scenario.call(finance, 'post', `/council/allocations/import${query}`);
  const sent = await (typeof text === 'string' ? call.set('Content-Type', 'text/csv').send(text) : call.send(text));
  return {status: sent.status, ...(sent.body as Preview)};
}

const confirm = (id: string | null, by = second) =>
  scenario.call(by, 'post', `/council/allocations/import/${id ?? ''}/confirm`, {});
/** For what somebody else holds. */
async function someWait(): Promise<boolean> {
  const [row] = await scenario.world.owner.query<{n: number}[]>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return (row?.n ?? 0) > 0;
}
const apply = (id: string | null) => scenario.api.app.get(ApplyAllocations).run(scenario.council, id ?? '');

async function lines(): Promise<number> {
  const [found] = await scenario.world.owner.query<{n: number}[]>(
    `SELECT count(*) AS n FROM budget_line WHERE reference LIKE 'AG-%'`,
  );
  return found?.n ?? 0;
}

async function given(agreement: string): Promise<number[]> {
  const rows = await scenario.world.owner.query<{pence: number}[]>(
    `SELECT b.allocated_pence AS pence FROM budget_line l JOIN budget_period p ON p.line_id = l.id
     JOIN period_balance b ON b.period_id = p.id WHERE l.reference = $1 ORDER BY p.starts_on`,
    [agreement],
  );
  return rows.map((each) => each.pence);
}

describe('a file of allocations', () => {
  it('is tried first: what is wrong is said row by row, and nothing is kept', async () => {
    const wrong = [
      ['-1', 'gross_weekly'],
      ['£12.345', 'gross_weekly'],
      ['NaN', 'gross_weekly'],
      ['1e309', 'gross_weekly'],
      ['10000000000000', 'gross_weekly'],
      ['20', 'client_contribution'],
    ];
    const rows = wrong.map(([gross = ''], index) => row(900 + index, gross));
    const other = [row(907).replace(today, '27/03/2027'), row(908).replace(',,310', `,${addDays(today, -1)},310`)];
    const tried = await send(csv(row(1), '', ...rows, ...other, row(1)), '?dry_run=true');
    expect(tried).toMatchObject({status: 200, id: null, totals: {rows: 10, created: 1, rejected: 9}});
    const fields = tried.rows.filter((each) => each.outcome === 'rejected').map((each) => each.errors[0]?.field);
    expect(fields).toEqual([...wrong.map(([, field]) => field), 'start', 'end', 'agreement']);
    expect(tried.rows[0]?.row).toBe(4);
    expect(await lines()).toBe(0);
    const declared = await send(csv(row(907).replace(today, '27/03/2027')), '?dry_run=true&dates=dd/mm/yyyy');
    expect(declared.totals).toMatchObject({created: 1, rejected: 0});
    expect((await send('Name,Agreement\nA,B')).status).toBe(400);
  });

  it('with a cell of five megabytes is answered row by row, and a file of 65 not at all', async () => {
    const huge = row(1).replace('Person Number B', 'x'.repeat(5_000_000));
    const tried = await send(csv(huge, row(2)), '?dry_run=true');
    expect(tried).toMatchObject({status: 200, totals: {rows: 2, created: 1, rejected: 1}});
    expect(tried.rows[0]?.errors).toEqual([{field: 'name', message: 'It is longer than 200 characters.'}]);
    expect((await send('x'.repeat(65 * 1_048_576))).status).toBe(413);
  });

  it('is read in slices: a row is found twice across them, and accents are what they look like', async () => {
    const many = Array.from({length: 5_001}, (_, at) => row(20_000 + at).replace(/Person Number ./, 'Zoe\u0308'));
    const tried = await send(csv(...many, row(20_000)), '?dry_run=true');
    expect(tried.totals).toMatchObject({rows: 5_002, created: 5_001, rejected: 1});
    expect(tried.rows).toHaveLength(1_000);
    expect(tried.rows[0]).toMatchObject({row: 5_003, errors: [{message: 'Row 2 has this agreement already.'}]});
  });

  it('comes to its control totals, or is not taken', async () => {
    const off = await send(csv(row(1), row(2)), '?control_rows=3');
    expect([off.status, off.code]).toEqual([422, 'CONTROL_TOTALS']);
    const right = await send(csv(row(1), row(2)), '?dry_run=true&control_rows=2&control_gross_weekly_pence=62000');
    expect(right.status).toBe(200);
  });

  it('is confirmed by somebody else, and again changes nothing; what differs is said in words', async () => {
    const text = csv(row(1), row(2, '"1,000"'), row(900, 'x'));
    const prepared = await send(text);
    expect(prepared).toMatchObject({status: 201, totals: {created: 2, rejected: 1, gross_weekly_pence: 131_000}});
    const own = await confirm(prepared.id, finance);
    expect([own.status, (own.body as Preview).code]).toEqual([403, 'FOUR_EYES']);
    await confirm(prepared.id).expect(202);
    await confirm(prepared.id).expect(409);
    await apply(prepared.id);
    await apply(prepared.id);
    expect(await lines()).toBe(2);
    expect((await given('AG-1'))[0]).toBe(4 * (31_000 - 2_450));
    expect(await given('AG-2')).toHaveLength(14);
    expect(await send(csv(row(1), row(2, '"1,000"')))).toMatchObject({status: 200, id: null, totals: {unchanged: 2}});
    const json = [
      {
        person_reference: 'SW-1',
        name: 'A',
        agreement: 'AG-1',
        start: today,
        gross_weekly: 325.5,
        client_contribution: '24.50',
      },
    ];
    const changed = await send(json, `?changes_from=${addDays(today, 28)}`);
    expect(changed.rows[0]?.changes).toEqual([
      'Gross: £310.00 a week becomes £325.50',
      'Payment day: Monday becomes none',
    ]);
    await confirm(changed.id).expect(202);
    await apply(changed.id);
    expect((await given('AG-1')).slice(0, 2)).toEqual([114_200, 4 * (32_550 - 2_450)]);
    const stolen = await send(csv(row(1).replace('SW-1,', 'SW-2,')), '?dry_run=true');
    expect(stolen.rows[0]?.errors[0]?.message).toBe('This agreement is somebody else’s.');
  });

  it('goes back as files with a reference and totals, the same again whatever happened since; and lines go on', async () => {
    const file = async (kind: string) => {
      const path = `/council/allocations/export?kind=${kind}&from=${today}&to=${addDays(today, 27)}`;
      return (await scenario.call(finance, 'get', path).expect(200)).text.trimStart().split('\r\n');
    };
    // A later schedule pays what an earlier one held back.
    const signedFile = async () => {
      const later = `/council/allocations/export?kind=payments&from=${addDays(today, 1)}&to=${addDays(today, 27)}`;
      return (await scenario.call(finance, 'get', later).expect(200)).text.trimStart().split('\r\n');
    };
    const unsigned = (await file('payments')).slice(1, 3);
    expect(unsigned.map((each) => each.split(',').slice(4))).toEqual([
      ['not paid: the agreement is not signed', '0.00'],
      ['not paid: the agreement is not signed', '0.00'],
    ]);
    await scenario.world.owner.query(
      `INSERT INTO agreement_signature (council_id, holder_id, version_id, signed_by, way, signed_on, recorded_by)
       SELECT b.council_id, b.holder_id, v.id, b.holder_id, 'paper', current_date, b.holder_id
       FROM budget b, agreement_version v WHERE v.council_id IS NULL AND b.council_id = $1`,
      [scenario.council],
    );
    const payments = await signedFile();
    expect(payments).toContain(`SW-1,AG-1,${today},${addDays(today, 27)},own_account,1142.00`);
    expect(payments.at(-2)).toBe(`PAYMENTS-${addDays(today, 1)}-${addDays(today, 27)},rows 2,,,total,5044.00`);
    const more = await send(csv(row(3)));
    await confirm(more.id).expect(202);
    await apply(more.id);
    expect(await signedFile()).toEqual(payments);
    expect((await file('actuals')).at(-2)).toContain('rows 0');
    await scenario.call(finance, 'get', '/council/allocations/export?kind=all&from=x&to=y').expect(400);
    const before = (await given('AG-3')).length;
    scenario.api.clock.travelDays(60);
    await scenario.api.app.get(FundAhead).run();
    await scenario.api.app.get(FundAhead).run();
    scenario.api.clock.back();
    const after = await given('AG-3');
    expect(after).toEqual(Array(before + 2).fill(114_200));
  });

  it('knows what was at work while a file was made: the same days give the same file after it is done', async () => {
    const path = `/council/allocations/export?kind=actuals&from=${addDays(today, -1)}&to=${today}`;
    const file = async () => (await scenario.call(finance, 'get', path).expect(200)).text;
    const spend = `SELECT ledger_post(p.council_id, 'spend', 'test', new_id(), NULL, NULL, ARRAY[p.id], ARRAY['available'],
      ARRAY['spent'], ARRAY[100::bigint]) FROM budget_period p JOIN budget_line l ON l.id = p.line_id
      WHERE l.reference = $1 ORDER BY p.starts_on LIMIT 1`;
    const slow = scenario.world.owner.createQueryRunner();
    await slow.startTransaction();
    await slow.query(spend, ['AG-1']);
    await scenario.world.owner.query(spend, ['AG-2']);
    const waits = until(async () => {
      const [{n}] = await scenario.world.owner.query<[{n: number}]>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
         AND query LIKE '%pg_xact_status%'`,
      );
      return n > 0;
    });
    const made = file();
    await Promise.race([made, waits]);
    await slow.commitTransaction();
    await slow.release();
    expect(await made).toContain('rows 2,,,total,2.00');
    expect(await file()).toBe(await made);
  });

  it('goes on where it was when it is killed, and queues behind another of its council: nothing is doubled', async () => {
    const many = (from: number) => Array.from({length: HALF * 2}, (_, index) => row(from + index));
    const first = await send(csv(...many(1_000)));
    const overlapping = await send(csv(...many(1_000 + HALF)));
    await confirm(first.id).expect(202);
    await confirm(overlapping.id).expect(202);
    // The second half of the file cannot be taken in while somebody else holds it.
    const holds = scenario.world.owner.createQueryRunner();
    await holds.startTransaction();
    await holds.query(`SELECT FROM allocation_import_row WHERE import_id = $1 AND row_number > $2 FOR UPDATE`, [
      first.id,
      HALF,
    ]);
    const killed = apply(first.id).then(
      () => 'done',
      () => 'killed',
    );
    await until(async () => (await lines()) > 400 && (await someWait()));
    await scenario.world.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'alongside_app' AND datname = current_database()`,
    );
    expect(await killed).toBe('killed');
    await holds.rollbackTransaction();
    await holds.release();
    const after = await lines();
    expect(after).toBeLessThan(3 + HALF * 2);
    await Promise.all([apply(first.id), apply(overlapping.id)]);
    expect(await lines()).toBe(3 + HALF * 3);
    const [doubled] = await scenario.world.owner.query<{n: number}[]>(
      `SELECT count(*) AS n FROM (SELECT cause_id FROM ledger_journal WHERE cause_kind = 'import_row' AND kind = 'fund'
       GROUP BY cause_id HAVING count(*) > 1) d`,
    );
    expect(doubled?.n).toBe(0);
    const done = await scenario.call(finance, 'get', `/council/allocations/import/${first.id ?? ''}`).expect(200);
    expect((done.body as {finished_at: string | null}).finished_at).not.toBeNull();
  }, 60_000);
});
