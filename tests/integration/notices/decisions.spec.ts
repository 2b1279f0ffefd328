import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, startOfDay} from '@app/kernel';
import {APPROVE, ready, submitted, TODAY} from '../../support/accreditation.js';
import {DeskWorld} from '../../support/desk-world.js';
import type {TestPerson} from '../../support/people.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

let world: DeskWorld;
let worker: {close(): Promise<void>};
let second: TestPerson;
let third: TestPerson;

beforeAll(async () => {
  world = await DeskWorld.open();
  const {scenario, desk} = world;
  worker = await startWorker(scenario.database, scenario.api.clock);
  second = await scenario.world.person(desk.councilId, 'Sue Second', ['approver']);
  third = await scenario.world.person(desk.councilId, 'Tim Third', ['approver']);
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await world?.close();
});

interface Told {
  subject: string;
  body: string;
  path: string;
}

const call = (by: TestPerson, path: string, body?: object) => world.scenario.call(by, 'post', path, body);

const relayed = () =>
  until(async () => {
    const {owner} = world.scenario.world;
    const [row] = await owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event WHERE due_at <= now()`);
    return row?.n === 0;
  });

/** The newest first. */
async function told(person: TestPerson): Promise<Told[]> {
  await relayed();
  return ((await world.scenario.call(person, 'get', '/notices').expect(200)).body as {items: Told[]}).items;
}

const subjects = async (person: TestPerson) => (await told(person)).map((each) => each.subject).reverse();

describe('whoever applies', () => {
  it('is told of each step of the decision and finds it from every page of theirs; an appeal is told to who may hear it', async () => {
    const {desk, scenario} = world;
    const pa = await world.newPa();
    const visitor = new Visitor(world.pages, pa);
    const id = await ready(scenario.api, desk, pa);
    const decision = `/applications/${id}/decision`;
    expect((await visitor.get(`/apply/${id}`)).html).not.toContain(decision);

    const later = {outcome: 'deferred', reasons: 'The insurer.', deferred_until: addDays(TODAY, 10)};
    await call(desk.otherOfficer, `/applications/${id}/decision`, later).expect(200);
    expect(await told(pa)).toMatchObject([{subject: 'We will decide on your application later', path: decision}]);
    expect((await visitor.get(`/apply/${id}`)).text).toContain('Read why we decide later');
    scenario.api.clock.travelTo(startOfDay(addDays(TODAY, 10)));
    await scenario.world.owner.query(
      `UPDATE outbox_event SET due_at = now() WHERE topic = 'application.deferral_over'`,
    );
    await relayed();
    scenario.api.clock.back();
    expect((await told(pa))[0]).toMatchObject({
      subject: 'We are looking at your application again',
      path: `/apply/${id}`,
    });
    for (const officer of [desk.officer, desk.otherOfficer]) {
      expect(await told(officer)).toMatchObject([
        {subject: 'A deferred application is in the queue again', path: `/council/applications/${id}`},
      ]);
    }

    await call(desk.officer, `/applications/${id}/take-up`).expect(200);
    const no = {outcome: 'declined', reason_code: 'customers_wellbeing', reasons: 'No.', explanation: 'Why.'};
    await call(desk.approver, `/applications/${id}/decision`, no).expect(200);
    expect((await told(pa))[0]).toMatchObject({subject: 'There is a decision on your application', path: decision});
    for (const page of ['/apply', `/apply/${id}`]) {
      expect((await visitor.get(page)).html).toContain(`href="${decision}"`);
    }
    expect((await visitor.get(decision)).status).toBe(200);

    const grounds = {against: 'decline', subject_id: id, grounds: 'It was not so.'};
    const {id: appeal} = (await call(pa, '/appeals', grounds).expect(201)).body as {id: string};
    expect((await told(pa))[0]).toMatchObject({subject: 'We have your appeal', path: `${decision}#appeals`});
    for (const hears of [second, third]) {
      const [notice] = await told(hears);
      expect(notice).toMatchObject({
        subject: 'An appeal waits for somebody to answer it',
        path: `/council/appeals/${appeal}`,
      });
      expect(JSON.stringify(notice)).not.toContain('Worker');
    }
    expect(await subjects(desk.approver)).toEqual([]);
    expect(await subjects(desk.otherOfficer)).toEqual(['A deferred application is in the queue again']);
    await call(second, `/appeals/${appeal}/take`).expect(200);
    await call(second, `/appeals/${appeal}/decision`, {outcome: 'upheld', reasons: 'It was so.'}).expect(200);
    expect((await told(pa))[0]).toMatchObject({subject: 'There is an answer to your appeal'});

    await call(desk.officer, `/applications/${id}/ready`).expect(200);
    await call(third, `/applications/${id}/decision`, APPROVE).expect(200);
    expect(await subjects(pa)).toEqual([
      'We will decide on your application later',
      'We are looking at your application again',
      'There is a decision on your application',
      'We have your appeal',
      'There is an answer to your appeal',
      'There is a decision on your application',
    ]);
    expect((await visitor.get('/work')).html).toContain(`href="${decision}"`);
  });

  it('is not told that a time is over which nobody waits for any more', async () => {
    const {desk, scenario} = world;
    const pa = await world.newPa();
    const id = await submitted(scenario.api, pa);
    await scenario.world.owner.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id, due_at)
       VALUES ($1, 'application.deferral_over', $2, now())`,
      [desk.councilId, id],
    );
    expect(await told(pa)).toEqual([]);
  });
});
