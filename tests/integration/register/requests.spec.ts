import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {APPROVE, openDesk, ready, submitted, type Desk, handedInByClerk} from '../../support/accreditation.js';
import {Scenario} from '../../support/scenario.js';
import type {TestPerson} from '../../support/people.js';

let scenario: Scenario;
let desk: Desk;
let pa: TestPerson;
let id: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'northshire');
  pa = await scenario.world.person(desk.councilId, 'Ann', ['pa']);
  id = await submitted(scenario.api, pa);
});
afterAll(() => scenario.close());

interface Asked {
  id: string;
  text: string;
  answer: string | null;
  asked_by: {name: string} | null;
}

const TEXT = 'Send us the page of your passport that shows the date.';

const ask = (body: object, by = desk.officer, to = id) =>
  scenario.call(by, 'post', `/applications/${to}/requests`, body);

const answer = (requestId: string, by: TestPerson, text = 'It is in the post.') =>
  scenario.call(by, 'post', `/applications/${id}/requests/${requestId}/answer`, {answer: text});

async function asked(by: TestPerson): Promise<Asked[]> {
  const {body} = (await scenario.call(by, 'get', `/applications/${id}/requests`).expect(200)) as {body: unknown};
  return (body as {items: Asked[]}).items;
}

describe('what an officer asks the applicant for', () => {
  it('is theirs to see and answer, once, without the name of who asked; both are told onwards and kept', async () => {
    await ask({requirement: 'identity', text: TEXT}).expect(201);
    const [request] = await asked(pa);
    expect(request).toMatchObject({requirement: 'identity', text: TEXT, answer: null, asked_by: null});
    expect((await asked(desk.officer))[0]).toMatchObject({asked_by: {name: 'Olu Officer'}});
    await answer(request?.id ?? '', pa).expect(200);
    expect((await asked(desk.officer))[0]).toMatchObject({answer: 'It is in the post.'});
    expect((await answer(request?.id ?? '', pa).expect(409)).body).toMatchObject({code: 'ALREADY_ANSWERED'});
    const {owner} = scenario.world;
    const trail = await owner.query<{action: string}[]>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action ~ 'asked|answered' ORDER BY id`,
      [id],
    );
    expect(trail.map((each) => each.action)).toEqual(['application.asked', 'application.answered']);
    const told = await owner.query<{topic: string}[]>(
      `SELECT topic FROM outbox_event WHERE subject_id = $1 ORDER BY id`,
      [request?.id],
    );
    expect(told.map((each) => each.topic)).toEqual(['application.asked', 'application.answered']);
  });

  it('of two answers at once one is taken, and an officer may write down what was said', async () => {
    await ask({text: 'When can we meet?'}).expect(201);
    const [request] = await asked(pa);
    const both = await Promise.all([
      answer(request?.id ?? '', pa, 'On Monday.'),
      answer(request?.id ?? '', desk.otherOfficer, 'On the phone: Tuesday.'),
    ]);
    expect(both.map(({status}) => status).sort()).toEqual([200, 409]);
  });

  it('is asked by the council only, of somebody else, while the application goes on, for what it asks for', async () => {
    await ask({text: TEXT}, pa).expect(403);
    await ask({text: TEXT}, desk.approver).expect(403);
    expect((await ask({requirement: 'wings', text: TEXT}).expect(404)).body).toMatchObject({code: 'NOT_FOUND'});
    for (const body of [{}, {text: ''}, {text: '   '}, {text: 'x'.repeat(2001)}, {text: TEXT, requirement: 7}]) {
      expect((await ask(body).expect(400)).body).toMatchObject({code: 'VALIDATION_FAILED'});
    }
    const both = await scenario.world.person(desk.councilId, 'Bo Both', ['pa', 'officer']);
    const opened = {kind: 'pa', person_id: both.personId};
    const {body} = (await scenario.call(both, 'post', '/applications', opened).expect(201)) as {body: unknown};
    const own = (body as {id: string}).id;
    await handedInByClerk(scenario.api, both, own);
    expect((await ask({text: TEXT}, both, own).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    const declined = await ready(scenario.api, desk, await scenario.world.person(desk.councilId, 'Cy', ['pa']));
    await scenario
      .call(desk.approver, 'post', `/applications/${declined}/decision`, {
        ...APPROVE,
        outcome: 'declined',
        reason_code: 'incomplete',
      })
      .expect(200);
    const refused = await ask({text: TEXT}, desk.officer, declined).expect(422);
    expect(refused.body).toMatchObject({code: 'ILLEGAL_TRANSITION'});
    await expect(askInSql(declined, desk.officer)).rejects.toMatchObject({
      driverError: {constraint: 'application_request_open'},
    });
    await expect(askInSql(own, both)).rejects.toMatchObject({driverError: {constraint: 'application_request_own'}});
  });

  function askInSql(application: string, by: TestPerson): Promise<unknown> {
    return scenario.world.owner.query(
      `INSERT INTO application_request (council_id, application_id, text, asked_by) VALUES ($1, $2, 'Behind', $3)`,
      [desk.councilId, application, by.personId],
    );
  }
});
