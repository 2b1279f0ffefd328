import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {applicationMachine, APPLICATION_STATES} from '@app/register';
import {
  APPROVE,
  approved,
  daysAgo,
  GOOD_EVIDENCE,
  openDesk,
  ready,
  submitted,
  TODAY,
  type Desk,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

const CONDITIONAL = {...APPROVE, outcome: 'approved_with_conditions'};

describe('the steps of an application', () => {
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

  const illegal = async (request: ReturnType<TestApi['call']>, state: string) =>
    expect((await request.expect(422)).body).toMatchObject({code: 'ILLEGAL_TRANSITION', state});

  it('are the same in the database as in the code', async () => {
    const rows = await world.owner.query<{step: string}[]>(
      `SELECT from_state || ' > ' || to_state AS step FROM state_transition WHERE machine = 'application'`,
    );
    const steps = Object.values(applicationMachine.transitions).flatMap(({from, to}) =>
      from.map((state) => `${state} > ${to}`),
    );
    expect(rows.map((row) => row.step).sort()).toEqual(steps.sort());
  });

  it('are refused out of turn, over HTTP', async () => {
    const pa = await world.person(desk.councilId, 'Ann', ['pa']);
    const opened = await api.call('post', '/applications', pa.token, {kind: 'pa'}).expect(201);
    const {id} = opened.body as {id: string};
    const at = (step: string) => `/applications/${id}/${step}`;
    const identity = GOOD_EVIDENCE[0]?.body;
    await illegal(api.call('post', at('ready'), desk.officer.token), 'draft');
    await illegal(api.call('post', at('decision'), desk.approver.token, APPROVE), 'draft');
    await illegal(api.call('put', at('evidence/identity'), desk.officer.token, identity), 'draft');
    // From an officer it is taken as it stands; from an applicant it has to be answered.
    await api.call('post', at('submit'), pa.token).expect(422);
    await api.call('post', at('submit'), desk.officer.token).expect(200);
    await illegal(api.call('post', at('submit'), pa.token), 'submitted');
    await illegal(api.call('post', at('decision'), desk.approver.token, APPROVE), 'submitted');
    await api.call('post', at('withdraw'), pa.token).expect(200);
    await illegal(api.call('post', at('withdraw'), pa.token), 'withdrawn');
    await illegal(api.call('post', at('submit'), pa.token), 'withdrawn');
    await illegal(api.call('put', at('evidence/identity'), desk.officer.token, identity), 'withdrawn');
    await illegal(api.call('post', at('decision'), desk.approver.token, APPROVE), 'withdrawn');
  });

  it('are refused out of turn by the database too', async () => {
    const {id} = await approved(api, desk, await world.person(desk.councilId, 'Bob', ['pa']));
    for (const state of APPLICATION_STATES.filter((each) => each !== 'approved')) {
      await expect(
        world.owner.query(`UPDATE application SET state = $2 WHERE id = $1`, [id, state]),
      ).rejects.toMatchObject({driverError: {constraint: 'state_transition'}});
    }
    const waiting = await ready(api, desk, await world.person(desk.councilId, 'Cat', ['pa']));
    for (const state of ['approved', 'declined']) {
      await expect(
        world.owner.query(`UPDATE application SET state = $2 WHERE id = $1`, [waiting, state]),
      ).rejects.toMatchObject({driverError: {constraint: 'application_decision'}});
    }
  });

  it('an approval needs everything on the day it counts from', async () => {
    const id = await ready(api, desk, await world.person(desk.councilId, 'Dee', ['pa']));
    // Time passes: the certificate lapses while the application waits.
    await world.owner.query(`UPDATE evidence SET issued_on = '2020-01-01' WHERE application_id = $1 AND kind = 'dbs'`, [
      id,
    ]);
    const path = `/applications/${id}/decision`;
    const answer = await api.call('post', path, desk.approver.token, APPROVE).expect(422);
    expect(answer.body).toMatchObject({
      code: 'REQUIREMENTS_MISSING',
      missing: [{requirement: 'dbs', needed: 1, held: 0}],
    });
    const declined = {outcome: 'declined', reason_code: 'requirements_not_met', reasons: 'Lapsed.'};
    await api.call('post', path, desk.approver.token, declined).expect(200);
  });

  it('a decision counts from today or soon, and says what belongs to it', async () => {
    const id = await ready(api, desk, await world.person(desk.councilId, 'Eve', ['pa']));
    const send = (body: object) => api.call('post', `/applications/${id}/decision`, desk.approver.token, body);
    const wrong: [object, string][] = [
      [{...APPROVE, effective_on: daysAgo(1)}, 'effective_on'],
      [{...APPROVE, effective_on: '2099-01-01'}, 'effective_on'],
      [{...APPROVE, reason_code: 'incomplete'}, 'reason_code'],
      [{...APPROVE, conditions: [{text: 'Buy shoes.'}]}, 'conditions'],
      [{...APPROVE, outcome: 'approved_with_conditions', conditions: []}, 'conditions'],
      [{...CONDITIONAL, conditions: [{text: ' '}]}, 'conditions.0.text'],
      [{...CONDITIONAL, conditions: [{text: 'Buy shoes.', due_on: daysAgo(1)}]}, 'conditions.0.due_on'],
      [{...APPROVE, deferred_until: '2099-01-01'}, 'deferred_until'],
      [{...APPROVE, outcome: 'deferred'}, 'deferred_until'],
      [{...APPROVE, outcome: 'deferred', deferred_until: TODAY}, 'deferred_until'],
      [{...APPROVE, outcome: 'approved_with_conditions'}, 'conditions'],
      [{...APPROVE, outcome: 'maybe'}, 'outcome'],
      [{outcome: 'approved'}, 'reasons'],
      [{...APPROVE, reasons: ''}, 'reasons'],
      [{...APPROVE, reasons: 'x'.repeat(4001)}, 'reasons'],
      [{...APPROVE, decided_by: desk.officer.personId}, 'decided_by'],
    ];
    for (const [body, field] of wrong) {
      expect((await send(body).expect(400)).body).toMatchObject({code: 'VALIDATION_FAILED', errors: [{field}]});
    }
    const conditions = [{text: 'First aid within three months.', due_on: TODAY, publicly_visible: true}];
    const done = await send({...CONDITIONAL, conditions}).expect(200);
    expect(done.body).toMatchObject({state: 'approved', decision: {conditions, effective_on: TODAY}});
  });

  it('somebody has one application open at a time', async () => {
    const pa = await world.person(desk.councilId, 'Fin', ['pa']);
    const id = await submitted(api, pa);
    const again = await api.call('post', '/applications', pa.token, {kind: 'pa'}).expect(409);
    expect(again.body).toMatchObject({code: 'APPLICATION_OPEN', application_id: id});
  });

  it('opening takes only what it knows', async () => {
    const {officer} = desk;
    const send = (body: object, token = officer.token) => api.call('post', '/applications', token, body);
    const field = async (body: object) =>
      ((await send(body).expect(400)).body as {errors: {field: string}[]}).errors[0]?.field;
    expect(await field({kind: 'wizard'})).toBe('kind');
    expect(await field({})).toBe('kind');
    expect(await field({kind: 'pa'})).toBe('person_id');
    expect(await field({kind: 'pa', person_id: 7})).toBe('person_id');
    expect(await field({kind: 'pa', person_id: desk.pa.personId, circumstances: ['rich']})).toBe('circumstances');
    expect(await field({kind: 'pa', person_id: desk.pa.personId, circumstances: 'drives'})).toBe('circumstances');
    expect(await field({kind: 'business', person_id: desk.pa.personId})).toBe('organisation_id');
    await send({kind: 'pa', person_id: '01890000-0000-7000-8000-000000000000'}).expect(404);
    const none = await world.person(desk.councilId, 'Ida Broker', ['pa']);
    expect((await send({kind: 'broker'}, none.token).expect(422)).body).toMatchObject({code: 'NO_SCHEME'});
    await api.call('get', '/applications/not-an-id', officer.token).expect(400);
  });

  it('the queue shows the longest waiting first, its age and what is missing, page by page', async () => {
    const other = await openDesk(world, 'queueshire');
    const ids: string[] = [];
    for (const name of ['Qa', 'Qb', 'Qc'])
      ids.push(await submitted(api, await world.person(other.councilId, name, ['pa'])));
    await world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE application SET submitted_at = now() - interval '12 days' WHERE id = $1`, [ids[1]]);
    });
    const list = (query: string) => api.call('get', `/applications?${query}`, other.officer.token);
    const first = (await list('per_page=2').expect(200)).body as {items: {id: string}[]};
    expect(first).toMatchObject({total: 3, page: 1, per_page: 2});
    expect(first.items[0]).toMatchObject({id: ids[1], name: 'Qb', state: 'submitted', age_days: 12, missing: 7});
    expect(first.items).toHaveLength(2);
    expect((await list('per_page=2&page=2').expect(200)).body).toMatchObject({items: [{id: ids[2]}]});
    expect((await list('state=ready,in_checks').expect(200)).body).toMatchObject({items: [], total: 0});
    await list('state=sleeping').expect(400);
    await list('page=0').expect(400);
    await list('per_page=101').expect(400);
  });
});
