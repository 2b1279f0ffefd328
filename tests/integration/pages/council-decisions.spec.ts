import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay} from '@app/kernel';
import {approved, GOOD_EVIDENCE, openDesk, record, TODAY, handedInByClerk} from '../../support/accreditation.js';
import {boxes} from '../../support/day-boxes.js';
import {DeskWorld, LIST, refusal} from '../../support/desk-world.js';
import {Visitor} from '../../support/visitor.js';

const LONG = 'x'.repeat(4_001);

let world: DeskWorld;

beforeAll(async () => {
  world = await DeskWorld.open();
}, 60_000);
afterAll(() => world?.close());

describe('deciding', () => {
  it('asks for what belongs to the answer, and goes back with all of it', async () => {
    const path = `${LIST}/${await world.ready()}/decide`;
    expect(refusal(await world.approver.post(path, {step: 'choose'}), {})).toEqual([
      400,
      'Choose what you decide (#outcome)',
    ]);
    const declining = {outcome: 'declined', reasons: 'Not <enough>.', reasonCode: ''};
    expect(refusal(await world.approver.post(path, declining), declining)).toEqual([
      400,
      'Choose the reason for declining (#reasonCode)',
    ]);
    const conditional = {outcome: 'approved_with_conditions', condition1: '', reasons: LONG};
    expect(refusal(await world.approver.post(path, conditional), conditional)).toEqual([
      400,
      'Enter the condition (#condition1)',
      'Reasons for the file must be 4000 characters or fewer (#reasons)',
    ]);
    const far = {outcome: 'approved', reasons: 'Seen.', ...boxes('effective', addDays(TODAY, 91))};
    expect(refusal(await world.approver.post(path, {...far, step: 'send'}), far)).toEqual([
      400,
      'Let it count from today or a day in the next 90 days. (#effective-day)',
    ]);
    const check = await world.approver.post(path, {...far, ...boxes('effective', addDays(TODAY, 5))});
    expect(check.text).toContain(`Counts from ${formatDay(addDays(TODAY, 5), {})}`);
    const back = await world.approver.post(path, {...check.fields, step: 'change'});
    expect(refusal(back, {...far, ...boxes('effective', addDays(TODAY, 5))})).toEqual([200]);
    expect((await world.approver.post(path, {...check.fields, step: 'send'})).status).toBe(303);
    const twice = await world.approver.post(path, {...check.fields, step: 'send'});
    expect([twice.status, ...twice.errors]).toEqual([
      409,
      expect.stringMatching(
        /^Ash Approver decided this application on .+ Look at it again before you do anything else.$/,
      ),
    ]);
    expect((await world.approver.get(path)).text).toContain('It has been decided already: approved on');
  });

  it('is for somebody else, and only of what is ready', async () => {
    const id = await world.handedIn();
    await record(world.scenario.api, world.desk.otherOfficer, id, GOOD_EVIDENCE.slice(0, 1));
    const fields = {outcome: 'declined', reasonCode: 'incomplete', reasons: 'No answer.'};
    const own = await world.other.post(`${LIST}/${id}/decide`, fields);
    expect([own.status, ...own.errors]).toEqual([422, 'Somebody else has to decide this application']);
    const sent = await world.other.post(`${LIST}/${id}/decide`, {...fields, step: 'send'});
    expect([sent.status, ...sent.errors]).toEqual([422, expect.stringMatching(/Somebody else has to do this/)]);
    const approve = {outcome: 'approved', reasons: 'Seen.'};
    expect((await world.approver.post(`${LIST}/${id}/decide`, approve)).errors).toEqual([
      'This application can be declined now, but not approved',
    ]);
    expect((await world.approver.post(`${LIST}/${id}/decide`, {...approve, step: 'send'})).status).toBe(422);
    const early = await world.approver.post(`${LIST}/${await world.handedIn()}/decide`, fields);
    expect([early.status, ...early.errors]).toEqual([422, 'This application does not wait for a decision']);
    expect((await world.officer.post(`${LIST}/${id}/submit`)).errors).toEqual([
      'This application is being checked, so this cannot be done to it now.',
    ]);
  });

  it('does not let an own application through, whoever it belongs to', async () => {
    const both = await world.scenario.world.person(world.desk.councilId, 'Bo Both', ['pa', 'officer', 'approver']);
    const body = {kind: 'pa', person_id: both.personId};
    const {id} = (await world.scenario.call(both, 'post', '/applications', body).expect(201)).body as {id: string};
    await handedInByClerk(world.scenario.api, both, id);
    const bo = new Visitor(world.pages, both);
    expect((await bo.get(`${LIST}/${id}`)).text).toContain(
      'This is your own application, so somebody else handles it.',
    );
    expect((await bo.get(`${LIST}/${id}/requirements/identity`)).html).not.toContain('Record this evidence');
    const identity = {document: 'passport', ...boxes('checked', TODAY)};
    expect((await bo.post(`${LIST}/${id}/requirements/identity`, identity)).status).toBe(422);
    expect((await bo.get(`${LIST}/${id}/decide`)).text).toContain('It is your own application.');
    expect((await bo.post(`${LIST}/${id}/suspension`)).status).toBe(422);
  });
});

describe('a suspension', () => {
  it('is made once and lifted once', async () => {
    const {id} = await approved(world.scenario.api, world.desk, await world.newPa());
    const path = `${LIST}/${id}/suspension`;
    expect((await world.approver.post(`${path}/lift`)).errors).toEqual(['This member is not suspended.']);
    expect((await world.officer.post(path)).location).toBe(`${LIST}/${id}?done=suspended`);
    const again = await world.officer.post(path);
    expect([again.status, ...again.errors]).toEqual([409, 'This member is not currently listed: already suspended.']);
    expect((await world.approver.post(`${path}/lift`)).location).toBe(`${LIST}/${id}?done=lifted`);
    expect((await world.approver.get(`${LIST}/${id}`)).text).toContain('Accredited by Support with Confidence');
  });
});

describe('standing on a day', () => {
  it('is told as it was and as it was known, and a wrong day is said to be wrong', async () => {
    const {id, memberId} = await approved(world.scenario.api, world.desk, await world.newPa());
    const path = `/council/members/${memberId}/standing`;
    expect((await world.officer.get(`${LIST}/${id}`)).html).toContain(`href="${path}"`);
    expect((await world.officer.get(path)).text).toContain('Accredited by Support with Confidence');
    const query = (name: string, day: string) => new URLSearchParams(boxes(name, day)).toString();
    const long = await world.officer.get(`${path}?${query('on', TODAY)}&${query('known', '2020-01-31')}`);
    expect(long.text).toContain('Nobody had approved them');
    expect(long.text).toContain('Something was recorded later that changes the answer');
    const wrong = await world.officer.get(`${path}?on-day=31&on-month=2&on-year=2026`);
    expect([wrong.status, ...wrong.errors]).toEqual([400, 'The day must be a real date']);
    const early = await world.officer.get(`${path}?on-day=1&on-month=1&on-year=1980`);
    expect([early.status, ...early.errors]).toEqual([400, 'Give a day from 2000 to 2199.']);
  });
});

describe('whoever it does not concern', () => {
  const own = (id: string, evidence: string) => [
    `${LIST}/${id}`,
    `${LIST}/${id}/requirements/identity`,
    `${LIST}/${id}/evidence/${evidence}/void`,
    `${LIST}/${id}/decide`,
    `${LIST}/${id}/suspension`,
  ];
  const forms = (id: string, evidence: string) => [
    `${LIST}/new`,
    `${LIST}/${id}/submit`,
    `${LIST}/${id}/ready`,
    `${LIST}/${id}/requirements/identity`,
    `${LIST}/${id}/evidence/${evidence}/void`,
    `${LIST}/${id}/decide`,
    `${LIST}/${id}/suspension`,
    `${LIST}/${id}/suspension/lift`,
  ];

  it('learns nothing', async () => {
    const {id} = await approved(world.scenario.api, world.desk, await world.newPa());
    const real = own(id, await world.evidenceOf(id, 'identity'));
    const both = new Visitor(world.pages, world.desk.otherOfficer);
    for (const path of real) expect([path, (await both.get(path)).status]).toEqual([path, 200]);
    const {otherOfficer} = await openDesk(world.scenario.world, 'southshire');
    const stranger = new Visitor(world.pages, otherOfficer);
    const [nobody, pa, holder] = [null, world.desk.pa, await world.scenario.holder(world.desk.councilId)].map(
      (who) => new Visitor(world.pages, who),
    );
    const paths = [...real, ...forms(id, await world.evidenceOf(id, 'identity'))];
    for (const path of paths) {
      const send = real.includes(path) ? 'get' : 'post';
      if (path !== `${LIST}/new`) expect([path, (await stranger[send](path)).status]).toEqual([path, 404]);
      expect([path, (await nobody?.get(path))?.status]).toEqual([path, path.match(/submit|ready|lift/) ? 404 : 401]);
      expect([path, (await pa?.[send](path))?.status]).toEqual([path, 403]);
      expect([path, (await holder?.[send](path))?.status]).toEqual([path, 403]);
    }
    for (const path of own(randomUUID(), randomUUID()))
      expect([path, (await both.get(path)).status]).toEqual([path, 404]);
    for (const path of own('x', 'x')) expect([path, (await both.get(path)).status]).toEqual([path, 400]);
    for (const path of forms('x', 'x').slice(1)) expect([path, (await both.post(path)).status]).toEqual([path, 400]);
    expect((await both.get(`${LIST}/${id}/requirements/made_up`)).status).toBe(404);
    expect((await both.get(`${LIST}/${id}/requirements/insurance`)).status).toBe(404);
    expect((await both.get(`${LIST}/${id}/evidence/${randomUUID()}/void`)).status).toBe(404);
  });

  it('does the other role’s work in no way', async () => {
    const id = await world.ready();
    const evidence = await world.evidenceOf(id, 'identity');
    for (const path of [`${LIST}/${id}/decide`]) {
      expect((await world.officer.get(path)).status).toBe(403);
      expect((await world.officer.post(path, {outcome: 'approved', reasons: 'Me.', step: 'send'})).status).toBe(403);
    }
    for (const path of forms(id, evidence).slice(0, 5)) {
      expect([path, (await world.approver.post(path)).status]).toEqual([path, 403]);
    }
    expect((await world.approver.get(`${LIST}/new`)).status).toBe(403);
    expect((await world.approver.get(`${LIST}/${id}/evidence/${evidence}/void`)).status).toBe(403);
    expect((await world.approver.get(`${LIST}/${id}/requirements/identity`)).html).not.toContain(
      'Record this evidence',
    );
    expect((await world.officer.get(`${LIST}/${id}`)).text).toContain('This waits for somebody who decides');
  });

  it('sends no form in another’s name', async () => {
    const {id} = await approved(world.scenario.api, world.desk, await world.newPa());
    for (const path of forms(id, await world.evidenceOf(id, 'identity'))) {
      expect([path, (await world.other.send(path, {})).status]).toEqual([path, 403]);
      expect([path, (await world.other.send(path, {_csrf: 'guessed'})).status]).toEqual([path, 403]);
    }
    expect((await world.officer.get(`${LIST}/${id}`)).text).toContain('Accredited by Support with Confidence');
  });

  it('has one token for all forms of a page, also on the first page after coming back', async () => {
    const {html} = await new Visitor(world.pages, world.desk.officer).get(`${LIST}/new`);
    const tokens = [...html.matchAll(/name="_csrf" value="([^"]+)"/g)].map((match) => match[1]);
    expect(tokens.length).toBeGreaterThan(1);
    expect(new Set(tokens).size).toBe(1);
  });
});
