import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {testDatabase, type TestDatabase} from '../support/database.js';
import {runCommand} from '../support/command.js';
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

it('lists every route with what it needs, and starts nothing', async () => {
  const {code, out, err} = await runCommand(['routes', '--json'], {DATABASE_URL: database.appUrl});
  expect([code, err]).toEqual([0, '']);
  const {routes} = JSON.parse(out) as {routes: {path: string; permission: string | null}[]};
  expect(routes.length).toBeGreaterThan(200);
  expect(routes.filter(({permission}) => permission === null)).toEqual([]);
});
