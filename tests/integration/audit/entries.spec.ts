import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ActFor, AddUser, Sessions} from '@app/identity';
import {londonDay} from '@app/kernel';
import type {Method} from '../../support/app.js';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';

interface Entry {
  action: string;
  actor: string | null;
  for: string | null;
  kind: string;
  subject: string;
  reason: string | null;
}

let scenario: Scenario;
let holder: TestPerson;
let nominated: TestPerson;
let pa: TestListing;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  nominated = await scenario.world.person(scenario.council, 'Nominated Person', ['nominated']);
  line = await scenario.line(holder, 100_000);
  pa = await scenario.pa();
  await scenario.world.add('representation', {
    council_id: scenario.council,
    holder_id: holder.personId,
    representative_id: nominated.personId,
    kind: 'nominated',
    starts_on: londonDay(new Date()),
  });
});
afterAll(() => scenario.close());

/** What the work left in the audit trail. */
async function left<T>(work: () => PromiseLike<T>): Promise<{result: T; entries: Entry[]}> {
  const [last] = await scenario.world.owner.query<{id: number}[]>(`SELECT coalesce(max(id), 0) AS id FROM audit_entry`);
  const result = await work();
  const entries = await scenario.world.owner.query<Entry[]>(
    `SELECT action, actor_id AS actor, for_id AS "for", subject_kind AS kind, subject_id AS subject, reason
     FROM audit_entry WHERE id > $1 ORDER BY id`,
    [last?.id ?? 0],
  );
  return {result, entries};
}

/** Does something as somebody, and gives the id in the answer. */
async function done(
  who: TestPerson,
  action: string,
  method: Method,
  path: string,
  body?: object,
  acting = false,
): Promise<string> {
  const call = scenario.call(who, method, path, body);
  if (acting) void call.set('Acting-For', holder.personId);
  const {result, entries} = await left(() => call);
  expect({path, status: result.status, text: result.text}).toMatchObject({
    path,
    status: result.status < 300 ? result.status : 200,
  });
  const {id, visits} = result.body as {id?: string; visits?: {id: string}[]};
  const kind = action.split('.')[0];
  const expected = {action, actor: who.personId, for: acting ? holder.personId : null, kind};
  expect(entries).toEqual([expect.objectContaining(expected)]);
  if (id) expect(entries[0]?.subject).toBe(id);
  return kind === 'booking' && action.endsWith('requested') ? `${id ?? ''} ${visits?.[0]?.id ?? ''}` : (id ?? '');
}

let slot = 0;
function wanted(): object {
  slot += 1;
  const day = 1 + (slot % 5);
  return booking(pa, line, at(1 + Math.floor(slot / 5), day, '09:00'), at(1 + Math.floor(slot / 5), day, '10:00'));
}

describe('what is done', () => {
  it('is written down with who and for whom: terms', async () => {
    const declined = await done(holder, 'engagement.proposed', 'post', '/engagements', terms(pa));
    await done(pa.person, 'engagement.declined', 'post', `/engagements/${declined}/decline`, {reason: 'Too far.'});
    const accepted = await done(nominated, 'engagement.proposed', 'post', '/engagements', terms(pa), true);
    await done(pa.person, 'engagement.accepted', 'post', `/engagements/${accepted}/accept`);
  });

  it('is written down with who and for whom: bookings and hours', async () => {
    const [refused] = (await done(holder, 'booking.requested', 'post', '/bookings', wanted())).split(' ');
    await done(pa.person, 'booking.declined', 'post', `/bookings/${refused}/decline`, {reason: 'I am away.'});
    const [called] = (await done(nominated, 'booking.requested', 'post', '/bookings', wanted(), true)).split(' ');
    await done(nominated, 'booking.cancelled', 'post', `/bookings/${called}/cancel`, {}, true);
    const body = wanted() as {starts_at: string; ends_at: string};
    const [kept, visit] = (await done(holder, 'booking.requested', 'post', '/bookings', body)).split(' ');
    await done(pa.person, 'booking.accepted', 'post', `/bookings/${kept}/accept`);
    const hours = {started_at: body.starts_at, ended_at: body.ends_at};
    scenario.api.clock.travelTo(body.ends_at);
    await done(pa.person, 'visit.recorded', 'post', `/visits/${visit}/hours`, hours);
    await done(nominated, 'visit.queried', 'post', `/visits/${visit}/query`, {reason: 'Earlier.'}, true);
    await done(pa.person, 'visit.recorded', 'post', `/visits/${visit}/hours`, hours);
    await done(nominated, 'visit.approved', 'post', `/visits/${visit}/approve`, {}, true);
    scenario.api.clock.back();
  });

  it('is written down with who and for whom: coming and going, people, money', async () => {
    const {app} = scenario.api;
    const came = await left(() => scenario.api.signIn(holder.email, PASSWORD));
    expect(came.entries).toEqual([expect.objectContaining({action: 'session.started', actor: holder.personId})]);
    const went = await left(() => scenario.api.call('delete', '/sessions/current', came.result));
    expect(went.entries).toEqual([
      expect.objectContaining({action: 'session.ended', actor: holder.personId, subject: holder.personId}),
    ]);
    const principal = await app.get(Sessions).principal(nominated.token);
    if (!principal) throw new Error('not signed in');
    const acts = await left(() => app.get(ActFor).choose(principal, holder.personId));
    expect(acts.entries).toEqual([
      expect.objectContaining({action: 'session.acts_for', actor: nominated.personId, for: holder.personId}),
    ]);
    const user = {council: 'nottinghamshire', name: 'New Person', email: 'new@council.example', password: PASSWORD};
    const added = await left(() => app.get(AddUser).run({...user, roles: ['holder']}));
    expect(added.entries).toEqual([expect.objectContaining({action: 'person.added', subject: added.result})]);
    const opened = await left(() => scenario.line({personId: added.result}, 1_000));
    expect(opened.entries).toEqual([expect.objectContaining({action: 'budget_line.opened', subject: opened.result})]);
  });

  it('is not written down where it was refused, or only looked at', async () => {
    const poor = await scenario.line(holder, 100);
    const {entries} = await left(async () => {
      await scenario.call(holder, 'post', '/bookings/quote', wanted()).expect(200);
      await scenario.call(holder, 'get', '/budgets').expect(200);
      const dear = {...wanted(), splits: [{budget_line_id: poor, share_bp: 10_000}]};
      expect((await scenario.call(holder, 'post', '/bookings', dear)).status).toBe(422);
      await scenario.call(pa.person, 'post', '/engagements', terms(pa)).expect(403);
      await scenario.api.call('post', '/sessions', null, {email: holder.email, password: 'wrong'}).expect(401);
    });
    expect(entries).toEqual([]);
  });
});
