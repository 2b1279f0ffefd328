import {randomBytes, randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {PERMISSIONS, PERMISSIONS_OF, ROLES, type Permission, type Role} from '@app/identity';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let routes: ReturnType<TestApi['routes']>;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  const council = await world.council('nottinghamshire');
  for (const role of ROLES) tokens.set(role, (await world.person(council, `A ${role}`, [role])).token);
  // Signing out comes last, or nothing after it would be signed in.
  routes = api.routes().sort((a, b) => Number(endsSession(a)) - Number(endsSession(b)));
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

const endsSession = ({method, path}: {method: string; path: string}) =>
  method === 'DELETE' && path === '/sessions/current';

/** The route with ids of nothing, as somebody; a body only where there has to be one. */
async function answer(route: (typeof routes)[number], token: string | null): Promise<{status: number; code?: string}> {
  const path = route.path.replace(/:\w+/g, () => randomUUID());
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : {};
  const sent = await api.call(route.call, path, token, body);
  return {status: sent.status, code: (sent.body as {code?: string}).code};
}

describe('every route', () => {
  it('names a permission there is, or says that it is public', () => {
    expect(routes.length).toBeGreaterThan(30);
    const known = new Set<string | null>([...PERMISSIONS, 'public']);
    expect(routes.filter((route) => !known.has(route.permission))).toEqual([]);
  });

  it('public ones are few, and these', () => {
    const open = routes.filter((route) => route.permission === 'public').map(({method, path}) => `${method} ${path}`);
    expect(open.filter((route) => !PUBLIC.includes(route))).toEqual([]);
  });

  it.each([...ROLES])('lets in exactly those whose role has its permission: %s', async (role) => {
    const token = tokens.get(role) ?? '';
    for (const route of routes) {
      if (route.permission === 'public') continue;
      const permission = route.permission as Permission;
      const may = permission === 'session:use' || PERMISSIONS_OF[role].includes(permission);
      const {status, code} = await answer(route, token);
      const where = `${role}: ${route.method} ${route.path}`;
      if (may)
        expect({where, in: status !== 401 && status !== 403 && status < 500, status}).toMatchObject({where, in: true});
      else expect({where, status, code}).toEqual({where, status: 403, code: 'FORBIDDEN'});
    }
  });

  it('lets nobody in who is not signed in, whatever they send instead', async () => {
    const garbage = [
      'x',
      randomBytes(32).toString('base64url'),
      `${tokens.get('admin') ?? ''}x`,
      'a.b.c',
      'null',
      '%00',
    ];
    for (const route of routes.filter((each) => each.permission !== 'public')) {
      for (const token of [null, ...garbage]) {
        const {status, code} = await answer(route, token);
        const where = `${route.method} ${route.path} with ${token ?? 'nothing'}`;
        expect({where, status, code}).toEqual({where, status: 401, code: 'SIGN_IN_NEEDED'});
      }
    }
  });

  it('public ones too refuse a token that nobody has, so that nobody is taken for nobody by mistake', async () => {
    for (const route of routes.filter((each) => each.permission === 'public')) {
      expect(await answer(route, null)).not.toMatchObject({status: 401, code: 'SIGN_IN_NEEDED'});
      expect(await answer(route, 'x')).toMatchObject({status: 401, code: 'SIGN_IN_NEEDED'});
    }
  });
});

const PUBLIC = [
  'GET /sign-in-ways',
  'POST /sessions',
  'POST /sessions/second-factor',
  'POST /token',
  'GET /listings/:id',
  'GET /listings/:id/picture/:file',
  'GET /listings/:id/times',
  'GET /listings/:id/feedback',
  'GET /search',
  'GET /search/suggestions',
  'GET /community/:id',
  'POST /community-links',
  'POST /community-links/confirm',
  'POST /community-links/change',
  'POST /community-links/take-down',
  'GET /services',
];
