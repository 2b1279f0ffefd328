import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {readEnvironment, servingOptions, UnitOfWork, type Tx} from '@app/platform';
import {registerScheme} from '@app/register';
import {DataSource} from 'typeorm';
import {
  APPROVE,
  GOOD_EVIDENCE,
  openDesk,
  ready,
  record,
  submitted,
  TODAY,
  type Desk,
  handedInByClerk,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {REFEREE, REFERENCE} from '../../support/applying-world.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';

/** Whoever gathered or applied never decides: neither over HTTP nor in SQL as the role that serves. */
describe('four eyes', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;
  let serving: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    desk = await openDesk(world, 'northshire');
    serving = await new DataSource(servingOptions(readEnvironment({DATABASE_URL: database.appUrl}))).initialize();
  });
  afterAll(async () => {
    await serving.destroy();
    await world.close();
    await api.close();
    await database.drop();
  });

  const decide = (by: TestPerson, id: string) => api.call('post', `/applications/${id}/decision`, by.token, APPROVE);

  it('refuses whoever recorded any of the evidence', async () => {
    const id = await submitted(api, await world.person(desk.councilId, 'Ann', ['pa']));
    await record(api, desk.officer, id, GOOD_EVIDENCE.slice(1));
    await record(api, desk.otherOfficer, id, GOOD_EVIDENCE.slice(0, 1));
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    const answer = await decide(desk.otherOfficer, id).expect(422);
    expect(answer.body).toMatchObject({code: 'FOUR_EYES'});
    await expect(decideInSql(id, desk.otherOfficer)).rejects.toMatchObject({
      driverError: {constraint: 'decision_four_eyes'},
    });
    await decide(desk.approver, id).expect(200);
  });

  it('refuses whoever recorded evidence that was withdrawn since', async () => {
    const id = await submitted(api, await world.person(desk.councilId, 'Bob', ['pa']));
    await record(api, desk.otherOfficer, id, GOOD_EVIDENCE.slice(0, 1));
    const body: unknown = (await api.call('get', `/applications/${id}`, desk.officer.token)).body;
    const [first] = (body as {evidence: {id: string}[]}).evidence;
    const path = `/applications/${id}/evidence/${first?.id}/void`;
    await api.call('post', path, desk.officer.token, {reason: 'recorded_in_error'}).expect(200);
    await record(api, desk.officer, id);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    await decide(desk.otherOfficer, id).expect(422);
  });

  it('refuses whoever opened or submitted it for somebody', async () => {
    const person = await world.person(desk.councilId, 'Cat', ['pa']);
    const opened = await api
      .call('post', '/applications', desk.otherOfficer.token, {kind: 'pa', person_id: person.personId})
      .expect(201);
    const {id} = opened.body as {id: string};
    await api.call('post', `/applications/${id}/submit`, desk.officer.token).expect(200);
    await record(api, desk.officer, id);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    expect((await decide(desk.otherOfficer, id).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    await expect(decideInSql(id, desk.otherOfficer)).rejects.toMatchObject({
      driverError: {constraint: 'decision_four_eyes'},
    });
  });

  it('refuses whoever wrote down an answer for the applicant, or what a referee said on the telephone', async () => {
    const taker = await world.person(desk.councilId, 'Tess Telephone', ['officer', 'approver']);
    const writer = await world.person(desk.councilId, 'Wim Writer', ['officer', 'approver']);
    const pa = await world.person(desk.councilId, 'Coe', ['pa']);
    const id = await submitted(api, pa);
    const refereeId = await named(id, pa);
    await api.call('put', `/applications/${id}/answers/phone`, writer.token, {answer: '01632 960001'}).expect(200);
    await api.call('post', `/applications/${id}/referees/${refereeId}/phone`, taker.token, REFERENCE).expect(200);
    await record(api, desk.officer, id);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    const seen = (await api.call('get', `/applications/${id}`, desk.officer.token).expect(200)).body as object;
    expect(seen).toMatchObject({state: 'ready'});
    for (const by of [writer, taker]) {
      expect((await decide(by, id).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
      const defer = {outcome: 'deferred', reasons: 'Later.', deferred_until: addDays(TODAY, 3)};
      const refused = await api.call('post', `/applications/${id}/decision`, by.token, defer).expect(422);
      expect(refused.body).toMatchObject({code: 'FOUR_EYES'});
      for (const attempt of [decideInSql(id, by), deferInSql(id, by)]) {
        await expect(attempt).rejects.toMatchObject({driverError: {constraint: 'decision_four_eyes'}});
      }
    }
    const declined = {outcome: 'declined', reason_code: 'customers_wellbeing', reasons: 'No.', explanation: 'Why.'};
    await api.call('post', `/applications/${id}/decision`, desk.approver.token, declined).expect(200);
    const grounds = {against: 'decline', subject_id: id, grounds: 'It was not so.'};
    const appealed = (await api.call('post', '/appeals', pa.token, grounds).expect(201)).body as {id: string};
    for (const by of [writer, taker]) {
      const refused = await api.call('post', `/appeals/${appealed.id}/take`, by.token);
      expect([refused.status, (refused.body as {code: string}).code]).toEqual([422, 'HAD_PART']);
    }
  });

  it('refuses an approver their own application, and an officer evidence of their own', async () => {
    const own = await world.person(desk.councilId, 'Dee Both', ['pa', 'officer', 'approver']);
    const id = await submittedBy(own);
    await record(api, desk.officer, id);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    expect((await decide(own, id).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    await expect(decideInSql(id, own)).rejects.toMatchObject({driverError: {constraint: 'decision_four_eyes'}});
    const evidence = GOOD_EVIDENCE[0];
    const refused = await api
      .call('put', `/applications/${id}/evidence/identity`, own.token, evidence?.body)
      .expect(422);
    expect(refused.body).toMatchObject({code: 'FOUR_EYES'});
    const seen = await api.call('get', `/applications/${id}`, own.token).expect(200);
    expect(seen.body).toMatchObject({evidence: null});
  });

  it('refuses an approver who runs the organisation that applies', async () => {
    const owner = await world.person(desk.councilId, 'Eve Owner', ['approver']);
    const organisation = await world.organisation(desk.councilId, 'Eve and Co', [owner]);
    await world.owner.transaction(async (tx) => {
      await registerScheme(tx, {
        councilId: desk.councilId,
        name: 'Directory',
        kind: 'information',
        memberKind: 'business',
        startsOn: '2020-01-01',
        requirements: [],
      });
    });
    const body = {kind: 'business', organisation_id: organisation};
    const opened = await api.call('post', '/applications', desk.officer.token, body).expect(201);
    const {id} = opened.body as {id: string};
    await api.call('post', `/applications/${id}/submit`, desk.officer.token).expect(200);
    await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
    expect((await decide(owner, id).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    await expect(decideInSql(id, owner)).rejects.toMatchObject({driverError: {constraint: 'decision_four_eyes'}});
    await decide(desk.approver, id).expect(200);
  });

  it('gives gathering and deciding to different roles', async () => {
    const id = await ready(api, desk, await world.person(desk.councilId, 'Fin', ['pa']));
    await decide(desk.officer, id).expect(403);
    await api
      .call('put', `/applications/${id}/evidence/identity`, desk.approver.token, GOOD_EVIDENCE[0]?.body)
      .expect(403);
    await decide(desk.pa, id).expect(403);
  });

  it('lets the serving role neither change nor remove evidence, decisions or withdrawals', async () => {
    const id = await ready(api, desk, await world.person(desk.councilId, 'Gus', ['pa']));
    await decide(desk.approver, id).expect(200);
    const statements = [
      `UPDATE evidence SET checked_on = checked_on - 1`,
      `DELETE FROM evidence`,
      `UPDATE decision SET outcome = 'declined'`,
      `DELETE FROM decision`,
      `UPDATE evidence_void SET reason = 'wrong_person'`,
      `DELETE FROM evidence_void`,
      `TRUNCATE evidence_void`,
      `UPDATE application SET opened_by = member_id`,
      `DELETE FROM application`,
      `UPDATE requirement SET needed = 1`,
      `DELETE FROM member`,
      `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on, decided_at)
       SELECT council_id, member_id, application_id, outcome, reasons, decided_by, effective_on, now() - interval '1 year'
       FROM decision`,
    ];
    for (const statement of statements) {
      await expect(asCouncil((tx) => tx.query(statement))).rejects.toMatchObject({driverError: {code: '42501'}});
    }
    // What has not started may be taken back; what has may not.
    for (const table of ['requirement', 'scheme_version']) {
      await expect(asCouncil((tx) => tx.query(`DELETE FROM ${table}`))).rejects.toMatchObject({
        driverError: {constraint: 'scheme_version_started'},
      });
    }
  });

  async function submittedBy(person: TestPerson): Promise<string> {
    const body = {kind: 'pa', person_id: person.personId};
    const opened = await api.call('post', '/applications', person.token, body).expect(201);
    const {id} = opened.body as {id: string};
    await handedInByClerk(api, person, id);
    return id;
  }

  async function named(id: string, by: TestPerson): Promise<string> {
    const path = `/applications/${id}/references/reference/referees`;
    expect((await api.call('post', path, by.token, REFEREE)).status).toBeLessThan(300);
    const tasks: unknown = (await api.call('get', `/applications/${id}/tasks`, by.token).expect(200)).body;
    return (tasks as {referees: {id: string}[]}).referees[0]?.id ?? '';
  }

  function asCouncil<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new UnitOfWork(serving).run(desk.councilId, work);
  }

  function deferInSql(id: string, by: TestPerson): Promise<unknown> {
    return asCouncil((tx) =>
      tx.query(
        `INSERT INTO deferral (council_id, application_id, until_on, reasons, decided_by)
         SELECT council_id, id, '${TODAY}'::date + 3, 'Behind the program', $2 FROM application WHERE id = $1`,
        [id, by.personId],
      ),
    );
  }

  function decideInSql(id: string, by: TestPerson): Promise<unknown> {
    return asCouncil((tx) =>
      tx.query(
        `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
         SELECT council_id, member_id, id, 'approved', 'Behind the program', $2, '${TODAY}'::date
         FROM application WHERE id = $1`,
        [id, by.personId],
      ),
    );
  }
});
