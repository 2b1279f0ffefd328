import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay, addDays} from '@app/kernel';
import {openDesk, ready, submitted, type Desk} from '../../support/accreditation.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let desk: Desk;
const ids: Record<string, string> = {};
let ann: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'northshire');
  for (const name of ['Ann', 'Bob', 'Cat', 'Dee']) {
    const person = await scenario.world.person(desk.councilId, name, ['pa']);
    ids[name] = await submitted(scenario.api, person);
    if (name === 'Ann') ann = person;
  }
  ids.Eve = await ready(scenario.api, desk, await scenario.world.person(desk.councilId, 'Eve', ['pa']));
  await since(ids.Bob ?? '', 6);
  await since(ids.Cat ?? '', 5);
});
afterAll(() => scenario.close());

/** Lets an application have been at its stage for so many days. */
const since = (id: string, days: number) =>
  scenario.world.owner.query(`UPDATE application SET state_since = now() - $2 * interval '1 day' WHERE id = $1`, [
    id,
    days,
  ]);

interface Listed {
  items: {name: string; late: boolean; assigned_to: {name: string} | null}[];
  total: number;
  stages: {state: string; count: number; late: number}[];
}

async function list(query = '', by = desk.officer): Promise<Listed> {
  return (await scenario.call(by, 'get', `/applications?${query}`).expect(200)).body as Listed;
}

const names = async (query = '', by = desk.officer) => (await list(query, by)).items.map((each) => each.name);

const assign = (name: string, personId: string | null, by = desk.officer) =>
  scenario.call(by, 'put', `/applications/${ids[name]}/assignee`, {person_id: personId});

describe('the vetting queue', () => {
  it('shows each stage, the longest waiting first, and what is later than the council aims at', async () => {
    const {items, total, stages} = await list();
    expect(items.map((each) => [each.name, each.late])).toEqual([
      ['Ann', false],
      ['Bob', true],
      ['Cat', false],
      ['Dee', false],
      ['Eve', false],
    ]);
    expect(total).toBe(5);
    expect(stages).toEqual(
      expect.arrayContaining([
        {state: 'submitted', count: 4, late: 1},
        {state: 'ready', count: 1, late: 0},
      ]),
    );
    expect(await names('late=true')).toEqual(['Bob']);
    expect(await list('late=true&state=ready')).toMatchObject({items: [], total: 0});
    expect(await names('state=ready')).toEqual(['Eve']);
    await scenario.call(desk.officer, 'get', '/applications?late=perhaps').expect(400);
    await scenario.call(desk.officer, 'get', '/applications?assigned=somebody').expect(400);
  });

  it('goes by the council’s own target in force, and not by one that is still to come', async () => {
    const target = {council_id: desk.councilId, stage: 'submitted', source: 'Committee report 12'};
    const today = londonDay(new Date());
    await scenario.world.add('stage_target', {...target, days: 4, starts_on: addDays(today, -1)});
    await scenario.world.add('stage_target', {...target, days: 90, starts_on: addDays(today, 1)});
    expect(await names('late=true')).toEqual(['Bob', 'Cat']);
  });

  it('says who handles what: assigned, taken over, put back; never to the applicant or to a stranger', async () => {
    await assign('Ann', desk.otherOfficer.personId).expect(200);
    await assign('Bob', desk.officer.personId).expect(200);
    expect(await names('assigned=me')).toEqual(['Bob']);
    expect(await names(`assigned=${desk.otherOfficer.personId}`)).toEqual(['Ann']);
    expect(await names('assigned=nobody&state=submitted')).toEqual(['Cat', 'Dee']);
    await assign('Ann', desk.officer.personId).expect(200);
    expect((await list('assigned=me')).total).toBe(2);
    await assign('Bob', null).expect(200);
    const trail = await scenario.world.owner.query<{after: object}[]>(
      `SELECT after FROM audit_entry WHERE subject_id = $1 AND action = 'application.assigned'`,
      [ids.Bob],
    );
    expect(trail.map((each) => each.after)).toEqual([{assignedTo: desk.officer.personId}, {assignedTo: null}]);
    const unfit = await assign('Cat', desk.pa.personId).expect(400);
    expect(unfit.body).toMatchObject({errors: [{field: 'person_id'}]});
    await assign('Cat', '01890000-0000-7000-8000-000000000000').expect(400);
    await assign('Cat', desk.officer.personId, ann).expect(403);
    const own = (await list('', ann)).items;
    expect(own).toMatchObject([{name: 'Ann', assigned_to: null}]);
    await expect(
      scenario.world.owner.query(`UPDATE application SET assigned_to = $2 WHERE id = $1`, [ids.Ann, ann.personId]),
    ).rejects.toMatchObject({driverError: {constraint: 'application_assigned_own'}});
  });

  it('keeps notes for colleagues, which only grow and which the applicant never sees', async () => {
    const notes = `/applications/${ids.Ann}/notes`;
    await scenario.call(desk.officer, 'post', notes, {text: 'Prefers to be rung after four.'}).expect(201);
    await scenario.call(desk.approver, 'post', notes, {text: 'Rang at five.'}).expect(201);
    const {body} = (await scenario.call(desk.otherOfficer, 'get', notes).expect(200)) as {body: unknown};
    expect(body).toMatchObject({
      items: [{text: 'Rang at five.', written_by: {name: 'Ash Approver'}}, {text: 'Prefers to be rung after four.'}],
    });
    await scenario.call(ann, 'get', notes).expect(403);
    await scenario.call(ann, 'post', notes, {text: 'Me too.'}).expect(403);
    const seen = await scenario.call(ann, 'get', `/applications/${ids.Ann}`).expect(200);
    expect(seen.text).not.toContain('after four');
    for (const statement of [`UPDATE application_note SET text = 'x'`, `DELETE FROM application_note`]) {
      await expect(scenario.world.owner.query(`SET LOCAL ROLE alongside_app; ${statement}`)).rejects.toMatchObject({
        driverError: {code: '42501'},
      });
    }
  });
});
