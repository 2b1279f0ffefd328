import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {APPROVE, openDesk, ready, type Desk} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

describe('at the same moment', () => {
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

  const count = async (query: string, id: string) =>
    (await world.owner.query<{count: number}[]>(`SELECT count(*) AS count FROM ${query}`, [id]))[0]?.count;

  it('two approvers decide: one wins, the other sees that it is decided', async () => {
    const second = await world.person(desk.councilId, 'Bo Approver', ['approver']);
    for (let round = 0; round < 5; round += 1) {
      const id = await ready(api, desk, await world.person(desk.councilId, `Pa ${'abcde'.charAt(round)}`, ['pa']));
      const decline = {outcome: 'declined', reason_code: 'customers_wellbeing', reasons: 'No.'};
      const answers = await Promise.all([
        api.call('post', `/applications/${id}/decision`, desk.approver.token, APPROVE),
        api.call('post', `/applications/${id}/decision`, second.token, decline),
      ]);
      expect(answers.map((each) => each.status).sort()).toEqual([200, 409]);
      expect(answers.find((each) => each.status === 409)?.body).toMatchObject({code: 'ALREADY_DECIDED'});
      expect(await count(`decision WHERE application_id = $1`, id)).toBe(1);
      expect(await count(`audit_entry WHERE action = 'application.decided' AND subject_id = $1`, id)).toBe(1);
    }
  });

  it('somebody opens eight applications: one is opened', async () => {
    const pa = await world.person(desk.councilId, 'Pam', ['pa']);
    const answers = await Promise.all(
      Array.from({length: 8}, () => api.call('post', '/applications', pa.token, {kind: 'pa'})),
    );
    expect(answers.map((each) => each.status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(await count(`application a JOIN member m ON m.id = a.member_id WHERE m.person_id = $1`, pa.personId)).toBe(
      1,
    );
  });

  it('two officers suspend: one does', async () => {
    const id = await ready(api, desk, await world.person(desk.councilId, 'Sam', ['pa']));
    const body: unknown = (
      await api.call('post', `/applications/${id}/decision`, desk.approver.token, APPROVE).expect(200)
    ).body;
    const path = `/members/${(body as {member: {id: string}}).member.id}/suspension`;
    const answers = await Promise.all([
      api.call('post', path, desk.officer.token),
      api.call('post', path, desk.otherOfficer.token),
    ]);
    expect(answers.map((each) => each.status).sort()).toEqual([204, 409]);
    const lifted = await Promise.all([
      api.call('delete', path, desk.officer.token),
      api.call('delete', path, desk.otherOfficer.token),
    ]);
    expect(lifted.map((each) => each.status).sort()).toEqual([204, 409]);
  });
});
