import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {PASSWORD, World, type TestPerson} from '../../support/people.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let person: TestPerson;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  person = await world.person(await world.council('nottinghamshire'), 'Amina Khan', ['holder']);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

const signIn = (email: string, password: string) => api.call('post', '/sessions', null, {email, password});

describe('signing in', () => {
  it('gives a token that says who it belongs to; the database keeps only its hash', async () => {
    const answer = await signIn(`  ${person.email.toUpperCase()} `, PASSWORD).expect(201);
    const {token} = answer.body as {token: string};
    expect(answer.body).toMatchObject({person: {id: person.personId, name: 'Amina Khan', roles: ['holder']}});
    const me = await api.call('get', '/sessions/current', token).expect(200);
    expect(me.body).toEqual({id: person.personId, name: 'Amina Khan', roles: ['holder']});
    const rows = await world.owner.query<{kept: string}[]>(`SELECT to_jsonb(s)::text AS kept FROM session s`);
    expect(rows.every(({kept}) => !kept.includes(token))).toBe(true);
  });

  it('answers an unknown e-mail and a wrong password with the same words', async () => {
    const wrong = await signIn(person.email, `${PASSWORD}!`).expect(401);
    const unknown = await signIn('nobody@council.example', PASSWORD).expect(401);
    expect(wrong.body).toMatchObject({code: 'SIGN_IN_FAILED'});
    expect(unknown.body).toEqual(wrong.body);
    const headers = (all: Record<string, string>) => Object.keys(all).sort();
    expect(headers(unknown.headers as Record<string, string>)).toEqual(headers(wrong.headers));
  });

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    const wrong: number[] = [];
    const unknown: number[] = [];
    await signIn('nobody@council.example', 'a'); // the first of all makes the hash that stands in
    for (let round = 0; round < 15; round += 1) {
      wrong.push(await timed(() => signIn(person.email, `wrong ${round}`)));
      unknown.push(await timed(() => signIn(`nobody${round}@council.example`, `wrong ${round}`)));
    }
    const ratio = median(unknown) / median(wrong);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('does not read a password with other spaces or case, nor a part of it, nor none', async () => {
    for (const password of [
      ` ${PASSWORD}`,
      `${PASSWORD} `,
      PASSWORD.toUpperCase(),
      PASSWORD.slice(0, -1),
      '',
      '\u00a0',
    ]) {
      await signIn(person.email, password).expect(401);
    }
  });

  it('keeps quotes and wildcards apart from the query', async () => {
    for (const email of [`' OR true --`, '%', '_'.repeat(20), `${person.email}'`, `*@*`, '\\']) {
      expect([400, 401]).toContain((await signIn(email, PASSWORD)).status);
    }
  });
});

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(all: number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
