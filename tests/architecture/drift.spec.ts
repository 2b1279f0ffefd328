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
});
