import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import request from 'supertest';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database, {variables: {RATE_LIMIT: '5'}});
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('the limit on requests', () => {
  it('counts every spelling of an address, and leaves health alone', async () => {
    const get = (path: string) => request(api.app.getHttpServer()).get(path);
    const spellings = [
      '/api/v1/budgets',
      '/%61pi/v1/budgets',
      '/api/v1/%62udgets',
      '/api/v1/budgets/',
      '/ap%69/v1/budgets',
    ];
    for (const path of spellings) await get(path).expect(401);
    for (const path of spellings) {
      const refused = await get(path).expect(429);
      expect(refused.body).toMatchObject({code: 'TOO_MANY_REQUESTS', status: 429});
    }
    await get('/health/live').expect(200);
  });
});
