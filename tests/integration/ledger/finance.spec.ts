import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Ledger, verifyLedger} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let finance: TestPerson;
let periods: string[];
const today = londonDay(new Date());
const start = addDays(today, -40);

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  finance = await scenario.world.person(scenario.council, 'Finance', ['finance']);
  const line = {
    ...{deployment: 'direct_payment', purpose: '=Days out', cycle: 'four_weekly', starts_on: start},
    ...{weekly_pence: 10_000, contribution_weekly_pence: 2_000, reference: '=AG-1'},
  };
  const opened = await scenario.call(finance, 'post', `/council/people/${holder.personId}/lines`, line).expect(201);
  const rows = await scenario.world.owner.query<{id: string}[]>(
    `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on`,
    [(opened.body as {id: string}).id],
  );
  periods = rows.map((row) => row.id);
});
afterAll(() => scenario.close());

const move = (kind: string, pence: unknown, more: object = {}, period = periods[0]) =>
  scenario.call(finance, 'post', `/council/periods/${period}/moves`, {kind, pence, reason: 'For a test', ...more});

const figures = async (period = periods[0]) => {
  const body: unknown = (await scenario.call(finance, 'get', `/council/periods/${period}`).expect(200)).body;
  return (body as {period: Record<string, number>}).period;
};

describe('what a finance officer does to a period', () => {
  it('keeps money apart for a purpose, and gives no more of it back than there is', async () => {
    await move('keep', 5_000).expect(400);
    await move('keep', 5_000, {purpose: 'holiday_pay'}).expect(201);
    await move('give_back', 5_001, {purpose: 'holiday_pay'}).expect(422);
    await move('give_back', 1_000, {purpose: 'holiday_pay'}).expect(201);
    await move('keep', 100_000_000, {purpose: 'tax'}).expect(422);
    expect(await figures()).toMatchObject({ring_fenced_pence: 4_000, available_pence: 44_000});
  });

  it('notes contributions until all of it is paid, and takes back what is there', async () => {
    expect(await figures()).toMatchObject({contribution_pence: 8_000, contribution_paid_pence: 0});
    const body: unknown = (await scenario.call(finance, 'get', '/council/money').expect(200)).body;
    expect((body as {late: {id: string}[]}).late.map((each) => each.id)).toContain(periods[0]);
    await move('contribution_paid', 7_000).expect(201);
    await move('contribution_paid', 1_001).expect(422);
    await move('contribution_paid', 1_000).expect(201);
    const after = await scenario.call(finance, 'get', '/council/money').expect(200);
    expect((after.body as {late: {id: string}[]}).late.map((each) => each.id)).not.toContain(periods[0]);
    await move('reclaim', 4_000).expect(400);
    await move('write_off', 1).expect(422);
    expect(await figures()).toMatchObject({
      contribution_paid_pence: 8_000,
      reclaimed_pence: 0,
      available_pence: 44_000,
    });
  });

  it.each([0, -1, 1e13, '1,000', '£12.345', 'NaN', '1e309', null, 0.5])('takes no sum like %s', async (pence) => {
    await move('roll_over', pence).expect(400);
  });

  it('is nobody else’s to do', async () => {
    for (const person of [holder, await scenario.world.person(scenario.council, 'Officer', ['officer'])]) {
      await scenario.call(person, 'get', `/council/periods/${periods[0]}`).expect(403);
      await scenario
        .call(person, 'post', `/council/periods/${periods[0]}/moves`, {kind: 'roll_over', pence: 1, reason: 'No'})
        .expect(403);
    }
    await move('roll_over', 1, {}, randomUUID()).expect(404);
  });

  it('closes what is over, when nothing is held in it, and hands on what is left', async () => {
    const close = (period: string | undefined) =>
      scenario.call(finance, 'post', `/council/periods/${period}/close`, {reason: 'It is over.'});
    const held = {councilId: scenario.council, kind: 'test', id: randomUUID()};
    const ledger = new Ledger();
    const uow = scenario.api.app.get(UnitOfWork);
    const one = [{periodId: periods[0] ?? '', pence: 100}];
    await uow.run(scenario.council, (tx) => ledger.hold(tx, held, one));
    expect((await close(periods[0]).expect(422)).body).toMatchObject({code: 'STILL_HELD'});
    const byHand = scenario.world.owner.query(`UPDATE period_balance SET closed_at = now() WHERE period_id = $1`, [
      periods[0],
    ]);
    await expect(byHand.catch((error: unknown) => databaseError(error)?.constraint)).resolves.toBe(
      'period_balance_closed',
    );
    await uow.run(scenario.council, (tx) => ledger.release(tx, held, 'held', one));
    expect((await close(periods[1]).expect(422)).body).toMatchObject({code: 'PERIOD_NOT_OVER'});
    const before = await figures(periods[1]);
    expect((await close(periods[0]).expect(200)).body).toEqual({rolled_over_pence: 44_000});
    await close(periods[0]).expect(409);
    expect(await figures()).toMatchObject({available_pence: 0, rolled_over_pence: 44_000, closed_on: today});
    expect((await figures(periods[1])).available_pence).toBe((before.available_pence ?? 0) + 44_000);
    const late = uow.run(scenario.council, (tx) => ledger.hold(tx, held, one));
    await expect(late).rejects.toMatchObject({code: 'ALLOCATION_INSUFFICIENT'});
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  });

  it('hands on what comes back to a closed one, and lets no change reach back where all are closed', async () => {
    const opened = async (more: object) => {
      const line = {deployment: 'direct_payment', purpose: 'Out', cycle: 'four_weekly', weekly_pence: 5_000, ...more};
      const made = await scenario.call(finance, 'post', `/council/people/${holder.personId}/lines`, line).expect(201);
      return (made.body as {id: string}).id;
    };
    const periodsOf = (line: string) =>
      scenario.world.owner.query<{id: string; left: number}[]>(
        `SELECT p.id, b.available_pence AS left FROM budget_period p JOIN period_balance b ON b.period_id = p.id
         WHERE p.line_id = $1 ORDER BY p.starts_on LIMIT 2`,
        [line],
      );
    const close = (period = '') =>
      scenario.call(finance, 'post', `/council/periods/${period}/close`, {reason: 'It is over.'}).expect(200);
    const line = await opened({starts_on: start});
    const what = {budget_line_id: line, what: 'Coat', bought_on: start, pence: 4_001, paid_with: 'cash'};
    const bought = await scenario.call(holder, 'post', '/purchases', what).expect(201);
    const [first, second] = await periodsOf(line);
    await close(first?.id);
    const back = `/purchases/${(bought.body as {id: string}).id}/take-back`;
    await scenario.call(holder, 'post', back, {reason: 'It was another day.'}).expect(204);
    expect(await periodsOf(line)).toMatchObject([{left: 0}, {left: (second?.left ?? 0) + 20_000}]);

    const over = await opened({starts_on: start, ends_on: addDays(start, 20)});
    const [only] = await periodsOf(over);
    await close(only?.id);
    const change = {
      kind: 'amount',
      from_day: start,
      weekly_pence: 5_001,
      contribution_weekly_pence: 0,
      reason: 'Late.',
    };
    const late = await scenario.call(finance, 'post', `/council/lines/${over}/changes`, change).expect(422);
    expect(late.body).toMatchObject({code: 'ALL_PERIODS_CLOSED', errors: [{field: 'from_day'}]});
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  });
});

describe('lines for the general ledger', () => {
  const file = async () => {
    const path = `/council/allocations/export?kind=general_ledger&from=${today}&to=${today}`;
    return (await scenario.call(finance, 'get', path).expect(200)).text;
  };

  it('are coded as the council codes them, add up, and are the same again when a code comes later', async () => {
    const code = {deployment: 'direct_payment', cost_centre: 'ASC-1', subjective: '4010', starts_on: start};
    await scenario.call(finance, 'post', '/council/finance-codes', {...code, cost_centre: '=1+1'}).expect(400);
    await scenario.call(finance, 'post', '/council/finance-codes', code).expect(201);
    const first = await file();
    expect(first).toContain('cost_centre,subjective,from,to,narrative,amount');
    expect(first).toContain(`ASC-1,4010,${today},${today},contribution_paid direct_payment,-80.00`);
    expect(first).toContain(`GENERAL_LEDGER-${today}-${today},rows 1,,,total,-80.00`);
    await scenario.call(finance, 'post', '/council/finance-codes', {...code, cost_centre: 'ASC-2'}).expect(201);
    await move('contribution_paid', 500, {}, periods[1]).expect(201);
    expect(await file()).toBe(first);
  });
});
