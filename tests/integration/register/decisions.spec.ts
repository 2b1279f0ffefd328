import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {APPROVE, approved, openDesk, ready, record, TODAY, type Desk} from '../../support/accreditation.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let desk: Desk;
/** Decides too, and had no part in what the others do. */
let second: TestPerson;
let third: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'northshire');
  second = await scenario.world.person(desk.councilId, 'Sue Second', ['approver']);
  third = await scenario.world.person(desk.councilId, 'Tim Third', ['approver']);
});
afterAll(() => scenario.close());

const DECLINE = {outcome: 'declined', reason_code: 'customers_wellbeing', reasons: 'References.', explanation: 'Why.'};
const pa = (name: string) => scenario.world.person(desk.councilId, name, ['pa']);
const decide = (by: TestPerson, id: string, body: object = APPROVE) =>
  scenario.call(by, 'post', `/applications/${id}/decision`, body);
const appeal = (by: TestPerson, against: string, subject: string, more: object = {}) =>
  scenario.call(by, 'post', '/appeals', {against, subject_id: subject, grounds: 'It was not so.', ...more});
const step = (by: TestPerson, id: string, action: string, body?: object) =>
  scenario.call(by, 'post', `/appeals/${id}/${action}`, body);
const standingOf = async (id: string) =>
  ((await scenario.call(desk.officer, 'get', `/applications/${id}`).expect(200)).body as {standing: {listed: boolean}})
    .standing.listed;
const inSql = (sql: string, values: unknown[]) => scenario.world.owner.query<{id: string}[]>(sql, values);

async function made(request: ReturnType<typeof appeal>): Promise<string> {
  return ((await request.expect(201)).body as {id: string}).id;
}

/** Declined by the approver, and appealed against. @returns ids of the application and the appeal */
async function declined(name: string): Promise<{id: string; person: TestPerson; appealId: string}> {
  const person = await pa(name);
  const id = await ready(scenario.api, desk, person);
  await decide(desk.approver, id, DECLINE).expect(200);
  return {id, person, appealId: await made(appeal(person, 'decline', id))};
}

describe('a decision', () => {
  it('put off waits for its day, is then in the queue again, and is taken up or made ready', async () => {
    const person = await pa('Ann');
    const id = await ready(scenario.api, desk, person);
    const until = addDays(TODAY, 10);
    const defer = {outcome: 'deferred', reasons: 'Waits for the insurer.', explanation: 'Soon.', deferred_until: until};
    expect((await decide(desk.otherOfficer, id, defer).expect(200)).body).toMatchObject({
      state: 'deferred',
      deferral: {until, reasons: 'Waits for the insurer.'},
    });
    expect((await scenario.call(person, 'get', `/applications/${id}`).expect(200)).body).toMatchObject({
      deferral: {until, explanation: 'Soon.', reasons: null},
    });
    const refused = await decide(desk.approver, id).expect(409);
    expect(refused.body).toMatchObject({code: 'ALREADY_DECIDED', outcome: 'deferred', decided_by: 'Oona Officer'});
    const queued = async () => JSON.stringify((await scenario.call(desk.officer, 'get', '/applications')).body);
    expect(await queued()).not.toContain(id);
    scenario.api.clock.travelDays(11);
    expect(await queued()).toContain(id);
    scenario.api.clock.back();
    await scenario.call(desk.officer, 'post', `/applications/${id}/take-up`).expect(200);
    await scenario.call(desk.officer, 'post', `/applications/${id}/ready`).expect(200);
    await decide(desk.approver, id).expect(200);
  });

  it('that comes second says who was first and when', async () => {
    const id = await ready(scenario.api, desk, await pa('Bob'));
    const both = await Promise.all([decide(desk.approver, id), decide(second, id, DECLINE)]);
    const [won] = both.filter(({status}) => status === 200);
    const [lost] = both.filter(({status}) => status === 409);
    expect(won?.status).toBe(200);
    const winner = both[0]?.status === 200 ? 'Ash Approver' : 'Sue Second';
    expect(lost?.body).toMatchObject({code: 'ALREADY_DECIDED', decided_by: winner});
    expect((lost as {body: {detail: string}}).body.detail).toMatch(
      new RegExp(`^${winner} decided this application on .+ at `),
    );
    const trail = await inSql(`SELECT id FROM audit_entry WHERE subject_id = $1 AND action = 'application.decided'`, [
      id,
    ]);
    expect(trail).toHaveLength(1);
  });

  it('with conditions takes the listing down when one is overdue, until somebody else than the member says it is met', async () => {
    const person = await scenario.world.person(desk.councilId, 'Cat Both', ['pa', 'officer']);
    const opened = await scenario
      .call(desk.officer, 'post', '/applications', {kind: 'pa', person_id: person.personId})
      .expect(201);
    const {id} = opened.body as {id: string};
    await scenario.call(desk.officer, 'post', `/applications/${id}/submit`).expect(200);
    await record(scenario.api, desk.officer, id);
    await scenario.call(desk.officer, 'post', `/applications/${id}/ready`).expect(200);
    const conditions = [{text: 'First aid.', due_on: addDays(TODAY, 5), publicly_visible: true}];
    const body = {...APPROVE, outcome: 'approved_with_conditions', conditions};
    const answer = await decide(desk.approver, id, body).expect(200);
    const [condition] = (answer.body as {decision: {conditions: {id: string}[]}}).decision.conditions;
    const met = (by: TestPerson) => scenario.call(by, 'post', `/conditions/${condition?.id}/met`, {});
    expect((await met(person).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    await met(desk.otherOfficer).expect(204);
    expect((await met(desk.officer).expect(409)).body).toMatchObject({code: 'CONDITION_MET'});
    await expect(
      inSql(`UPDATE approval_condition SET met_on = NULL, met_recorded_by = $2 WHERE id = $1`, [
        condition?.id,
        person.personId,
      ]),
    ).rejects.toMatchObject({driverError: {code: '23514'}});
  });
});

describe('an appeal', () => {
  it('against a decline goes to somebody who had no part, and opens it for somebody else again', async () => {
    const {id, person, appealId} = await declined('Dee');
    expect((await appeal(person, 'decline', id).expect(409)).body).toMatchObject({code: 'ALREADY_APPEALED'});
    for (const had of [desk.approver, await both('Oz Gathered', person)]) {
      expect((await step(had, appealId, 'take').expect(422)).body).toMatchObject({code: 'HAD_PART'});
    }
    const upheld = {outcome: 'upheld', reasons: 'The references were sound.'};
    expect((await step(second, appealId, 'decision', upheld).expect(422)).body).toMatchObject({code: 'NOT_HANDLER'});
    await step(second, appealId, 'take').expect(200);
    expect((await step(third, appealId, 'decision', upheld).expect(422)).body).toMatchObject({code: 'NOT_HANDLER'});
    const done = await step(second, appealId, 'decision', upheld).expect(200);
    expect(done.body).toMatchObject({state: 'decided', effect: 'reopened', handled_by: {name: 'Sue Second'}});
    expect((await step(second, appealId, 'decision', upheld).expect(422)).body).toMatchObject({code: 'HAD_PART'});
    await scenario.call(desk.officer, 'post', `/applications/${id}/ready`).expect(200);
    for (const had of [desk.approver, second]) {
      expect((await decide(had, id).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    }
    await decide(third, id).expect(200);
    expect(await standingOf(id)).toBe(true);
  });

  /** Somebody with both roles who recorded evidence of this person before. */
  async function both(name: string, of: TestPerson): Promise<TestPerson> {
    const person = await scenario.world.person(desk.councilId, name, ['officer', 'approver']);
    const [member] = await inSql(`SELECT id FROM member WHERE person_id = $1`, [of.personId]);
    await scenario.call(person, 'post', `/members/${member?.id}/suspension`).expect(204);
    await scenario.call(person, 'delete', `/members/${member?.id}/suspension`).expect(204);
    return person;
  }

  it('decided by the first decider is refused by the database too, and so is a decline opened without one', async () => {
    const {id, appealId} = await declined('Eve');
    const sql = `UPDATE appeal SET state = 'in_review', handled_by = $2 WHERE id = $1`;
    await expect(inSql(sql, [appealId, desk.approver.personId])).rejects.toMatchObject({
      driverError: {constraint: 'appeal_no_part'},
    });
    await expect(inSql(`UPDATE application SET state = 'in_checks' WHERE id = $1`, [id])).rejects.toMatchObject({
      driverError: {constraint: 'application_reopened'},
    });
  });

  it('comes in time, from whoever it is about, and can be written down from a letter', async () => {
    const person = await pa('Fin');
    const id = await ready(scenario.api, desk, person);
    expect((await appeal(person, 'decline', id).expect(400)).body).toMatchObject({errors: [{field: 'against'}]});
    await decide(desk.approver, id, DECLINE).expect(200);
    await appeal(await pa('Gus'), 'decline', id).expect(404);
    scenario.api.clock.travelDays(30);
    expect((await appeal(person, 'decline', id).expect(422)).body).toMatchObject({code: 'APPEAL_TOO_LATE'});
    scenario.api.clock.back();
    await expect(
      inSql(
        `INSERT INTO appeal (council_id, member_id, against, decision_id, grounds, channel, received_on, recorded_by)
         SELECT council_id, member_id, 'decline', id, 'Late', 'letter', '${TODAY}'::date - 60, $2 FROM decision WHERE application_id = $1`,
        [id, desk.officer.personId],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'appeal_in_time'}});
    expect((await appeal(desk.officer, 'decline', id).expect(400)).body).toMatchObject({errors: [{field: 'channel'}]});
    const appealId = await made(appeal(desk.officer, 'decline', id, {channel: 'letter', received_on: TODAY}));
    expect((await scenario.call(person, 'get', '/appeals').expect(200)).body).toMatchObject({
      items: [{id: appealId, channel: 'letter', handled_by: null}],
    });
    await step(person, appealId, 'withdraw').expect(200);
    await step(second, appealId, 'take').expect(409);
  });

  it('against a condition changes it; against a suspension lifts it', async () => {
    const person = await pa('Hal');
    const id = await ready(scenario.api, desk, person);
    const conditions = [{text: 'Two shadow shifts.', due_on: addDays(TODAY, 30)}];
    const answer = await decide(desk.approver, id, {...APPROVE, outcome: 'approved_with_conditions', conditions});
    const {decision, member} = answer.body as {decision: {conditions: {id: string}[]}; member: {id: string}};
    const first = await made(appeal(person, 'condition', decision.conditions[0]?.id ?? ''));
    await step(second, first, 'take').expect(200);
    const partly = {outcome: 'partly_upheld', reasons: 'One is enough.'};
    expect((await step(second, first, 'decision', partly).expect(400)).body).toMatchObject({
      errors: [{field: 'condition'}],
    });
    await step(second, first, 'decision', {...partly, condition: {text: 'One shadow shift.'}}).expect(200);
    expect((await scenario.call(person, 'get', `/applications/${id}`)).body).toMatchObject({
      decision: {
        conditions: expect.arrayContaining([
          expect.objectContaining({text: 'Two shadow shifts.', removed: true}),
          expect.objectContaining({text: 'One shadow shift.', removed: false, met_on: null}),
        ]),
      },
    });
    await scenario.call(desk.officer, 'post', `/members/${member.id}/suspension`).expect(204);
    expect(await standingOf(id)).toBe(false);
    const other = await made(appeal(person, 'suspension', member.id));
    await step(third, other, 'take').expect(200);
    await step(third, other, 'decision', partly).expect(400);
    await step(third, other, 'decision', {outcome: 'upheld', reasons: 'It was somebody else.'}).expect(200);
    expect(await standingOf(id)).toBe(true);
  });
});

describe('the ladder', () => {
  it('ends a membership by two people, tells nobody why, and an appeal reinstates', async () => {
    const person = await pa('Ivy');
    const {id, memberId} = await approved(scenario.api, desk, person);
    const at = `/members/${memberId}`;
    const reason = 'Left a person alone, twice.';
    const sanction = (body: object) => scenario.call(desk.officer, 'post', `${at}/sanctions`, body);
    expect((await sanction({kind: 'warning', reason}).expect(400)).body).toMatchObject({errors: [{field: 'ends_on'}]});
    await sanction({kind: 'advice', reason}).expect(201);
    await sanction({kind: 'warning', reason, ends_on: addDays(TODAY, 180)}).expect(201);
    await sanction({kind: 'further_checks', reason, ends_on: addDays(TODAY, 20), asks: 'A newer reference.'}).expect(
      201,
    );
    expect((await scenario.call(person, 'get', `/applications/${id}/requests`)).text).toContain('A newer reference.');
    expect(await standingOf(id)).toBe(true);
    await scenario.call(desk.otherOfficer, 'post', `${at}/termination`, {reason}).expect(201);
    expect((await scenario.call(desk.officer, 'post', `${at}/termination`, {reason}).expect(409)).body).toMatchObject({
      code: 'ALREADY_PROPOSED',
    });
    const confirm = (by: TestPerson) => scenario.call(by, 'post', `${at}/termination/confirm`);
    expect((await confirm(desk.otherOfficer).expect(422)).body).toMatchObject({code: 'FOUR_EYES'});
    await expect(
      inSql(
        `INSERT INTO sanction (council_id, member_id, kind, starts_on, reason, recorded_by)
         VALUES ($1, $2, 'termination', '${TODAY}'::date, 'Alone', $3)`,
        [desk.councilId, memberId, desk.otherOfficer.personId],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'termination_four_eyes'}});
    const ended = await confirm(desk.approver).expect(200);
    expect(ended.text).not.toContain(reason);
    expect(ended.body).toMatchObject({
      terminated: true,
      proposals: [{state: 'confirmed', proposed_by: 'Oona Officer'}],
    });
    expect(await standingOf(id)).toBe(false);
    await confirm(desk.approver).expect(409);
    const [termination] = (ended.body as {steps: {id: string; kind: string}[]}).steps.filter(
      (s) => s.kind === 'termination',
    );
    const why = await scenario.call(desk.officer, 'get', `${at}/sanctions/${termination?.id}/reason`).expect(200);
    expect(why.body).toEqual({reason});
    expect(
      await inSql(`SELECT id FROM audit_entry WHERE action = 'sanction.reason_read' AND subject_id = $1`, [memberId]),
    ).toHaveLength(1);
    await scenario.call(person, 'get', `${at}/sanctions`).expect(403);
    expect((await scenario.call(person, 'get', `/applications/${id}`)).text).not.toContain(reason);
    const appealId = await made(appeal(person, 'termination', memberId));
    await step(second, appealId, 'take').expect(200);
    await step(second, appealId, 'decision', {outcome: 'upheld', reasons: 'It was not so.'}).expect(200);
    expect(await standingOf(id)).toBe(true);
    await scenario.call(second, 'delete', `${at}/termination`).expect(409);
  });
});
