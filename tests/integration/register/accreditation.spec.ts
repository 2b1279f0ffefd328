import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, startOfDay} from '@app/kernel';
import {
  APPROVE,
  approved,
  daysAgo,
  dbs,
  GOOD_EVIDENCE,
  openDesk,
  ready,
  record,
  submitted,
  TODAY,
  type Desk,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

describe('from application to listing', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    desk = await openDesk(world, 'northshire');
  });
  afterAll(async () => {
    await world.close();
    await api.close();
    await database.drop();
  });

  const publicStanding = async (memberId: string) =>
    (await world.owner.query<object[]>(`SELECT * FROM public_standing WHERE member_id = $1`, [memberId]))[0];

  it('one gathers, another decides, and the listing says what was checked when and until when', async () => {
    const id = await submitted(api, desk.pa);
    const early = await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(422);
    expect(early.body).toMatchObject({code: 'REQUIREMENTS_MISSING'});
    expect((early.body as {missing: {requirement: string}[]}).missing.map((each) => each.requirement)).toEqual([
      'identity',
      'right_to_work',
      'dbs',
      'reference',
      'safeguarding',
      'mental_capacity',
      'code_of_conduct',
    ]);
    await record(api, desk.officer, id);
    const marked = await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    expect(marked.body).toMatchObject({state: 'ready', standing: {listed: false, scheme: null}});
    const {memberId} = await decide(id);
    const lapses = addMonths(daysAgo(200), 36);
    expect(await publicStanding(memberId)).toMatchObject({
      listed: true,
      accredited: true,
      scheme: 'Support with Confidence',
      checked_on: daysAgo(10),
      lapses_on: lapses,
    });
    const seen = await api.call('get', `/applications/${id}`, desk.officer.token).expect(200);
    expect(seen.body).toMatchObject({
      state: 'approved',
      decision: {outcome: 'approved', effective_on: TODAY, decided_by: {name: 'Ash Approver'}},
      standing: {listed: true, accredited: true, checked_on: daysAgo(10), lapses_on: lapses, missing: []},
    });
    const events = await world.owner.query<object[]>(
      `SELECT subject_id FROM outbox_event WHERE topic = 'standing.changed' AND council_id = $1`,
      [desk.councilId],
    );
    expect(events).toEqual([{subject_id: memberId}]);
  });

  it('evidence that lapses takes the listing down the same day, and renewal brings it back', async () => {
    const pa = await world.person(desk.councilId, 'Lee Lapse', ['pa']);
    const issued = addDays(addMonths(TODAY, -36), 1);
    const id = await submitted(api, pa);
    await record(api, desk.officer, id, [
      ...GOOD_EVIDENCE.filter((each) => each.requirement !== 'dbs'),
      {requirement: 'dbs', body: dbs(issued, TODAY)},
    ]);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    const {memberId} = await decide(id);
    const today = await standing(id);
    expect(today).toMatchObject({listed: true, lapses_on: addDays(TODAY, 1)});
    api.clock.travelTo(startOfDay(addDays(TODAY, 1)));
    expect(await standing(id)).toMatchObject({listed: false, accredited: false, lapses_on: null, missing: ['dbs']});
    api.clock.back();
    await record(api, desk.officer, id, [{requirement: 'dbs', body: dbs(daysAgo(3), TODAY)}]);
    api.clock.travelTo(startOfDay(addDays(TODAY, 1)));
    expect(await standing(id)).toMatchObject({listed: true, missing: []});
    api.clock.back();
    expect(await publicStanding(memberId)).toMatchObject({listed: true});
  });

  it('evidence withdrawn takes the listing down at once, and says so to whoever listens', async () => {
    const pa = await world.person(desk.councilId, 'Vic Void', ['pa']);
    const {id, memberId} = await approved(api, desk, pa);
    const body: unknown = (await api.call('get', `/applications/${id}`, desk.officer.token)).body;
    const identity = (body as {evidence: {id: string; requirement: string}[]}).evidence.find(
      (each) => each.requirement === 'identity',
    );
    await world.owner.query(`DELETE FROM outbox_event`);
    const path = `/applications/${id}/evidence/${identity?.id}/void`;
    const voided = await api.call('post', path, desk.officer.token, {reason: 'not_genuine'}).expect(200);
    expect(voided.body).toMatchObject({standing: {listed: false, missing: ['identity']}});
    expect(await publicStanding(memberId)).toMatchObject({listed: false, scheme: null, checked_on: null});
    expect(await world.owner.query(`SELECT topic, subject_id FROM outbox_event`)).toEqual([
      {topic: 'standing.changed', subject_id: memberId},
    ]);
    const again = await api.call('post', path, desk.officer.token, {reason: 'not_genuine'}).expect(409);
    expect(again.body).toMatchObject({code: 'ALREADY_VOIDED'});
  });

  it('withdrawing evidence of an application that was ready sends it back to checks', async () => {
    const pa = await world.person(desk.councilId, 'Rae Ready', ['pa']);
    const id = await ready(api, desk, pa);
    const body: unknown = (await api.call('get', `/applications/${id}`, desk.officer.token)).body;
    const [first] = (body as {evidence: {id: string}[]}).evidence;
    const answer = await api
      .call('post', `/applications/${id}/evidence/${first?.id}/void`, desk.officer.token, {reason: 'wrong_person'})
      .expect(200);
    expect(answer.body).toMatchObject({state: 'in_checks', ready_at: null});
  });

  it('a decision that counts from a later day lists nobody before it and is told on that day', async () => {
    const pa = await world.person(desk.councilId, 'Fay Future', ['pa']);
    const id = await ready(api, desk, pa);
    const from = addDays(TODAY, 10);
    await world.owner.query(`DELETE FROM outbox_event`);
    await decide(id, {...APPROVE, effective_on: from});
    expect(await standing(id)).toMatchObject({listed: false, scheme: null});
    const [event] = await world.owner.query<{due_at: Date}[]>(
      `SELECT due_at FROM outbox_event WHERE topic = 'standing.changed'`,
    );
    expect(event?.due_at).toEqual(startOfDay(from));
    api.clock.travelTo(startOfDay(from));
    expect(await standing(id)).toMatchObject({listed: true});
    api.clock.back();
  });

  it('declining needs a code, lists nobody and leaves the way open to apply again', async () => {
    const pa = await world.person(desk.councilId, 'Des Declined', ['pa']);
    const id = await submitted(api, pa);
    await record(api, desk.officer, id, GOOD_EVIDENCE.slice(0, 1));
    const body = {outcome: 'declined', reasons: 'References were not given.'};
    const path = `/applications/${id}/decision`;
    const vague = await api.call('post', path, desk.approver.token, body).expect(400);
    expect(vague.body).toMatchObject({errors: [{field: 'reason_code'}]});
    const done = await api.call('post', path, desk.approver.token, {...body, reason_code: 'incomplete'}).expect(200);
    expect(done.body).toMatchObject({state: 'declined', standing: {listed: false}});
    await submitted(api, pa);
  });

  it('a scheme that lists for information lists after the decision and says that nothing was checked', async () => {
    const other = await openDesk(world, 'infoshire', []);
    const id = await submitted(api, other.pa);
    await api.call('post', `/applications/${id}/ready`, other.officer.token).expect(200);
    const body: unknown = (
      await api.call('post', `/applications/${id}/decision`, other.approver.token, APPROVE).expect(200)
    ).body;
    expect(body).toMatchObject({standing: {listed: true, accredited: false, checked_on: null, lapses_on: null}});
  });

  it('asks for insurance only of somebody who is self-employed', async () => {
    const pa = await world.person(desk.councilId, 'Ina Insured', ['pa']);
    const id = await submitted(api, pa, ['self_employed']);
    await record(api, desk.officer, id);
    const refused = await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(422);
    expect(refused.body).toMatchObject({missing: [{requirement: 'insurance', needed: 1, held: 0}]});
    const facts = {insurer: 'Example Mutual', cover_pence: 500_000_000};
    const until = addDays(TODAY, 40);
    const body = {issued_on: daysAgo(5), checked_on: TODAY, valid_until: until, facts};
    await record(api, desk.officer, id, [{requirement: 'insurance', body}]);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    await decide(id);
    // The policy's own last day comes before a year is over, and it counts on that day.
    expect(await standing(id)).toMatchObject({lapses_on: addDays(until, 1)});
  });

  async function decide(id: string, body: object = APPROVE): Promise<{memberId: string}> {
    const answer = await api.call('post', `/applications/${id}/decision`, desk.approver.token, body).expect(200);
    return {memberId: (answer.body as {member: {id: string}}).member.id};
  }

  async function standing(id: string): Promise<unknown> {
    const body: unknown = (await api.call('get', `/applications/${id}`, desk.officer.token).expect(200)).body;
    return (body as {standing: unknown}).standing;
  }
});
