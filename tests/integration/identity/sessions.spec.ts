import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Method} from '../../support/app.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const STRONG = 'marmalade ladder quiet tortoise';

let scenario: Scenario;
let pages: PagesApp;
let person: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  person = await scenario.holder();
});
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

const call = (method: Method, path: string, token: string, body?: object) =>
  scenario.api.call(method, path, token, body);
const fresh = () => scenario.api.signIn(person.email, PASSWORD);
const newest = `(SELECT id FROM session ORDER BY created_at DESC, id DESC LIMIT 1)`;
const alter = (set: string) => scenario.world.owner.query(`UPDATE session SET ${set} WHERE id = ${newest}`);

/** The newest session, as if it had been begun and last used so long ago. */
const ago = (minutes: number, seen = minutes) =>
  alter(`authenticated_at = now() - interval '${minutes} minutes', last_seen_at = now() - interval '${seen} minutes',
         expires_at = least(ends_at, now() + (idle_minutes - ${seen}) * interval '1 minute')`);

interface Sessions {
  items: {id: string; device: string; current: boolean; methods: string[]}[];
}

describe('a session', () => {
  it('ends when it rests too long, goes on while it is used, and ends in any case', async () => {
    const rested = await fresh();
    await ago(61);
    await call('get', '/sessions/current', rested).expect(401, /SIGN_IN_NEEDED/);

    const used = await fresh();
    await ago(50);
    await call('get', '/sessions/current', used).expect(200);
    const [row] = await scenario.world.owner.query<{minutes: number}[]>(
      `SELECT round(extract(epoch FROM expires_at - now()) / 60)::int AS minutes FROM session WHERE id = ${newest}`,
    );
    expect(row?.minutes).toBe(60);

    const long = await fresh();
    await alter(`ends_at = now() + interval '10 minutes', expires_at = now() + interval '5 minutes',
                 last_seen_at = now() - interval '55 minutes'`);
    await call('get', '/sessions/current', long).expect(200);
    const [last] = await scenario.world.owner.query<{last: boolean}[]>(
      `SELECT expires_at = ends_at AS last FROM session WHERE id = ${newest}`,
    );
    expect(last?.last).toBe(true);
  });

  it('costs no write while it was used a moment ago', async () => {
    const token = await fresh();
    const version = () => scenario.world.owner.query<object[]>(`SELECT xmin::text FROM session WHERE id = ${newest}`);
    const before = await version();
    for (let n = 0; n < 3; n += 1) await call('get', '/sessions/current', token).expect(200);
    expect(await version()).toEqual(before);
  });

  it('is said in plain words to whose it is, who may end it from elsewhere', async () => {
    const other = await scenario.holder();
    const sign = {email: other.email, password: PASSWORD};
    const made = await scenario.api.call('post', '/sessions', null, sign).set('User-Agent', FIREFOX).expect(201);
    const {token} = made.body as {token: string};
    const {items} = (await call('get', '/sessions', other.token).expect(200)).body as Sessions;
    expect(items.map(({device, current}) => ({device, current}))).toEqual([
      {device: expect.stringMatching(/do not know|program/), current: true},
      {device: 'Firefox on Windows', current: false},
    ]);
    const id = items[1]?.id ?? '';
    await call('delete', `/sessions/${id}`, person.token).expect(404);
    await call('get', '/sessions/current', token).expect(200);
    await call('delete', `/sessions/${id}`, other.token).expect(204);
    await call('get', '/sessions/current', token).expect(401);
    await call('delete', `/sessions/${id}`, other.token).expect(404);
  });

  it('tells how long it lasts on every page', async () => {
    const visitor = new Visitor(pages, {...person, token: await fresh()});
    const page = await visitor.get('/about');
    expect(page.html).toMatch(/If you do nothing here, you will be signed out at \d+(?::\d\d)?[ap]m\./);
    expect(page.html).toMatch(/data-expires-at="[^"]+Z"/);
    expect((await new Visitor(pages, null).get('/about')).html).not.toContain('app-timeout');
  });
});

describe('a token', () => {
  it('that somebody planted is never taken over by signing in', async () => {
    const planted = 'A'.repeat(43);
    const victim = new Visitor(pages, {...person, token: planted});
    await victim.get('/sign-in');
    expect((await victim.post('/sign-in', {email: person.email, password: PASSWORD})).status).toBe(303);
    expect((await victim.get('/messages')).status).toBe(200);
    await call('get', '/sessions/current', planted).expect(401);
    // Neither is another one's, for whoever knew it before.
    const attacker = await scenario.holder();
    const drawnIn = new Visitor(pages, attacker);
    await drawnIn.post('/sign-in', {email: person.email, password: PASSWORD});
    const me = await call('get', '/sessions/current', attacker.token).expect(200);
    expect(me.body).toMatchObject({id: attacker.personId});
  });

  it('is a new one once the session acts for somebody else, and again for oneself', async () => {
    const helper = await scenario.world.person(scenario.council, 'Helen Helper', ['nominated']);
    await scenario.world.represents(scenario.council, helper, person, 'nominated');
    const visitor = new Visitor(pages, helper);
    expect((await visitor.post('/acting', {person: person.personId})).status).toBe(303);
    await call('get', '/sessions/current', helper.token).expect(401);
    expect((await visitor.get('/about')).html).toContain(person.name);
    expect((await visitor.post('/acting/stop')).status).toBe(303);
    expect((await visitor.get('/messages')).status).toBe(200);
  });
});

describe('what asks for a fresh sign-in', () => {
  it('asks once more after a while, comes back, and takes nothing but the right password', async () => {
    const visitor = new Visitor(pages, {...person, token: await fresh()});
    await ago(16, 0);
    const asked = await visitor.get('/account/security/password');
    expect(asked).toMatchObject({status: 303, location: '/sign-in/again?next=%2Faccount%2Fsecurity%2Fpassword'});
    const next = '/account/security/password';
    expect(await visitor.post('/sign-in/again', {password: 'not it', next})).toMatchObject({
      status: 400,
      linkedErrors: ['This is not your password. (#password)'],
    });
    expect(await visitor.post('/sign-in/again', {password: PASSWORD, next})).toMatchObject({
      status: 303,
      location: next,
    });
    expect((await visitor.get(next)).status).toBe(200);
    expect((await visitor.post('/sign-in/again', {password: PASSWORD, next: '//evil.example'})).location).toBe('/');
  });

  it('gives programs a new token for the old one', async () => {
    const token = await fresh();
    await ago(16, 0);
    await call('put', '/account/password', token, {password: STRONG}).expect(403, /FRESH_SIGN_IN_NEEDED/);
    await call('post', '/sessions/current/fresh', token, {password: 'not it'}).expect(400);
    const renewed = await call('post', '/sessions/current/fresh', token, {password: PASSWORD}).expect(201);
    await call('get', '/sessions/current', token).expect(401);
    await call('get', '/sessions/current', (renewed.body as {token: string}).token).expect(200);
  });

  it('asks who revokes somebody’s power to act', async () => {
    const niece = await scenario.world.person(scenario.council, 'Nora Niece', ['nominated']);
    const id = await scenario.world.represents(scenario.council, niece, person, 'nominated');
    const token = await fresh();
    await ago(16, 0);
    await call('post', `/representations/${id}/end`, token).expect(403, /FRESH_SIGN_IN_NEEDED/);
    await call('post', `/representations/${id}/end`, await fresh()).expect(204);
  });
});

describe('what was typed when a session ended', () => {
  it('is kept, and sent again after signing in; what is secret is not', async () => {
    const token = await fresh();
    const visitor = new Visitor(pages, {...person, token});
    await visitor.get('/help');
    await call('delete', '/sessions/current', token).expect(204);
    const kept = await visitor.post('/acting', {person: '<b>"typed"</b>', password: 'my secret', code: '123456'});
    expect(kept.status).toBe(401);
    expect(kept.html).toContain('name="person" value="&lt;b&gt;&quot;typed&quot;&lt;/b&gt;"');
    expect(kept.html).not.toMatch(/my secret|123456/);
    expect(kept.html).toContain('action="/acting"');
    expect((await visitor.get('/sign-in/back')).text).toContain('Send it again');
  });

  it('is not even looked at when another website sends it', async () => {
    const visitor = new Visitor(pages, {...person, token: await fresh()});
    const live = () => scenario.world.owner.query<object[]>(`SELECT id FROM session WHERE ended_at IS NULL`);
    const before = await live();
    for (const path of [
      '/account/security/sessions/end-others',
      '/sign-out',
      '/sign-in/again',
      '/account/security/password',
    ]) {
      expect((await visitor.send(path, {password: STRONG})).status).toBe(403);
    }
    expect(await live()).toHaveLength(before.length);
  });
});

describe('a new password', () => {
  it('is long, not easy to guess, pasted as it is, and ends every other session', async () => {
    const somebody = await scenario.world.person(scenario.council, 'Bartholomew Featherstone', ['holder']);
    const other = await scenario.api.signIn(somebody.email, PASSWORD);
    const weak = [
      'short',
      'password1234567',
      'qwertyuiop1234567890',
      'bartholomew featherstone',
      'aaaaaaaaaaaaaaaaaaaa',
    ];
    for (const password of weak) {
      const refused = await call('put', '/account/password', somebody.token, {password}).expect(400);
      expect(refused.body).toMatchObject({errors: [{field: 'password'}]});
    }
    const visitor = new Visitor(pages, somebody);
    const page = await visitor.get('/account/security/password');
    expect(page.html).toMatch(/autocomplete="new-password"/);
    expect((await visitor.post('/account/security/password', {password: `  ${STRONG} `})).status).toBe(303);
    await call('get', '/sessions/current', other).expect(401);
    await call('get', '/sessions/current', somebody.token).expect(200);
    await scenario.api.signIn(somebody.email, `  ${STRONG} `);
    const sign = {email: somebody.email, password: STRONG};
    await scenario.api.call('post', '/sessions', null, sign).expect(401);
  });
});
