import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {InvitationFacts, MEMBER_ACTIONS, MEMBER_ROLES, type MemberAction, type MemberRole} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

/** What each role in an organisation may do: the whole of it. */
const MAY: Record<MemberRole, MemberAction[]> = {
  lead: ['edit_listing', 'answer', 'see_money', 'members'],
  organiser: ['edit_listing', 'answer'],
  worker: ['answer'],
  bookkeeper: ['see_money'],
};

let scenario: Scenario;
let provider: TestListing;
let organisation: string;
let holder: TestPerson;
let line: string;
let weeks = 1;

beforeAll(async () => {
  scenario = await Scenario.open();
  provider = await scenario.provider(20);
  const [row] = await owner<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [provider.id]);
  organisation = row?.id ?? '';
  holder = await scenario.holder();
  line = await scenario.line(holder, 100_000);
});
afterAll(() => scenario.close());

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
const addressOf = async ({personId}: TestPerson) =>
  (await owner<{email: string}>(`SELECT email FROM account WHERE person_id = $1`, [personId]))[0]?.email ?? '';
const invite = (by: TestPerson, email: string, role: MemberRole = 'worker') =>
  call(by, 'post', `/organisations/${organisation}/invitations`, {email, role});
const asked = async (person: TestPerson) =>
  ((await call(person, 'get', '/invitations').expect(200)).body as {items: {id: string; organisation: string}[]}).items;

async function join(person: TestPerson, role: MemberRole): Promise<void> {
  await invite(provider.person, await addressOf(person), role).expect(200);
  const [invitation] = await asked(person);
  await call(person, 'post', `/invitations/${invitation?.id}/accept`).expect(204);
}

async function requested(): Promise<string> {
  const start = weeks++;
  const made = await call(
    holder,
    'post',
    '/bookings',
    booking(provider, line, at(start, 2, '09:00'), at(start, 2, '10:00')),
  );
  return (made.body as {id: string}).id;
}

/** Tries each thing that a role may or may not do. */
const TRIES: Record<MemberAction, (person: TestPerson) => Promise<boolean>> = {
  edit_listing: async (person) => {
    const {status} = await call(person, 'post', `/listings/mine/confirm?listing_id=${provider.id}`);
    expect([200, 204, 403]).toContain(status);
    return status !== 403;
  },
  answer: async (person) => {
    const {status} = await call(person, 'post', `/bookings/${await requested()}/accept`);
    expect([200, 404]).toContain(status);
    return status === 200;
  },
  // Nothing is to be billed, which only they are told who may bill.
  see_money: async (person) => {
    const body = {listing_id: provider.id, holder_id: holder.personId};
    const {status} = await call(person, 'post', '/invoices', body).set('Idempotency-Key', randomUUID());
    return status !== 404;
  },
  members: async (person) => {
    const {status} = await invite(person, 'somebody@p.example');
    expect([200, 403]).toContain(status);
    return status === 200;
  },
};

describe('the people of an organisation', () => {
  it.each(MEMBER_ROLES)('as %s do what the table says and nothing else', async (role) => {
    const person = await scenario.world.person(scenario.council, `Member ${role}`, ['provider']);
    await join(person, role);
    const may: MemberAction[] = [];
    for (const action of MEMBER_ACTIONS) if (await TRIES[action](person)) may.push(action);
    expect(may).toEqual(MAY[role]);
    const team = await call(person, 'get', `/organisations/${organisation}/members`).expect(200);
    const {invited, people} = team.body as {invited: object[]; people: {name: string; role: string}[]};
    expect(people).toContainEqual({id: person.personId, name: `Member ${role}`, role});
    expect(invited.length > 0).toBe(role === 'lead');
  });

  it('are asked by its lead and belong to it on their own yes; a PA may, and keeps a listing of their own', async () => {
    const pa = await scenario.pa();
    const stranger = await scenario.pa();
    const none = await invite(provider.person, 'nobody@p.example').expect(200);
    const some = await invite(provider.person, (await addressOf(pa.person)).toUpperCase()).expect(200);
    // Whoever asks does not learn whether there is an account, or whose it is.
    const shape = (body: unknown) => Object.keys((body as {invited: object[]}).invited[0] ?? {});
    expect(shape(some.body)).toEqual(shape(none.body));
    expect(JSON.stringify(some.body)).not.toContain(pa.person.personId);
    const [invitation] = await asked(pa.person);
    expect(invitation).toMatchObject({role: 'worker'});
    await call(stranger.person, 'post', `/invitations/${invitation?.id}/accept`).expect(404);
    await call(pa.person, 'post', `/bookings/${await requested()}/accept`).expect(404);
    await call(pa.person, 'post', `/invitations/${invitation?.id}/accept`).expect(204);
    await call(pa.person, 'post', `/invitations/${invitation?.id}/decline`).expect(404);
    await call(pa.person, 'post', `/bookings/${await requested()}/accept`).expect(200);
    // Their own listing is the only one that they change.
    const own = await call(pa.person, 'get', '/listings/mine').expect(200);
    expect(own.body).toMatchObject({id: pa.id});
    await call(pa.person, 'get', `/listings/mine?listing_id=${provider.id}`).expect(403);

    await invite(provider.person, await addressOf(stranger.person)).expect(200);
    const [second] = await asked(stranger.person);
    await call(stranger.person, 'post', `/invitations/${second?.id}/decline`).expect(204);
    await call(stranger.person, 'get', `/organisations/${organisation}/members`).expect(404);
    await call(provider.person, 'delete', `/organisations/${organisation}/members/${pa.person.personId}`).expect(204);
    await call(pa.person, 'post', `/bookings/${await requested()}/accept`).expect(404);
  });

  it('are not asked by somebody whom they have blocked, who learns nothing of it', async () => {
    const both = await scenario.world.person(scenario.council, 'Bea Both', ['holder', 'pa']);
    const talk = await call(both, 'post', '/conversations', {listing_id: provider.id, text: 'Hello'}).expect(201);
    const conversation = `/conversations/${(talk.body as {id: string}).id}`;
    await call(both, 'post', `${conversation}/block`).expect(200);
    await invite(provider.person, await addressOf(both)).expect(200);
    expect(await asked(both)).toEqual([]);
    const [made] = await owner<{id: string}>(`SELECT id FROM organisation_invitation ORDER BY invited_at DESC LIMIT 1`);
    const {app} = scenario.api;
    const told = () =>
      app.get(UnitOfWork).run(scenario.council, (tx) => app.get(InvitationFacts).of(tx, made?.id ?? ''));
    expect(await told()).toBeNull();
    await call(both, 'post', `${conversation}/unblock`).expect(200);
    expect(await asked(both)).toHaveLength(1);
    expect(await told()).toMatchObject({personId: both.personId});
  });

  it('may have looked for support until then: on their yes they work there from today', async () => {
    const person = await scenario.holder();
    const members = () => call(person, 'get', `/organisations/${organisation}/members`);
    await members().expect(403);
    await join(person, 'worker');
    await members().expect(200);
    await call(person, 'post', `/bookings/${await requested()}/accept`).expect(200);
  });

  it('always have a lead, and take invitations back', async () => {
    const people = `/organisations/${organisation}/members`;
    const leads = await owner<{id: string}>(
      `SELECT person_id AS id FROM organisation_member WHERE organisation_id = $1 AND role = 'lead' AND person_id <> $2`,
      [organisation, provider.person.personId],
    );
    for (const {id} of leads) await call(provider.person, 'put', `${people}/${id}`, {role: 'worker'}).expect(204);
    const own = `${people}/${provider.person.personId}`;
    await call(provider.person, 'put', own, {role: 'worker'}).expect(422, /LAST_LEAD/);
    await call(provider.person, 'delete', own).expect(422, /LAST_LEAD/);
    await call(provider.person, 'put', own, {role: 'queen'}).expect(400, /"field":"role"/);
    await call(provider.person, 'put', `${people}/${holder.personId}`, {role: 'worker'}).expect(404);
    await invite(provider.person, 'not an address').expect(400, /"field":"email"/);
    const {body} = (await invite(provider.person, 'later@p.example').expect(200)) as {body: unknown};
    const last = (body as {invited: {id: string; email: string}[]}).invited.find(
      ({email}) => email === 'later@p.example',
    );
    const invitation = `/organisations/${organisation}/invitations/${last?.id}`;
    await call(provider.person, 'delete', invitation).expect(204);
    await call(provider.person, 'delete', invitation).expect(404);
    await expect(owner(`DELETE FROM organisation_member WHERE organisation_id = $1`, [organisation])).rejects.toThrow(
      'somebody has to lead it',
    );
  });

  it('touch nothing of another organisation', async () => {
    const other = await scenario.provider();
    const at = `/organisations/${organisation}`;
    const begun = await call(holder, 'post', '/conversations', {listing_id: provider.id, text: 'Hello'}).expect(201);
    const talk = (begun.body as {id: string}).id;
    const invited = await scenario.pa();
    await invite(provider.person, await addressOf(invited.person)).expect(200);
    const [invitation] = await asked(invited.person);
    const advert = await scenario.world.add('advert', {
      ...{council_id: scenario.council, holder_id: holder.personId, title: 'Tea', text: 'And talk', outcode: 'NG1'},
      ...{services: ['companionship'], closes_on: addDays(londonDay(new Date()), 7), written_by: holder.personId},
    });
    const olive = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    await call(olive, 'post', `/council/adverts/${advert}/approve`).expect(200);
    for (const [method, path, body] of [
      ['get', `${at}/members`, undefined],
      ['post', `${at}/invitations`, {email: 'x@p.example', role: 'worker'}],
      ['put', `${at}/members/${provider.person.personId}`, {role: 'worker'}],
      ['delete', `${at}/members/${provider.person.personId}`, undefined],
      ['get', `/listings/mine?listing_id=${provider.id}`, undefined],
      ['get', `/listings/mine/offers?listing_id=${provider.id}`, undefined],
      ['put', `/listings/mine/services?listing_id=${provider.id}`, {services: ['shopping']}],
      ['post', `/listings/mine/rest?listing_id=${provider.id}`, undefined],
      ['delete', `/listings/mine/picture?listing_id=${provider.id}`, undefined],
      ['post', `/bookings/${await requested()}/accept`, undefined],
      ['post', `/bookings/${await requested()}/decline`, undefined],
      ['post', `/listings/mine/confirm?listing_id=${provider.id}`, undefined],
      ['get', `/conversations/${talk}`, undefined],
      ['post', `/conversations/${talk}/messages`, {text: 'Ours is cheaper.'}],
      ['put', `/conversations/${talk}/contact`, {details: '01632 960001'}],
      ['post', `/conversations/${talk}/block`, undefined],
      ['post', `/conversations/${talk}/report`, {text: 'Them.'}],
      ['post', `/invitations/${invitation?.id}/accept`, undefined],
      ['post', `/adverts/${advert}/answer`, {text: 'For them.', listing_id: provider.id}],
    ] as const) {
      const answer = await call(other.person, method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    const invoices = await call(other.person, 'get', '/invoices').expect(200);
    expect((invoices.body as {items: object[]}).items).toEqual([]);
  });
});
