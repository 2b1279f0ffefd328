import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ActFor, Sessions, type Power, type RepresentationKind} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {Method} from '../../support/app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let helper: TestPerson;
let line: string;
let ownLine: string;
let provider: TestListing;
const today = londonDay(new Date());
const diary = `/visits?from=${today}&to=2099-01-01`;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 50_000);
  provider = await scenario.provider(50);
  // Somebody with a budget of their own too: what must not be touched by mistake.
  helper = await scenario.world.person(scenario.council, 'Helping Person', ['nominated', 'holder']);
  ownLine = await scenario.line(helper, 50_000);
});
afterAll(() => scenario.close());

/** Says who may act for the holder, anew for each test. */
async function represents(
  kind: RepresentationKind,
  startsOn = today,
  endsOn: string | null = null,
  powers: Power[] | null = null,
): Promise<void> {
  await scenario.world.owner.query(`DELETE FROM representation`);
  await scenario.world.add('representation', {
    council_id: scenario.council,
    holder_id: holder.personId,
    representative_id: helper.personId,
    kind,
    starts_on: startsOn,
    ends_on: endsOn,
    powers,
  });
}

const call = (method: Method, path: string, actingFor: string, body?: object) =>
  scenario.call(helper, method, path, body).set('Acting-For', actingFor);

const wanted = (lineId: string) => booking(provider, lineId, at(3, 2, '09:00'), at(3, 2, '10:00'));

/** What a helper could do for a holder, or by mistake for themselves. */
const attempts = (): [Method, string, object?][] => [
  ['get', '/budgets'],
  ['get', '/engagements'],
  ['get', diary],
  ['post', '/bookings', wanted(line)],
  ['post', '/bookings', wanted(ownLine)],
  ['post', '/bookings/quote', wanted(ownLine)],
  ['post', '/engagements', terms(provider)],
];

const made = () =>
  scenario.world.owner.query<object[]>(`SELECT holder_id, requested_by FROM booking ORDER BY created_at`);

/** Every attempt is refused like this, and nothing is done for anybody. @returns what was said */
async function refused(actingFor: string, status: number, code: string): Promise<string> {
  const before = await made();
  let said = '';
  for (const [method, path, body] of attempts()) {
    const answer = await call(method, path, actingFor, body);
    const problem = answer.body as object;
    expect({method, path, status: answer.status, problem}).toMatchObject({method, path, status, problem: {code}});
    said += answer.text;
  }
  expect(await made()).toEqual(before);
  return said;
}

describe('acting for somebody', () => {
  it('lets who was nominated see the budget and book, for the holder and in their own name', async () => {
    await represents('nominated');
    const budgets = await call('get', '/budgets', holder.personId).expect(200);
    expect(budgets.body).toMatchObject({items: [{holder: {id: holder.personId}, lines: [{id: line}]}]});
    await call('post', '/bookings', holder.personId, wanted(ownLine)).expect(404);
    await call('post', '/bookings', holder.personId, wanted(line)).expect(201);
    expect((await made()).at(-1)).toEqual({holder_id: holder.personId, requested_by: helper.personId});
    const [entry] = await scenario.world.owner.query<object[]>(
      `SELECT actor_id, for_id FROM audit_entry WHERE action = 'booking.requested' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({actor_id: helper.personId, for_id: holder.personId});
  });

  it('lets a broker read, but not agree, book or cancel', async () => {
    await represents('nominated');
    const booked = await call('post', '/bookings', holder.personId, wanted(line)).expect(201);
    const engaged = await call('post', '/engagements', holder.personId, terms(provider)).expect(201);
    const [{id}, engagement] = [booked.body as {id: string}, engaged.body as {id: string}];
    await represents('broker', today, null, ['see_budget', 'see_support']);
    for (const path of ['/budgets', '/engagements', `/engagements/${engagement.id}`, diary, `/bookings/${id}`]) {
      await call('get', path, holder.personId).expect(200);
    }
    await call('post', '/bookings', holder.personId, wanted(line)).expect(403, /FORBIDDEN/);
    await call('post', '/engagements', holder.personId, terms(provider)).expect(403, /FORBIDDEN/);
    await call('post', `/bookings/${id}/cancel`, holder.personId).expect(403, /FORBIDDEN/);
  });

  it('shows a carer nothing without consent', async () => {
    await represents('carer');
    await refused(holder.personId, 403, 'FORBIDDEN');
  });

  it('lets who is carer and nominated do what either may, whichever came last', async () => {
    for (const [first, then] of [
      ['nominated', 'carer'],
      ['carer', 'attorney'],
    ] as const) {
      await represents(first, '2020-01-01');
      await scenario.world.add('representation', {
        council_id: scenario.council,
        holder_id: holder.personId,
        representative_id: helper.personId,
        kind: then,
        starts_on: '2024-01-01',
      });
      await call('post', '/bookings', holder.personId, wanted(line)).expect(201);
    }
  });

  it('is over on the day after the last: it says so, and nothing is done for oneself by mistake', async () => {
    await represents('nominated', '2020-01-01', addDays(today, -1));
    await refused(holder.personId, 403, 'REPRESENTATION_ENDED');
  });

  it('lasts to the end of its last day, and has not begun before its first', async () => {
    await represents('nominated', '2020-01-01', today);
    await call('get', '/budgets', holder.personId).expect(200);
    await represents('nominated', addDays(today, 1));
    await refused(holder.personId, 404, 'NOT_FOUND');
  });

  it('is not for strangers, who do not even learn whom they named', async () => {
    await scenario.world.owner.query(`DELETE FROM representation`);
    expect(await refused(holder.personId, 404, 'NOT_FOUND')).not.toContain(holder.name);
    await refused(randomUUID(), 404, 'NOT_FOUND');
    const elsewhere = await scenario.holder(await scenario.world.council('derbyshire'));
    await refused(elsewhere.personId, 404, 'NOT_FOUND');
  });

  it('goes one way: the holder does not act for the helper', async () => {
    await represents('nominated');
    await scenario.call(holder, 'get', '/budgets').set('Acting-For', helper.personId).expect(404);
  });

  it('needs an id that can be read, or it would be taken for oneself; one’s own is oneself', async () => {
    for (const header of ['nobody', '', 'null', `${holder.personId}, ${helper.personId}`, `${holder.personId}x`]) {
      const answer = await call('get', '/budgets', header);
      const problem = answer.body as object;
      expect({header, problem}).toMatchObject({header, problem: {status: 400, errors: [{field: 'Acting-For'}]}});
    }
    const own = await call('get', '/budgets', helper.personId.toUpperCase()).expect(200);
    expect(own.body).toMatchObject({items: [{holder: {id: helper.personId}}]});
  });
});

describe('a session that acts for somebody', () => {
  it('chooses among those it may, and does nothing any more when that has ended', async () => {
    await represents('nominated');
    const actFor = scenario.api.app.get(ActFor);
    const sessions = scenario.api.app.get(Sessions);
    const principal = async () => {
      const found = await sessions.principal(helper.token);
      if (!found) throw new Error('not signed in');
      return found;
    };
    await expect(actFor.choose(await principal(), provider.person.personId)).rejects.toMatchObject({code: 'NOT_FOUND'});
    await actFor.choose(await principal(), holder.personId);
    const {actingFor} = await principal();
    expect(actingFor).toMatchObject({personId: holder.personId, name: holder.name, kind: 'nominated'});
    await scenario.call(helper, 'get', '/budgets').expect(200, new RegExp(line));
    await represents('nominated', '2020-01-01', addDays(today, -1));
    for (const [method, path, body] of attempts()) {
      await scenario.call(helper, method, path, body).expect(403, /REPRESENTATION_ENDED/);
    }
    await actFor.choose(await principal(), null);
    await scenario.call(helper, 'get', '/budgets').expect(200, new RegExp(ownLine));
  });
});
