import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, startOfDay, type Day} from '@app/kernel';
import {
  APPROVE,
  daysAgo,
  dbs,
  GOOD_EVIDENCE,
  openDesk,
  record,
  submitted,
  TODAY,
  type Desk,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

interface Answer {
  items: {member: {name: string}; lapses_on: Day | null; listed: boolean; requirements: {requirement: string}[]}[];
  total: number;
}

describe('who comes off the register before long', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    desk = await openDesk(world, 'northshire');
    await lapsing('Sue Soon', addDays(TODAY, 10));
    await lapsing('Tim Tomorrow', addDays(TODAY, 1));
    await lapsing('Lara Late', addDays(TODAY, 90));
    const other = await openDesk(world, 'southshire');
    await lapsing('Otto Other', addDays(TODAY, 5), other);
  });
  afterEach(() => api.clock.back());
  afterAll(async () => {
    await world.close();
    await api.close();
    await database.drop();
  });

  /** Approved, with a DBS certificate that counts for the last time on the day before this one. */
  async function lapsing(name: string, day: Day, {councilId, officer, approver}: Desk = desk): Promise<string> {
    const pa = await world.person(councilId, name, ['pa']);
    const id = await submitted(api, pa);
    await record(api, officer, id, [
      ...GOOD_EVIDENCE.filter((each) => each.requirement !== 'dbs'),
      {requirement: 'dbs', body: dbs(addMonths(day, -36), TODAY)},
    ]);
    await api.call('post', `/applications/${id}/ready`, officer.token).expect(200);
    const decided = await api.call('post', `/applications/${id}/decision`, approver.token, APPROVE).expect(200);
    return (decided.body as {member: {id: string}}).member.id;
  }

  async function lapses(query = '', person = desk.officer): Promise<Answer> {
    return (await api.call('get', `/members/lapses${query}`, person.token).expect(200)).body as Answer;
  }
  const names = async (query = '') => (await lapses(query)).items.map((each) => each.member.name);

  it('is told the soonest first, with what lapses', async () => {
    const {items, total} = await lapses();
    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        member: {name: 'Tim Tomorrow'},
        listed: true,
        lapses_on: addDays(TODAY, 1),
        requirements: [{requirement: 'dbs'}],
      },
      {member: {name: 'Sue Soon'}, listed: true, lapses_on: addDays(TODAY, 10), requirements: [{requirement: 'dbs'}]},
    ]);
    expect(await names('?within_days=9')).toEqual(['Tim Tomorrow']);
    expect(await names('?within_days=90')).toEqual(['Tim Tomorrow', 'Sue Soon', 'Lara Late']);
    expect(await lapses('?per_page=1&page=2')).toMatchObject({total: 2, items: [{member: {name: 'Sue Soon'}}]});
    expect(await lapses('', desk.approver)).toMatchObject({total: 2});
  });

  it('goes on for thirty days after it happened, unless it was renewed', async () => {
    api.clock.travelTo(startOfDay(addDays(TODAY, 10)));
    expect((await lapses()).items.filter((each) => !each.listed)).toMatchObject([
      {lapses_on: null, requirements: [{requirement: 'dbs'}]},
      {lapses_on: null, requirements: [{requirement: 'dbs'}]},
    ]);
    api.clock.travelTo(startOfDay(addDays(TODAY, 31)));
    expect(await names('?within_days=0')).toEqual(['Sue Soon']);
    api.clock.travelTo(startOfDay(addDays(TODAY, 40)));
    expect(await names('?within_days=0')).toEqual([]);
  });

  it('leaves out whoever is suspended, renewed or never approved', async () => {
    const suspended = await lapsing('Stan Suspended', addDays(TODAY, 3));
    expect(await names('?within_days=4')).toEqual(['Tim Tomorrow', 'Stan Suspended']);
    await api.call('post', `/members/${suspended}/suspension`, desk.officer.token).expect(204);
    expect(await names('?within_days=4')).toEqual(['Tim Tomorrow']);
    api.clock.travelTo(startOfDay(addDays(TODAY, 3)));
    expect(await names('?within_days=4')).toEqual(['Tim Tomorrow']);
    api.clock.back();
    const {items} = await lapses('?within_days=4');
    const id = (items[0] as unknown as {application_id: string}).application_id;
    await record(api, desk.officer, id, [{requirement: 'dbs', body: dbs(daysAgo(3), TODAY)}]);
    expect(await names('?within_days=4')).toEqual([]);
    await submitted(api, await world.person(desk.councilId, 'Nora New', ['pa']));
    expect(await names('?within_days=4')).toEqual([]);
  });

  it('is the council’s own business', async () => {
    await api.call('get', '/members/lapses', desk.pa.token).expect(403);
    const wrong = await api.call('get', '/members/lapses?within_days=-1', desk.officer.token).expect(400);
    expect(wrong.body).toMatchObject({errors: [{field: 'within_days'}]});
  });
});
