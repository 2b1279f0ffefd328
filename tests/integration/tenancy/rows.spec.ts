import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {councilOfLive} from '@app/listings';
import {databaseError, UnitOfWork} from '@app/platform';
import type {DataSource, EntityManager} from 'typeorm';
import {columnsOpenTo, connectAs, NOT_HELD, tenantTables} from '../../support/catalogue.js';
import {furnish} from '../../support/everything.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let owner: DataSource;
let app: DataSource;
let ours: string;
let theirs: string;
let tables: string[];

beforeAll(async () => {
  scenario = await Scenario.open();
  ({owner} = scenario.world);
  app = await connectAs('app', scenario.database, 1);
  ours = scenario.council;
  theirs = await scenario.world.council('derbyshire');
  await furnish(scenario, ours);
  await furnish(scenario, theirs);
  tables = (await tenantTables(owner)).filter((table) => !(table in NOT_HELD));
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

/** Work of the serving role for our council, or none; nothing of it stays. */
async function tried<T>(council: string | null, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const undone = new Error('undone');
  let result: T | undefined;
  await new UnitOfWork(app)
    .run(council, async (tx) => {
      result = await work(tx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return result as T;
}

async function counted(council: string | null, of: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const sql = `SELECT count(*) AS n FROM ${table} WHERE council_id = $1`;
    counts[table] = (await tried(council, (tx) => tx.query<{n: number}[]>(sql, [of])))[0]?.n ?? -1;
  }
  return counts;
}

const nought = () => Object.fromEntries(tables.map((table) => [table, 0]));

/** Why a statement was refused, or `done`. */
function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => databaseError(error)?.code ?? String(error),
  );
}

/** What row-level security alone says, without the triggers and foreign keys that would refuse too. */
function writeWithoutRules(council: string | null, sql: string, values: unknown[]): Promise<unknown> {
  return owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(`SET LOCAL ROLE alongside_app`);
    if (council) await tx.query(`SELECT set_config('app.council_id', $1, true)`, [council]);
    return tx.query<unknown>(sql, values);
  });
}

const NO_RIGHT = '42501';

describe('the council of a listing that is asked for', () => {
  const rates = (id: string) =>
    new UnitOfWork(app).read(councilOfLive(id), (reader) => [
      reader.query<object[]>(`SELECT DISTINCT current_council() AS council, r.council_id AS of FROM rate r`),
    ]);
  const listing = async (council: string, state: string) => {
    const [row] = await owner.query<[{id: string}]>(
      `SELECT id FROM listing WHERE council_id = $1 AND state = $2 LIMIT 1`,
      [council, state],
    );
    return row.id;
  };

  it('holds for what is asked on the same way, and no longer', async () => {
    for (const council of [ours, theirs]) {
      expect(await rates(await listing(council, 'live'))).toEqual([[{council, of: council}]]);
      expect(await app.query(`SELECT current_council() AS council`)).toEqual([{council: null}]);
    }
  });

  it('is none where the listing is not live, or there is none', async () => {
    const id = await listing(ours, 'live');
    expect(await rates(randomUUID())).toEqual([[]]);
    await owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [id]);
    expect(await rates(id)).toEqual([[]]);
    await owner.query(`UPDATE listing SET state = 'live' WHERE id = $1`, [id]);
  });
});

describe('rows of another council', () => {
  it('are there, in every table, so that there is something to come upon', async () => {
    for (const council of [ours, theirs]) {
      for (const table of tables) {
        const [found] = await owner.query<{n: number}[]>(`SELECT count(*) AS n FROM ${table} WHERE council_id = $1`, [
          council,
        ]);
        expect({table, there: (found?.n ?? 0) > 0}).toEqual({table, there: true});
      }
    }
  });

  it('are not seen, nor are any where no council is set', async () => {
    const own = await counted(ours, ours);
    expect(Object.values(own).every((n) => n > 0)).toBe(true);
    expect(await counted(ours, theirs)).toEqual(nought());
    expect(await counted(null, ours)).toEqual(nought());
    expect(await counted(null, theirs)).toEqual(nought());
  });

  it('are neither changed nor deleted by a statement that names them, or names nothing', async () => {
    for (const table of tables) {
      for (const column of await columnsOpenTo(owner, table, 'UPDATE')) {
        for (const [council, where] of [
          [ours, 'council_id = $1'],
          [null, 'council_id = $1'],
          [null, '$1::uuid IS NOT NULL'],
        ] as const) {
          const sql = `WITH done AS (UPDATE ${table} SET ${column} = ${column} WHERE ${where} RETURNING 1) SELECT count(*) AS n FROM done`;
          const rows = await tried(council, (tx) => tx.query<{n: number}[]>(sql, [theirs]));
          expect({table, column, changed: rows[0]?.n}).toEqual({table, column, changed: 0});
        }
      }
      const sql = `WITH done AS (DELETE FROM ${table} WHERE council_id = $1 RETURNING 1) SELECT count(*) AS n FROM done`;
      const deleted = await tried(ours, (tx) => tx.query<{n: number}[]>(sql, [theirs])).catch((error: unknown) => {
        expect(databaseError(error)?.code).toBe(NO_RIGHT);
        return [{n: 0}];
      });
      expect({table, deleted: deleted[0]?.n}).toEqual({table, deleted: 0});
    }
  });

  it('are not added to: the same rows, written from our council or from none, are refused', async () => {
    for (const table of tables) {
      const columns = (await columnsOpenTo(owner, table, 'INSERT')).filter((column) => column !== 'id');
      if (columns.length === 0) continue;
      const [row] = await owner.query<{row: object}[]>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE council_id = $1 LIMIT 1`,
        [theirs],
      );
      const sql = `INSERT INTO ${table} (${columns.join()}) SELECT ${columns.join()} FROM jsonb_populate_record(NULL::${table}, $1)`;
      for (const council of [ours, null]) {
        const code = await refusal(writeWithoutRules(council, sql, [row?.row]));
        expect({table, council, code}).toEqual({table, council, code: NO_RIGHT});
      }
    }
  });

  it('are not joined by one of our own that moves there', async () => {
    for (const table of tables) {
      const code = await refusal(tried(ours, (tx) => tx.query(`UPDATE ${table} SET council_id = $1`, [theirs])));
      expect({table, code}).toEqual({table, code: NO_RIGHT});
    }
  });
});

describe('the council of a transaction', () => {
  it('ends with it: the next one on the same connection starts with none', async () => {
    const backend = () =>
      app.query<{pid: number; council: string | null}[]>(
        `SELECT pg_backend_pid() AS pid, current_council() AS council`,
      );
    const [before] = await backend();
    const within = await new UnitOfWork(app).run(ours, (tx) =>
      tx.query<{pid: number; council: string}[]>(`SELECT pg_backend_pid() AS pid, current_council() AS council`),
    );
    expect(within).toEqual([{pid: before?.pid, council: ours}]);
    expect(await backend()).toEqual([{pid: before?.pid, council: null}]);
    await tried(theirs, (tx) => tx.query(`SELECT 1`));
    expect(await backend()).toEqual([{pid: before?.pid, council: null}]);
    expect(await counted(null, ours)).toEqual(nought());
  });

  it('is no more than a word where nothing is said or something else than a council is', async () => {
    expect(await refusal(tried('not a council', (tx) => tx.query(`SELECT count(*) FROM person`)))).toBe('22P02');
    expect(await tried('00000000-0000-0000-0000-000000000000', (tx) => tx.query(`SELECT id FROM person`))).toEqual([]);
  });
});
