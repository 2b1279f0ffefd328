import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {Logger} from '@nestjs/common';
import {AddUser, ROLES, STAFF_ROLES} from '@app/identity';
import {askSecondFactor, Authenticator} from '../../support/authenticator.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {PASSWORD} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor, type Answer} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let people = 0;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  await askSecondFactor(scenario.world, scenario.council);
  pages = await startPages(scenario.database, scenario.api.clock);
});
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

/** Somebody of the council who has never signed in, and their browser. */
async function newcomer(): Promise<{email: string; visitor: Visitor}> {
  const email = `officer${(people += 1)}@council.example`;
  const user = {
    council: 'nottinghamshire',
    name: 'Olu Officer',
    email,
    password: PASSWORD,
    roles: ['officer' as const],
  };
  await scenario.api.app.get(AddUser).run(user);
  return {email, visitor: new Visitor(pages, null)};
}

async function firstFactor(visitor: Visitor, email: string): Promise<Answer> {
  await visitor.get('/sign-in');
  return visitor.post('/sign-in', {email, password: PASSWORD, next: '/messages'});
}

/** The same with an app set up; with the codes that were shown for the day when it is lost. */
async function enrolled(): Promise<{email: string; visitor: Visitor; app: Authenticator; codes: string[]}> {
  const {email, visitor} = await newcomer();
  const asked = await firstFactor(visitor, email);
  const setUp = await visitor.get(asked.location);
  const app = new Authenticator(/class="app-key">([^<]+)</.exec(setUp.html)?.[1] ?? '');
  const shown = await visitor.post('/sign-in/set-up', {code: app.next(), name: 'My phone', next: '/messages'});
  expect(shown.text).toContain('recovery codes');
  const codes = [...shown.html.matchAll(/class="app-key">([^<]+)</g)].map((match) => match[1] ?? '');
  return {email, visitor, app, codes};
}

const api = (path: string, body: object) => scenario.api.call('post', path, null, body);
const continueWith = async (email: string) =>
  ((await api('/sessions', {email, password: PASSWORD}).expect(401)).body as {continue_with: string}).continue_with;

describe('where a second factor is asked for', () => {
  it('one is set up before anything else opens, and asked for ever after', async () => {
    const {email, visitor} = await newcomer();
    const asked = await firstFactor(visitor, email);
    expect(asked.location).toBe('/sign-in/code?next=%2Fmessages');
    expect((await visitor.get('/messages')).status).toBe(401);
    const setUp = await visitor.get(asked.location);
    expect(setUp.html).toContain('<svg class="app-qr" role="img"');
    const key = /class="app-key">([^<]+)</.exec(setUp.html)?.[1] ?? '';
    // Looked at again it is the same key: the picture that was scanned stays right.
    expect((await visitor.get('/sign-in/code')).html).toContain(key);
    const app = new Authenticator(key);
    const wrong = await visitor.post('/sign-in/set-up', {code: '000 000', name: 'My phone'});
    expect(wrong).toMatchObject({status: 400, linkedErrors: [expect.stringContaining('(#code)')]});
    await visitor.post('/sign-in/set-up', {code: app.next(), name: 'My phone'});
    expect((await visitor.get('/messages')).status).toBe(200);

    const elsewhere = new Visitor(pages, null);
    const again = await firstFactor(elsewhere, email);
    expect((await elsewhere.get(again.location)).text).toContain('Code from your authenticator app');
    // Whoever knows the password alone cannot set up a second app beside the first.
    expect((await elsewhere.post('/sign-in/set-up', {code: '123456', name: 'Mine now'})).status).toBe(400);
    const code = app.next();
    const entered = await elsewhere.post('/sign-in/code', {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      next: '/messages',
    });
    expect(entered).toMatchObject({status: 303, location: '/messages'});
    expect((await elsewhere.get('/messages')).status).toBe(200);
  });

  it('a code counts once, and not when it is long past', async () => {
    const {email, app} = await enrolled();
    const code = app.next();
    const send = async (typed: string) =>
      api('/sessions/second-factor', {continue_with: await continueWith(email), code: typed});
    expect((await send(code)).status).toBe(201);
    const logged = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    expect(await send(code)).toMatchObject({status: 401, body: {code: 'WRONG_CODE'}});
    // Who under a key, and no address or code.
    expect(logged.mock.calls).toEqual([[{message: 'a second step failed', who: expect.stringMatching(/^[\w-]{12}$/)}]]);
    logged.mockRestore();
    const past = app.at(Math.floor(Date.now() / 30_000) - 4);
    expect(await send(past)).toMatchObject({status: 401, body: {code: 'WRONG_CODE'}});
  });

  it('what a right password gave opens nothing else, is worth nothing twice, and nothing after a few wrong codes', async () => {
    const {email, app} = await enrolled();
    const token = await continueWith(email);
    await scenario.api.call('get', '/sessions/current', token).expect(401);
    await api('/sessions/second-factor', {continue_with: token, code: app.next()}).expect(201);
    await api('/sessions/second-factor', {continue_with: token, code: app.next()}).expect(401, /SIGN_IN_AGAIN/);
    const guessed = await continueWith(email);
    for (let n = 0; n < 5; n += 1)
      await api('/sessions/second-factor', {continue_with: guessed, code: `00000${n}`}).expect(401);
    await api('/sessions/second-factor', {continue_with: guessed, code: app.next()}).expect(401, /SIGN_IN_AGAIN/);
  });

  it('a recovery code lets in once, however it is typed', async () => {
    const {email, codes} = await enrolled();
    expect(codes).toHaveLength(8);
    const code = ` ${(codes[0] ?? '').toUpperCase().replaceAll('-', ' ')} `;
    const send = async () => api('/sessions/second-factor', {continue_with: await continueWith(email), code});
    expect((await send()).status).toBe(201);
    expect(await send()).toMatchObject({status: 401, body: {code: 'WRONG_CODE'}});
    const kept = await scenario.world.owner.query<{kept: string}[]>(
      `SELECT to_jsonb(r)::text AS kept FROM recovery_code r`,
    );
    expect(kept.some((row) => codes.some((each) => row.kept.includes(each.replaceAll('-', ''))))).toBe(false);
  });

  it('the last one stays, and the database begins no session without one', async () => {
    const {visitor} = await enrolled();
    const page = await visitor.get('/account/security');
    const id = /factors\/([0-9a-f-]{36})\/remove/.exec(page.html)?.[1] ?? '';
    const kept = await visitor.post(`/account/security/factors/${id}/remove`);
    expect(kept).toMatchObject({status: 400, errors: [expect.stringContaining('Set up another one first')]});
    await expect(
      scenario.world.owner.query(
        `INSERT INTO session (council_id, account_id, token_hash, methods, idle_minutes, device, expires_at, ends_at)
         SELECT council_id, id, '\\x00', '{password}', 30, 'A program', now(), now() FROM account LIMIT 1`,
      ),
    ).rejects.toMatchObject({constraint: 'session_rules'});
  });
});

describe('whose rules they are', () => {
  it('is said of every role alike by the code and by the database', async () => {
    const {owner} = scenario.world;
    const councilId = scenario.council;
    const personId = await scenario.world.add('person', {council_id: councilId, name: 'Somebody'});
    const staff: string[] = [];
    for (const role of ROLES) {
      await scenario.world.add('role_grant', {
        council_id: councilId,
        person_id: personId,
        role,
        starts_on: '2020-01-01',
      });
      const [rules] = await owner.query<{role_group: string}[]>(`SELECT role_group FROM sign_in_rules($1)`, [personId]);
      if (rules?.role_group === 'staff') staff.push(role);
      await owner.query(`DELETE FROM role_grant WHERE person_id = $1`, [personId]);
    }
    expect(staff.sort()).toEqual([...STAFF_ROLES].sort());
  });
});

describe('elsewhere', () => {
  it('who wants one sets one up, is asked for it from then on, and takes it away again', async () => {
    const council = await scenario.world.council('derbyshire');
    const person = await scenario.world.person(council, 'Amina Khan', ['holder']);
    const visitor = new Visitor(pages, person);
    const page = await visitor.get('/account/security/authenticator');
    const app = new Authenticator(/class="app-key">([^<]+)</.exec(page.html)?.[1] ?? '');
    const added = await visitor.post('/account/security/authenticator', {code: app.next(), name: 'Tablet'});
    expect(added.text).toContain('recovery codes');
    await api('/sessions', {email: person.email, password: PASSWORD}).expect(401, /SECOND_FACTOR_NEEDED/);
    const own = await scenario.api.call('get', '/account/second-factors', person.token).expect(200);
    const {items} = own.body as {items: {id: string; name: string}[]};
    expect(own.body).toMatchObject({items: [{name: 'Tablet', kind: 'totp'}], recovery_codes_left: 8, needed: false});
    await scenario.api.call('delete', `/account/second-factors/${items[0]?.id}`, person.token).expect(204);
    await scenario.api.signIn(person.email, PASSWORD);
  });

  it('staff whose council has an issuer of its own have no password here', async () => {
    const council = await scenario.world.council('leicestershire');
    const person = await scenario.world.person(council, 'Sam Staff', ['finance']);
    await scenario.world.owner.query(
      `INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor, idle_minutes,
         absolute_minutes, fresh_minutes, source) VALUES ($1, 'staff', '2021-01-01', false, true, 30, 720, 15, 'For a test')`,
      [council],
    );
    await api('/sessions', {email: person.email, password: PASSWORD}).expect(403, /LOCAL_SIGN_IN_NOT_ALLOWED/);
    await api('/sessions', {email: person.email, password: 'not the password'}).expect(401, /SIGN_IN_FAILED/);
  });
});
