import {createHash} from 'node:crypto';
import cookie from '@fastify/cookie';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import request from 'supertest';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {PASSWORD, World, type TestPerson} from '../../support/people.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let person: TestPerson;

beforeAll(async () => {
  database = await testDatabase();
  // Where one process serves pages too, cookies are read; here nothing takes them off the API's requests first.
  api = await startApi(database, {prepare: async (app) => void (await app.register(cookie))});
  world = await World.open(database, api);
  person = await world.person(await world.council('nottinghamshire'), 'Amina Khan', ['holder']);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

const fresh = () => api.signIn(person.email, PASSWORD);
const me = (token: string) => api.call('get', '/sessions/current', token);
const server = () => request(api.app.getHttpServer());

describe('a token', () => {
  it('is worth nothing after signing out, and other sessions go on', async () => {
    const [mine, other] = [await fresh(), await fresh()];
    await me(mine).expect(200);
    await api.call('delete', '/sessions/current', mine).expect(204);
    await me(mine).expect(401, /SIGN_IN_NEEDED/);
    await api.call('delete', '/sessions/current', mine).expect(401);
    await me(other).expect(200);
  });

  it('is worth nothing once it has expired', async () => {
    const token = await fresh();
    await world.owner.query(
      `UPDATE session SET expires_at = now() - interval '1 second'
       WHERE id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)`,
    );
    await me(token).expect(401, /SIGN_IN_NEEDED/);
  });

  it('of a person may begin as one of a program does', async () => {
    const token = `m_${(await fresh()).slice(2)}`;
    await world.owner.query(
      `UPDATE session SET token_hash = $1 WHERE id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)`,
      [createHash('sha256').update(token).digest()],
    );
    await me(token).expect(200);
  });

  it('is worth nothing with a letter changed, missing, added, or in another case', async () => {
    const token = await fresh();
    const other = (letter: string) => (letter === 'A' ? 'B' : 'A');
    const tampered = [
      ...[0, 20, 42].map((at) => token.slice(0, at) + other(token.charAt(at)) + token.slice(at + 1)),
      token.slice(1),
      `${token}A`,
      `${token}=`,
      token.toUpperCase() === token ? token.toLowerCase() : token.toUpperCase(),
      [...token].reverse().join(''),
    ];
    for (const each of tampered) await me(each).expect(401);
    await me(token).expect(200);
  });

  it('is read from one well-formed header only', async () => {
    const token = await fresh();
    const headers = [
      token,
      `Basic ${token}`,
      `Bearer`,
      `Bearer ${token} x`,
      `Bearer Bearer ${token}`,
      `Bearer ${token},Bearer ${token}`,
      `Token ${token}`,
    ];
    for (const header of headers) {
      await server().get('/api/v1/sessions/current').set('Authorization', header).expect(401);
    }
    await server().get(`/api/v1/sessions/current?access_token=${token}&token=${token}`).expect(401);
    await server().get('/api/v1/sessions/current').set('Authorization', `bearer ${token}`).expect(200);
  });

  it('of any size is refused before it can do harm', async () => {
    for (const size of [1_000, 8_000]) await me('A'.repeat(size)).expect(401);
    const {status} = await me('A'.repeat(200_000));
    expect(status).toBe(431);
  });

  it('in a cookie is nothing to the API, however its address is spelt', async () => {
    const token = await fresh();
    const paths = [
      '/api/v1/sessions/current',
      '/%61pi/v1/sessions/current',
      '/api/v1/sessions/current/',
      '/ap%69/v1/budgets',
    ];
    for (const path of paths) {
      const names = ['session', '__Host-session'].map((name) => `${name}=${token}`).join('; ');
      await server().get(path).set('Cookie', names).expect(401);
      await server().get(path).set('Authorization', `Bearer ${token}`).expect(200);
    }
  });
});
