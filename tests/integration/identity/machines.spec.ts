import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import request from 'supertest';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let admin: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  admin = await scenario.world.person(scenario.council, 'Ada Admin', ['admin']);
});
afterAll(() => scenario.close());

interface Client {
  client_id: string;
  client_secret: string;
}

const programs = '/council/programs';
const add = async (scopes: string[], name = 'Finance system'): Promise<Client> =>
  (await scenario.call(admin, 'post', programs, {name, scopes}).expect(201)).body as Client;

const form = (fields: Record<string, string>) =>
  request(scenario.api.app.getHttpServer()).post('/api/v1/token').type('form').send(fields);
const ask = ({client_id, client_secret}: Client, more: Record<string, string> = {}) =>
  form({grant_type: 'client_credentials', client_id, client_secret, ...more});
const tokenOf = async (client: Client, more = {}): Promise<string> =>
  ((await ask(client, more).expect(200)).body as {access_token: string}).access_token;

const figures = (token: string) => scenario.api.call('get', '/council/register/figures', token);

describe('a program', () => {
  it('gets a token for its secret, by the book, and may do what its scopes say and no more', async () => {
    const client = await add(['figures:read', 'register:import']);
    const given = await ask(client).expect(200);
    expect(given.body).toEqual({
      access_token: expect.stringMatching(/^m_/),
      token_type: 'Bearer',
      expires_in: 1_800,
      scope: 'register:import figures:read',
    });
    expect(given.headers['cache-control']).toBe('no-store');
    const basic = request(scenario.api.app.getHttpServer())
      .post('/api/v1/token')
      .auth(encodeURIComponent(client.client_id), encodeURIComponent(client.client_secret))
      .type('form');
    const narrow = await basic.send({grant_type: 'client_credentials', scope: 'figures:read'}).expect(200);
    const {access_token: token} = narrow.body as {access_token: string};
    expect((await figures(token)).status).toBe(200);
    for (const path of ['/council/retention/rules', '/budgets', '/sessions', programs, '/council/register/imports']) {
      expect([403, 404]).toContain((await scenario.api.call('get', path, token)).status);
    }
  });

  it('is told what is wrong in the words of RFC 6749', async () => {
    const client = await add(['figures:read']);
    const wrong = await ask({...client, client_secret: 'x'}).expect(401);
    expect(wrong.body).toMatchObject({error: 'invalid_client', code: 'INVALID_CLIENT'});
    expect(wrong.headers['www-authenticate']).toMatch(/^Basic/);
    const other = await add(['figures:read']);
    await ask({...client, client_secret: other.client_secret}).expect(401);
    await ask(client, {scope: 'figures:read allocations:import'}).expect(400, /invalid_scope/);
    await ask(client, {grant_type: 'password'}).expect(400, /unsupported_grant_type/);
    await form({}).expect(400, /grant_type/);
    await request(scenario.api.app.getHttpServer()).post('/api/v1/token').set('Authorization', 'Basic %%').expect(400);
  });

  it('changes its secret without a break, and its last use is shown', async () => {
    const client = await add(['figures:read']);
    const before = await tokenOf(client);
    const second = (await scenario.call(admin, 'post', `${programs}/${client.client_id}/secrets`).expect(201))
      .body as Client;
    await scenario.call(admin, 'post', `${programs}/${client.client_id}/secrets`).expect(409, /TWO_SECRETS/);
    expect((await figures(before)).status).toBe(200);
    const after = await tokenOf(second);
    const {items} = (await scenario.call(admin, 'get', programs).expect(200)).body as {
      items: {id: string; last_used_at: string | null; secrets: {id: string; hint: string; last_used_at: string}[]}[];
    };
    const own = items.find(({id}) => id === client.client_id);
    expect(own?.last_used_at).not.toBeNull();
    const first = own?.secrets.find(({hint}) => client.client_secret.endsWith(hint));
    expect(own?.secrets.every((each) => each.last_used_at !== null)).toBe(true);
    expect(JSON.stringify(items)).not.toContain(client.client_secret);
    await scenario.call(admin, 'delete', `${programs}/${client.client_id}/secrets/${first?.id}`).expect(204);
    await ask(client).expect(401);
    expect((await figures(before)).status).toBe(401);
    expect((await figures(after)).status).toBe(200);
  });

  it('that is revoked is out at once, with every token it has', async () => {
    const client = await add(['figures:read']);
    const token = await tokenOf(client);
    expect((await figures(token)).status).toBe(200);
    await scenario.call(admin, 'post', `${programs}/${client.client_id}/revoke`).expect(204);
    expect(await figures(token)).toMatchObject({status: 401, body: {code: 'SIGN_IN_NEEDED'}});
    await ask(client).expect(401, /invalid_client/);
    await scenario.call(admin, 'post', `${programs}/${client.client_id}/secrets`).expect(404);
  });

  it('belongs to its council, and what it does is recorded under its name', async () => {
    const client = await add(['figures:read'], 'Nightly figures');
    await tokenOf(client);
    const theirs = await scenario.world.person(await scenario.world.council('derbyshire'), 'Dora Admin', ['admin']);
    expect((await scenario.call(theirs, 'get', programs).expect(200)).body).toMatchObject({total: 0});
    await scenario.call(theirs, 'post', `${programs}/${client.client_id}/revoke`).expect(404);
    const [entry] = await scenario.world.owner.query<{name: string}[]>(
      `SELECT p.name FROM audit_entry e JOIN person p ON p.id = e.actor_id WHERE e.action = 'machine.token_given'
       ORDER BY e.id DESC LIMIT 1`,
    );
    expect(entry?.name).toBe('Nightly figures');
  });

  it('is made, changed and revoked only by who signed in a moment ago', async () => {
    const client = await add(['figures:read']);
    await scenario.world.owner.query(`UPDATE session SET authenticated_at = now() - interval '16 minutes'`);
    for (const [method, path, body] of [
      ['post', programs, {name: 'Another', scopes: ['figures:read']}],
      ['post', `${programs}/${client.client_id}/secrets`, undefined],
      ['post', `${programs}/${client.client_id}/revoke`, undefined],
    ] as const) {
      await scenario.call(admin, method, path, body).expect(403, /FRESH_SIGN_IN_NEEDED/);
    }
    expect((await ask(client)).status).toBe(200);
  });
});
