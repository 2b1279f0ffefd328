import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

/** Kinds of help that a council added before it was asked whether they are personal care. */
describe('a kind of help of which nobody has said whether it is personal care', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ada: Visitor;
  let officer: TestPerson;
  let offers: TestListing;
  let other: TestListing;
  let pa: TestListing;
  const PATH = '/council/listing-rules/kinds-of-help';

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    const {world, council} = scenario;
    ada = new Visitor(pages, await world.person(council, 'Ada Admin', ['admin']));
    officer = await world.person(council, 'Olive Officer', ['officer']);
    offers = await scenario.provider(1, council, {services: ['meals']});
    other = await scenario.provider(1, council, {services: ['meals']});
    pa = await scenario.pa(council, {services: ['meals']});
    for (const [code, name] of [
      ['morning_help', 'Morning help'],
      ['dog_walks', 'Dog walks'],
    ] as const) {
      await world.add('service', {council_id: council, code, name, description: 'Help early in the day'});
    }
    // It was offered before anybody asked.
    await owner(`ALTER TABLE listing_service DISABLE TRIGGER USER`);
    await owner(
      `INSERT INTO listing_service (council_id, listing_id, service_id) SELECT $1, $2, id FROM service WHERE code = 'morning_help'`,
      [council, offers.id],
    );
    await owner(`ALTER TABLE listing_service ENABLE TRIGGER USER`);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const offer = (listing: TestListing, services: string[]) =>
    scenario.call(listing.person, 'put', `/listings/mine/services?listing_id=${listing.id}`, {services});
  const shown = async (listing: TestListing) => {
    const answer = await scenario.call(null, 'get', `/listings/${listing.id}`).expect(200);
    return (answer.body as {services: {code: string}[]}).services.map(({code}) => code).sort();
  };

  it('stays where it is offered, and whoever would need a registration cannot add it', async () => {
    expect(await shown(offers)).toEqual(['meals', 'morning_help']);
    await offer(offers, ['meals', 'morning_help', 'gardening']).expect(200);
    await offer(other, ['meals', 'morning_help']).expect(422, /SERVICE_UNSAID.*"field":"services"/);
    await expect(
      owner(
        `INSERT INTO listing_service (council_id, listing_id, service_id) SELECT $1, $2, id FROM service WHERE code = 'morning_help'`,
        [scenario.council, other.id],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'unsaid_service'}});
    // Whoever works for the person whose care it is needs none.
    await offer(pa, ['meals', 'morning_help']).expect(200);
  });

  it('is shown to the council as not answered, with the question', async () => {
    expect((await ada.get('/council/listing-rules')).text).toContain('2 kinds of help wait for an answer');
    const list = await ada.get(PATH);
    expect(list.text).toContain('Nobody has said whether these are personal care');
    expect(list.html).toContain(`href="${PATH}/morning_help"`);
    const page = await ada.get(`${PATH}/morning_help`);
    expect(page.text).toContain('Is “Morning help” personal care?');
    expect(page.text).toContain('2 listings offer it now.');
    expect((await ada.post(`${PATH}/morning_help`, {})).status).toBe(400);
    expect((await ada.get(`${PATH}/meals`)).status).toBe(404);
    expect((await new Visitor(pages, officer).post(`${PATH}/morning_help`, {care: 'no'})).status).toBe(403);
  });

  it('that is not can be added by everybody from then on', async () => {
    expect((await ada.post(`${PATH}/dog_walks`, {care: 'no'})).location).toBe(`${PATH}?done=said`);
    expect((await ada.post(`${PATH}/dog_walks`, {care: 'yes'})).status).toBe(404);
    await offer(other, ['meals', 'dog_walks']).expect(200);
    await expect(owner(`UPDATE service SET personal_care_said_at = NULL WHERE code = 'dog_walks'`)).rejects.toThrow(
      'said once',
    );
    expect((await ada.get('/council/listing-rules')).text).toContain('1 kind of help waits for an answer');
  });

  it('that is personal care is taken off where nobody is registered, and off groups', async () => {
    const group = await scenario.world.add('community_listing', {
      ...{council_id: scenario.council, sort: 'group', name: 'Early birds', summary: 'Up early', source: 'council'},
      ...{services: ['morning_help'], times: 'Mondays', outcode: 'NG1', latitude: 52.95, longitude: -1.15},
    });
    await owner(`UPDATE community_listing SET state = 'live' WHERE id = $1`, [group]);
    expect((await ada.post(`${PATH}/morning_help`, {care: 'yes'})).status).toBe(303);
    expect(await shown(offers)).toEqual(['gardening', 'meals']);
    expect(await shown(pa)).toEqual(['meals', 'morning_help']);
    await offer(other, ['meals', 'morning_help']).expect(422, /REGULATED_SERVICE/);
    expect(await owner(`SELECT FROM dbs_task WHERE service_code = 'morning_help'`)).toHaveLength(1);
    expect(
      await owner(`SELECT FROM outbox_event WHERE topic = 'listing.services_taken_off' AND subject_id = $1`, [
        offers.id,
      ]),
    ).toHaveLength(1);
    expect(await owner(`SELECT state, services FROM community_listing WHERE id = $1`, [group])).toEqual([
      {state: 'resting', services: []},
    ]);
    const list = await ada.get(PATH);
    expect(list.text).not.toContain('Nobody has said');
  });
});
