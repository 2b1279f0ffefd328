import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {argon2id, hash} from 'argon2';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {PASSWORD, World, type TestPerson} from '../../support/people.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let person: TestPerson;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database, {variables: {TRUST_PROXY: 'loopback'}});
  world = await World.open(database, api);
  person = await world.person(await world.council('nottinghamshire'), 'Amina Khan', ['holder']);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

let addresses = 0;
/** From somewhere else each time, unless it is said from where. */
const signIn = (email: string, password: string, address = `2001:db8::${(addresses += 1).toString(16)}`) =>
  api.call('post', '/sessions', null, {email, password}).set('X-Forwarded-For', address);

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
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
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

describe('failed tries', () => {
  const HERE = '198.51.100.7';
  const tries = async (email: string, address: string, count: number) => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n += 1) statuses.push((await signIn(email, `wrong ${n}`, address)).status);
    return statuses;
  };

  it('slow down who makes them, and not whom they are made at', async () => {
    const other = await world.person(await world.council('derbyshire'), 'Ruth Neighbour', ['holder']);
    expect(await tries(person.email, HERE, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await signIn(person.email, PASSWORD, HERE).expect(429);
    expect(refused.body).toMatchObject({code: 'TOO_MANY_TRIES', detail: expect.stringContaining('Wait 15 seconds')});
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(10);
    // The person themselves elsewhere, and a neighbour at the same place.
    await signIn(person.email, PASSWORD, '198.51.100.8').expect(201);
    await signIn(other.email, PASSWORD, HERE).expect(201);
    await world.owner.query(`UPDATE sign_in_failure SET last_at = last_at - interval '16 seconds'`);
    await signIn(person.email, PASSWORD, HERE).expect(201);
    expect(await tries(person.email, HERE, 2)).toEqual([401, 401]);
  });

  it('are the same for an e-mail that nobody has', async () => {
    expect(await tries('nobody@council.example', '198.51.100.9', 6)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('count also when many are made at once', async () => {
    const all = await Promise.all(
      Array.from({length: 12}, (_, n) => signIn(person.email, `at once ${n}`, '198.51.100.10')),
    );
    expect(all.filter(({status}) => status === 401)).toHaveLength(5);
    expect(all.filter(({status}) => status === 429)).toHaveLength(7);
  });

  it('of one place at many e-mails slow down that place', async () => {
    const there = '198.51.100.11';
    const all = Array.from({length: 51}, (_, n) => signIn(`somebody${n}@council.example`, 'x', there));
    const statuses = (await Promise.all(all)).map(({status}) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    await signIn(person.email, PASSWORD, there).expect(429);
  });

  it('leave no address in the database, and nothing after a day', async () => {
    const rows = await world.owner.query<{kept: string}[]>(`SELECT encode(key, 'escape') AS kept FROM sign_in_failure`);
    expect(rows.some(({kept}) => kept.includes('198.51') || kept.includes('council.example'))).toBe(false);
    await world.owner.query(`UPDATE sign_in_failure SET last_at = now() - interval '25 hours'`);
    for (let n = 0; n < 5; n += 1) await signIn('nobody@council.example', 'x');
    const [left] = await world.owner.query<{n: number}[]>(
      `SELECT count(*) AS n FROM sign_in_failure WHERE last_at < now() - interval '1 day'`,
    );
    expect(left?.n).toBe(0);
  });
});

it('hashes a password anew that was hashed with weaker parameters', async () => {
  const weak = await hash(PASSWORD, {type: argon2id, memoryCost: 8_192, timeCost: 2, parallelism: 1});
  await world.owner.query(`UPDATE account SET password_hash = $2 WHERE person_id = $1`, [person.personId, weak]);
  await signIn(person.email, PASSWORD).expect(201);
  const sql = `SELECT password_hash FROM account WHERE person_id = $1`;
  const [kept] = await world.owner.query<{password_hash: string}[]>(sql, [person.personId]);
  expect(kept?.password_hash).toMatch(/m=19456\b/);
  await signIn(person.email, PASSWORD).expect(201);
});

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(all: number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
