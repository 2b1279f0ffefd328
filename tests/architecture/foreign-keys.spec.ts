import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {DataSource} from 'typeorm';
import {connectAs} from '../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../support/database.js';

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectAs('superuser', database);
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

const UNINDEXED = `
  SELECT t.relname || '.' || a.attname AS column, f.confrelid::regclass::text AS target
  FROM pg_constraint f
  JOIN pg_class t ON t.oid = f.conrelid
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
  WHERE f.contype = 'f' AND t.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1] AND i.indpred IS NULL)`;

describe('foreign keys', () => {
  it('have an index where what they point to can be deleted, or deleting would read the whole table', async () => {
    const slow = await owner.query<object[]>(
      `SELECT * FROM (${UNINDEXED}) u WHERE has_table_privilege('alongside_app', u.target, 'DELETE')`,
    );
    expect(slow).toEqual([]);
  });

  it('have an index in the ledger and for visits, where every figure is followed to what it came from', async () => {
    const slow = await owner.query<object[]>(
      `SELECT * FROM (${UNINDEXED}) u WHERE u.column ~ '^(ledger_|visit_split|visit\\.booking)' AND u.target NOT IN ('council', 'person')`,
    );
    expect(slow).toEqual([]);
  });

  it('never delete in turn where a council’s rows are kept', async () => {
    const cascading = await owner.query<object[]>(
      `SELECT conname FROM pg_constraint f WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confdeltype <> 'a'
         AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = f.conrelid AND attname = 'council_id')`,
    );
    expect(cascading).toEqual([]);
  });
});
