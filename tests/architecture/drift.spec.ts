import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DataSource} from 'typeorm';
import {connection} from '@app/platform';
import {everyEntity} from '../support/entities.js';
import {testDatabase, type TestDatabase} from '../support/database.js';

/** The migrations are the schema; the entities must say the same. */
describe('entities and migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('do not drift apart', async () => {
    const owner = await new DataSource({...connection(database.ownerUrl), entities: everyEntity()}).initialize();
    const {upQueries} = await owner.driver.createSchemaBuilder().log();
    await owner.destroy();
    expect(upQueries.map(({query}) => query)).toEqual([]);
  });

  it('know no day but London’s: the database’s own begins an hour after it in summer', async () => {
    const owner = await new DataSource(connection(database.superuserUrl)).initialize();
    const texts = await owner.query<{name: string; text: string}[]>(
      `SELECT proname AS name, prosrc AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT adrelid::regclass::text, pg_get_expr(adbin, adrelid) FROM pg_attrdef
       UNION ALL SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'
       UNION ALL SELECT policyname, concat(qual, with_check) FROM pg_policies WHERE schemaname = 'public'`,
    );
    await owner.destroy();
    expect(texts.length).toBeGreaterThan(500);
    const utc = /\bcurrent_date\b|\b(now\(\)|[a-z]+_at)::date\b/i;
    expect(texts.filter(({text}) => utc.test(text)).map(({name}) => name)).toEqual([]);
  });
});
