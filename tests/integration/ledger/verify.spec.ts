import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {at, booking, Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let meddler: DataSource;

beforeAll(async () => {
  scenario = await Scenario.open();
  // One connection, so that what is done on it is seen on it and can be undone.
  meddler = await connectAs('superuser', scenario.database, 1);
  const holder = await scenario.holder();
  const line = await scenario.line(holder, 50_000);
  const provider = await scenario.provider(3);
  for (const hour of ['09', '10', '11']) {
    const body = booking(provider, line, at(2, 2, `${hour}:00`), at(2, 2, `${hour}:45`));
    await scenario.call(holder, 'post', '/bookings', body).expect(201);
  }
});
afterAll(async () => {
  await meddler.destroy();
  await scenario.close();
});

/** What verifying says, without the numbers, after somebody went behind the database’s back; then it is as before. */
async function after(...statements: string[]): Promise<string[]> {
  await meddler.query(`BEGIN`);
  try {
    await meddler.query(`SET LOCAL session_replication_role = replica`);
    for (const statement of statements) await meddler.query(statement);
    return (await verifyLedger(meddler)).faults.map((fault) => fault.replace(/[0-9a-f-]{36}|\d+/, '#'));
  } finally {
    await meddler.query(`ROLLBACK`);
  }
}

const HELD = `(SELECT period_id FROM period_balance WHERE held_pence > 0 LIMIT 1)`;
const ONE = (account: string) => `(SELECT id FROM ledger_entry WHERE account = '${account}' ORDER BY id DESC LIMIT 1)`;
const BALANCE = 'the balance of period # is not what its entries say';
const STRAY = 'entry # is of no journal or period of its council';
const JOURNAL = 'journal # does not sum to nought';

describe('verifying the ledger', () => {
  it('finds nothing wrong with what the product wrote', async () => {
    const report = await verifyLedger(meddler);
    expect(report).toMatchObject({faults: []});
    expect(report.journals).toBeGreaterThan(3);
    expect(report.entries).toBeGreaterThanOrEqual(report.journals * 2);
  });

  it.each([
    [
      'a balance',
      [
        `UPDATE period_balance SET held_pence = held_pence - 1, available_pence = available_pence + 1 WHERE period_id = ${HELD}`,
      ],
      [BALANCE],
    ],
    ['a balance that is gone', [`DELETE FROM period_balance WHERE period_id = ${HELD}`], [BALANCE]],
    [
      'an amount',
      [`UPDATE ledger_entry SET amount_pence = amount_pence + 1 WHERE id = ${ONE('held')}`],
      [JOURNAL, BALANCE],
    ],
    ['an account', [`UPDATE ledger_entry SET account = 'spent' WHERE id = ${ONE('held')}`], [BALANCE]],
    ['an entry that is gone', [`DELETE FROM ledger_entry WHERE id = ${ONE('held')}`], [JOURNAL, BALANCE]],
    [
      'a journal whose entries are all gone',
      [`DELETE FROM ledger_entry WHERE journal_id = (SELECT max(id) FROM ledger_journal)`],
      [JOURNAL, BALANCE],
    ],
    [
      'a journal that is gone while its entries stay',
      [`DELETE FROM ledger_journal WHERE id = (SELECT max(id) FROM ledger_journal)`],
      [STRAY, STRAY],
    ],
    [
      'an entry and the balance together',
      [
        `UPDATE ledger_entry SET amount_pence = amount_pence + 1 WHERE id = ${ONE('held')}`,
        `UPDATE period_balance SET held_pence = held_pence + 1, allocated_pence = allocated_pence + 1 WHERE period_id = ${HELD}`,
      ],
      [JOURNAL, BALANCE],
    ],
    [
      'money of one period moved to another within a journal',
      [
        `UPDATE ledger_entry SET period_id = (SELECT period_id FROM period_balance WHERE held_pence = 0 LIMIT 1) WHERE id = ${ONE('held')}`,
      ],
      [BALANCE, BALANCE],
    ],
  ])('finds what a superuser changed: %s', async (_, statements, faults) => {
    expect(await after(...statements)).toEqual(faults);
  });
});
