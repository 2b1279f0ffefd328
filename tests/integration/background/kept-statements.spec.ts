import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {prepared, UnitOfWork} from '@app/platform';
import type {DataSource} from 'typeorm';
import {prepareAnew} from '../../../libs/platform/src/database/named-statements.js';
import {connectAs} from '../../support/catalogue.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let app: DataSource;
let work: UnitOfWork;
let ours: string;
let theirs: string;

beforeAll(async () => {
  // Other files may have asked as much as a process keeps.
  prepareAnew();
  scenario = await Scenario.open();
  app = await connectAs('app', scenario.database, 1);
  work = new UnitOfWork(app);
  ours = scenario.council;
  theirs = await scenario.world.council('derbyshire');
  await scenario.world.owner.query(`CREATE TABLE kept (id integer PRIMARY KEY, council_id uuid NOT NULL);
    INSERT INTO kept SELECT n, CASE WHEN n = 1 THEN '${ours}'::uuid ELSE '${theirs}'::uuid END FROM generate_series(1, 3) n;
    SELECT tenant_table('kept', 'SELECT')`);
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

const asked = (council: string, text: string, times = 1) =>
  Promise.all(Array.from({length: times}, () => work.run(council, (tx) => tx.query<object[]>(text, [0]))));

const kept = async (text: string) =>
  (
    await app.query<{n: number}[]>(`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = $1`, [text])
  )[0]?.n;

describe('a statement that recurs', () => {
  it('is kept by the connection, and what is asked once is not', async () => {
    const text = `SELECT id FROM kept WHERE id > $1 ORDER BY id`;
    await asked(ours, text);
    expect(await kept(text)).toBe(0);
    await asked(ours, text, 10);
    expect(await kept(text)).toBe(1);
  });

  it('is kept without the council that asked it first', async () => {
    const text = `SELECT id FROM kept WHERE id >= $1 ORDER BY id`;
    expect((await asked(ours, text, 12)).at(-1)).toEqual([{id: 1}]);
    expect((await asked(theirs, text, 12)).at(-1)).toEqual([{id: 2}, {id: 3}]);
    expect((await asked(ours, text))[0]).toEqual([{id: 1}]);
    expect(await kept(text)).toBe(1);
  });

  it('is asked again when a migration has added to what it answers with', async () => {
    const text = `SELECT * FROM kept WHERE id > $1`;
    await asked(ours, text, 12);
    await scenario.world.owner.query(`ALTER TABLE kept ADD COLUMN more text NOT NULL DEFAULT 'more'`);
    expect((await asked(ours, text))[0]).toEqual([{id: 1, council_id: ours, more: 'more'}]);
  });
});

describe('what is read at once', () => {
  const IDS = `SELECT id FROM kept WHERE id > $1 ORDER BY id`;

  it('is of one council, which the connection has forgotten when the next one asks', async () => {
    const both = await work.read(theirs, (reader) => [
      reader.query(IDS, [0]),
      prepared<{n: number}[]>(reader, `SELECT count(*)::int AS n FROM kept WHERE id > $1`, [2]),
    ]);
    expect(both).toEqual([[{id: 2}, {id: 3}], [{n: 1}]]);
    expect(await work.read(ours, (reader) => [reader.query(IDS, [0])])).toEqual([[{id: 1}]]);
    expect(await work.read(null, (reader) => [reader.query(IDS, [0])])).toEqual([[]]);
  });

  it('says what failed first, writes nothing, and leaves the connection as it was', async () => {
    const failing = work.read(ours, (reader) => [
      reader.query(`SELECT 1 / $1::int`, [0]),
      reader.query(`SELECT nothing FROM nowhere`),
    ]);
    await expect(failing).rejects.toThrow('division by zero');
    const writing = work.read(ours, (reader) => [reader.query(`SELECT id FROM kept FOR UPDATE`)]);
    await expect(writing).rejects.toThrow('read-only transaction');
    const refused = work.read(ours, (): Promise<unknown>[] => {
      throw new Error('not asked');
    });
    await expect(refused).rejects.toThrow('not asked');
    await expect(work.run(ours, () => work.read(ours, (reader) => [reader.query(IDS, [0])]))).rejects.toThrow(
      'within another',
    );
    expect(await work.read(ours, (reader) => [reader.query(IDS, [0])])).toEqual([[{id: 1}]]);
  });

  it('is asked again when a migration has added to what it answers with', async () => {
    const read = () =>
      work.read(ours, (reader) => [prepared<object[]>(reader, `SELECT * FROM kept WHERE id = $1`, [1])]);
    await read();
    await scenario.world.owner.query(`ALTER TABLE kept ADD COLUMN again text NOT NULL DEFAULT 'again'`);
    expect(await read()).toMatchObject([[{id: 1, again: 'again'}]]);
  });
});
