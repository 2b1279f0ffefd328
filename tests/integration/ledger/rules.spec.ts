import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let app: DataSource;
let ours: string;
let theirs: string;
let period: string;
let theirPeriod: string;

const NO_RIGHT = '42501';
const CHECK = '23514';

beforeAll(async () => {
  scenario = await Scenario.open();
  app = await connectAs('app', scenario.database);
  ours = scenario.council;
  theirs = await scenario.world.council('derbyshire');
  period = await aPeriod(ours);
  theirPeriod = await aPeriod(theirs);
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

async function aPeriod(council: string): Promise<string> {
  const line = await scenario.line(await scenario.holder(council), 10_000, {council, weeks: 4});
  const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM budget_period WHERE line_id = $1`, [
    line,
  ]);
  return row?.id ?? '';
}

const asApp = <T>(work: (tx: Tx) => Promise<T>) => new UnitOfWork(app).run(ours, work);

async function journal(tx: Tx): Promise<number> {
  const [row] = await tx.query<{id: number}[]>(
    `INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id) VALUES ($1, 'hold', 'test', $2) RETURNING id`,
    [ours, randomUUID()],
  );
  return row?.id ?? 0;
}

const entries = (tx: Tx, journalId: number, ...all: [account: string, pence: number, period?: string][]) =>
  tx.query<object[]>(
    `INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
     SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::bigint[])`,
    [ours, journalId, all.map((each) => each[2] ?? period), all.map((each) => each[0]), all.map((each) => each[1])],
  );

/** Why the database refused, and where it did. */
async function refusal(work: Promise<unknown>): Promise<{code?: string; constraint?: string}> {
  try {
    await work;
    return {code: 'done'};
  } catch (error) {
    const {code, constraint} = databaseError(error) ?? {constraint: String(error)};
    return {...(code && {code}), ...(constraint && {constraint})};
  }
}

describe('the ledger, as the serving role finds it', () => {
  it('takes a journal that sums to nought', async () => {
    await asApp(async (tx) => entries(tx, await journal(tx), ['available', -100], ['held', 100]));
    const [balance] = await scenario.world.owner.query<object[]>(
      `SELECT held_pence, available_pence FROM period_balance WHERE period_id = $1`,
      [period],
    );
    expect(balance).toEqual({held_pence: 100, available_pence: 39_900});
  });

  it('refuses at commit a journal of nothing, and at once one that moves money in or out of nowhere', async () => {
    let reached = '';
    const nothing = asApp(async (tx) => {
      await journal(tx);
      reached = 'commit';
    });
    expect(await refusal(nothing)).toEqual({code: CHECK, constraint: 'ledger_journal_is_balanced'});
    expect(reached).toBe('commit');
    for (const all of [
      [['held', 100]],
      [
        ['available', -100],
        ['held', 99],
      ],
      [['available', 1]],
    ] as [string, number][][]) {
      const code = await refusal(asApp(async (tx) => entries(tx, await journal(tx), ...all)));
      expect(code).toEqual({code: CHECK, constraint: 'period_balance_check'});
    }
  });

  it('refuses at commit a sum that is not nought, even where nothing keeps the balances', async () => {
    const without = scenario.world.owner.transaction(async (tx) => {
      await tx.query(`ALTER TABLE ledger_entry DISABLE TRIGGER ledger_apply_entries`);
      await entries(tx, await journal(tx), ['available', -100], ['held', 99]);
    });
    expect(await refusal(without)).toEqual({code: CHECK, constraint: 'ledger_journal_is_balanced'});
  });

  it('refuses entries that come to a journal later', async () => {
    const id = await asApp(async (tx) => {
      const made = await journal(tx);
      await entries(tx, made, ['available', -1], ['held', 1]);
      return made;
    });
    const later = asApp((tx) => entries(tx, id, ['available', -1], ['held', 1]));
    expect(await refusal(later)).toEqual({code: CHECK});
  });

  it('refuses a reversal of anything but all of what it names, and one of a reversal', async () => {
    const reversing = async (tx: Tx, id: number) => {
      const [row] = await tx.query<{id: number}[]>(
        `INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, reverses_id)
         VALUES ($1, 'reverse', 'test', $2, $3) RETURNING id`,
        [ours, randomUUID(), id],
      );
      return row?.id ?? 0;
    };
    const id = await asApp(async (tx) => {
      const made = await journal(tx);
      await entries(tx, made, ['available', -20], ['held', 20]);
      return made;
    });
    const part = asApp(async (tx) => entries(tx, await reversing(tx, id), ['available', 19], ['held', -19]));
    expect(await refusal(part)).toEqual({code: CHECK, constraint: 'ledger_reverses_all'});
    const back = await asApp(async (tx) => {
      const made = await reversing(tx, id);
      await entries(tx, made, ['available', 20], ['held', -20]);
      return made;
    });
    const again = asApp(async (tx) => entries(tx, await reversing(tx, back), ['available', -20], ['held', 20]));
    expect(await refusal(again)).toEqual({code: '23503', constraint: 'ledger_reverses_own'});
    const twice = asApp(async (tx) => entries(tx, await reversing(tx, id), ['available', 20], ['held', -20]));
    expect(await refusal(twice)).toEqual({code: '23505', constraint: 'ledger_journal_reverses_id_key'});
  });

  it('refuses periods and journals of another council', async () => {
    const period = asApp(async (tx) =>
      entries(tx, await journal(tx), ['available', -1, theirPeriod], ['held', 1, theirPeriod]),
    );
    expect(await refusal(period)).toEqual({code: CHECK});
    const [other] = await scenario.world.owner.query<{id: number}[]>(
      `SELECT id FROM ledger_journal WHERE council_id = $1 LIMIT 1`,
      [theirs],
    );
    const joined = asApp((tx) => entries(tx, other?.id ?? 0, ['available', -1], ['held', 1]));
    expect(await refusal(joined)).toEqual({code: CHECK});
  });

  it.each(['available', 'held', 'committed', 'spent', 'ring_fenced'])(
    'never lets %s fall below nought',
    async (account) => {
      const to = account === 'available' ? 'held' : 'available';
      const work = asApp(async (tx) => entries(tx, await journal(tx), [account, -1_000_000], [to, 1_000_000]));
      expect(await refusal(work)).toEqual({code: CHECK, constraint: `period_balance_${account}_pence_check`});
    },
  );

  it('names nothing that is not there, and keeps what it names from everybody', async () => {
    const nowhere = asApp(async (tx) =>
      entries(tx, await journal(tx), ['available', -1, randomUUID()], ['held', 1, randomUUID()]),
    );
    expect(await refusal(nowhere)).toEqual({code: CHECK});
    expect(await refusal(asApp((tx) => entries(tx, 999_999_999, ['available', -1], ['held', 1])))).toEqual({
      code: CHECK,
    });
    const {owner} = scenario.world;
    for (const [table, column] of [
      ['ledger_journal', 'journal_id'],
      ['budget_period', 'period_id'],
    ]) {
      const gone = owner.transaction(async (tx) => {
        await tx.query(`DELETE FROM period_balance`);
        await tx.query(`DELETE FROM ${table} WHERE id IN (SELECT ${column} FROM ledger_entry)`);
      });
      expect(await refusal(gone)).toEqual({code: '23503', constraint: `ledger_entry_${column}_stays`});
    }
  });

  it('lets nothing be changed, taken away, dated or numbered', async () => {
    for (const statement of [
      `UPDATE ledger_entry SET amount_pence = 1`,
      `UPDATE ledger_journal SET actor_id = NULL`,
      `DELETE FROM ledger_entry`,
      `DELETE FROM ledger_journal`,
      `TRUNCATE ledger_entry`,
      `UPDATE period_balance SET available_pence = 1`,
      `INSERT INTO period_balance (period_id, council_id) SELECT gen_random_uuid(), council_id FROM period_balance`,
      `INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, transaction_id)
       SELECT council_id, 'hold', 'test', id, 1 FROM budget_period`,
      `INSERT INTO ledger_journal (id, council_id, kind, cause_kind, cause_id) OVERRIDING SYSTEM VALUE
       SELECT -1, council_id, 'hold', 'test', id FROM budget_period`,
      `ALTER TABLE ledger_entry DISABLE TRIGGER ALL`,
      `SET session_replication_role = replica`,
    ]) {
      expect({statement, ...(await refusal(asApp((tx) => tx.query<object[]>(statement))))}).toEqual({
        statement,
        code: NO_RIGHT,
      });
    }
  });

  it('lets nobody feed its triggers from a table of their own', async () => {
    const fed = asApp(async (tx) => {
      await tx.query(`CREATE TEMPORARY TABLE mine (LIKE ledger_entry)`);
      await tx.query(`CREATE TRIGGER mine AFTER INSERT ON mine REFERENCING NEW TABLE AS added
                      FOR EACH STATEMENT EXECUTE FUNCTION ledger_apply_entries()`);
    });
    expect(await refusal(fed)).toEqual({code: NO_RIGHT});
  });
});
