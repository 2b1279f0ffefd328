import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {testDatabase, type TestDatabase} from '../support/database.js';
import {ProductProcess} from '../support/process.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it.each(['web', 'worker'])('%s starts by itself, with nothing but a database, and gets ready', async (app) => {
  const process = await ProductProcess.start(app, {DATABASE_URL: database.appUrl});
  try {
    const ready = await fetch(`${process.url}/health/ready`);
    expect(ready.status).toBe(200);
  } finally {
    await process.stop();
  }
});
