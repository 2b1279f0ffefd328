import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import request from 'supertest';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database, {variables: {RATE_LIMIT: '5', SECURE_COOKIES: 'yes'}});
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
    const live = await get('/health/live').expect(200);
    expect(live.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('refuses as it answers: to be kept by nobody, and with nothing in it that runs', async () => {
    const {headers} = await request(api.app.getHttpServer()).get('/api/v1/budgets');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });
});
