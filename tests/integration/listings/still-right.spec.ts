import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import {StillRightFacts, StillRightNightly} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import type {Method} from '../../support/app.js';
import {PASSWORD} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

const today = londonDay(new Date());

/** Only live, answerable listings show. */
describe('a listing that nobody touches', () => {
  let scenario: Scenario;
  let silent: TestListing;
  let lively: TestListing;
  let draft: TestListing;

  beforeAll(async () => {
    scenario = await Scenario.open();
    [silent, lively, draft] = [await scenario.pa(), await scenario.pa(), await scenario.pa()];
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [draft.id]);
  });
  afterAll(() => scenario.close());

  const night = async (days: number) => {
    const {app, clock} = scenario.api;
    clock.travelDays(days);
    // Twice, as a job may.
    await app.get(StillRightNightly).run();
    await app.get(StillRightNightly).run();
  };
  const told = (topic: string) =>
    scenario.world.owner.query<{id: string}[]>(
      `SELECT subject_id AS id FROM outbox_event WHERE topic = $1 ORDER BY id`,
      [topic],
    );
  const stateOf = async ({id}: TestListing) => {
    const [row] = await scenario.world.owner.query<{state: string}[]>(`SELECT state FROM listing WHERE id = $1`, [id]);
    return row?.state;
  };
  /** Half a year later they sign in again. */
  const signedInNow = async ({person}: TestListing) => ({
    ...person,
    token: await scenario.api.signIn(person.email, PASSWORD),
  });

  it('is not answered for by an officer who looks at it: its owner’s own change is an answer', async () => {
    const {world, council} = scenario;
    const asked = await scenario.pa();
    const {personId} = asked.person;
    await world.owner.query(`UPDATE listing SET touched_at = now() - interval '200 days' WHERE id = $1`, [asked.id]);
    const confirmation = {listing_id: asked.id, council_id: council, asked_at: londonInstant(today, '00:00')};
    await world.owner.query(
      `INSERT INTO listing_confirmation (listing_id, council_id, asked_at) VALUES ($1, $2, $3)`,
      Object.values(confirmation),
    );
    const change = await world.add('listing_change', {
      ...{council_id: council, listing_id: asked.id, name: 'Other O.', services: '{}', asked_by: personId},
    });
    const officer = await world.person(council, 'Olu Officer', ['officer']);
    await scenario.call(officer, 'post', `/listing-changes/${change}/accept`).expect(204);
    const restsOn = async () => {
      const own = await scenario.call(asked.person, 'get', '/listings/mine').expect(200);
      return (own.body as {rests_on: string | null}).rests_on;
    };
    expect(await restsOn()).toBe(addDays(today, 28));
    await scenario.call(asked.person, 'put', '/listings/mine/services', {services: ['gardening']}).expect(200);
    expect(await restsOn()).toBeNull();
    await world.owner.query(`UPDATE listing SET state = 'archived' WHERE id = $1`, [asked.id]);
  });

  it('is asked about once after the council’s period, and rests without an answer: any answer keeps it', async () => {
    await night(179);
    expect(await told('listing.still_right_asked')).toEqual([]);
    await night(181);
    expect((await told('listing.still_right_asked')).map(({id}) => id).sort()).toEqual([silent.id, lively.id].sort());
    const {app} = scenario.api;
    const fact = await app.get(UnitOfWork).run(scenario.council, (tx) => app.get(StillRightFacts).of(tx, silent.id));
    expect(fact).toMatchObject({owners: [silent.person.personId], restsOn: addDays(today, 181 + 28)});
    const answers = await signedInNow(lively);
    const shown = await scenario.call(answers, 'get', '/listings/mine').expect(200);
    expect(shown.body).toMatchObject({state: 'live', rests_on: addDays(today, 181 + 28)});
    await scenario.call(answers, 'post', '/listings/mine/confirm').expect(200);
    await night(181 + 27);
    expect([await stateOf(silent), await stateOf(lively)]).toEqual(['live', 'live']);
    await night(181 + 28);
    expect([await stateOf(silent), await stateOf(lively)]).toEqual(['resting', 'live']);
    await scenario.call(null, 'get', `/listings/${silent.id}`).expect(404);
    await scenario.call(null, 'get', `/listings/${lively.id}`).expect(200);
    expect((await told('listing.rests_unanswered')).map(({id}) => id)).toEqual([silent.id]);
    // Shown again by its owner, and asked about again half a year later.
    await night(181 + 181);
    expect((await told('listing.still_right_asked')).map(({id}) => id).filter((id) => id === lively.id)).toHaveLength(
      2,
    );
  });

  it('goes by the council’s own rule of the day', async () => {
    const other = await scenario.world.council('derbyshire');
    const theirs = await scenario.pa(other);
    const rule = {ask_days: 30, rest_days: 7, source: 'Our own', starts_on: '2020-01-01'};
    await scenario.world.add('still_right_rule', {council_id: other, ...rule});
    await night(31);
    expect((await told('listing.still_right_asked')).map(({id}) => id)).toContain(theirs.id);
    await night(38);
    await scenario.call(null, 'get', `/listings/${theirs.id}`).expect(404);
  });
});

/** Draft and live versions, through HTTP as another front end would. */
describe('changes that are kept back', () => {
  let scenario: Scenario;
  let pa: TestListing;

  beforeAll(async () => {
    scenario = await Scenario.open();
    pa = await scenario.pa(scenario.council, {services: ['shopping']});
  });
  afterAll(() => scenario.close());

  const draft = (method: Method, path = '', body?: object) =>
    scenario.call(pa.person, method, `/listings/mine/draft${path}`, body);
  const others = async () => {
    const answer = await scenario.call(null, 'get', `/listings/${pa.id}`).expect(200);
    const {summary, area, services} = answer.body as Shown;
    return {summary, travel_km: area.travel_km, services: services.map(({code}) => code)};
  };

  it('change nothing that others see until their owner shows them, all at once', async () => {
    const before = await others();
    expect(before).toMatchObject({summary: 'Here to help', services: ['shopping']});
    await draft('get').expect(404);
    await draft('post', '/publish').expect(404);
    const saved = await draft('put', '', {summary: 'Help in the garden', travel_km: 3}).expect(200);
    expect(saved.body).toMatchObject({profile: {summary: 'Help in the garden', travel_km: 3}, services: null});
    // What comes later is added to it.
    const more = await draft('put', '', {services: ['gardening', 'shopping'], travel_km: 4}).expect(200);
    expect(more.body).toMatchObject({
      profile: {summary: 'Help in the garden', travel_km: 4},
      services: ['gardening', 'shopping'],
    });
    expect(await others()).toEqual(before);
    const own = await scenario.call(pa.person, 'get', '/listings/mine').expect(200);
    expect(own.body).toMatchObject({summary: 'Here to help', services: ['shopping']});
    await draft('post', '/publish').expect(204);
    expect(await others()).toEqual({
      ...{summary: 'Help in the garden', travel_km: 4, services: ['gardening', 'shopping']},
    });
    await draft('get').expect(404);
  });

  it('are refused as they would be at once, thrown away whole, and nobody else’s', async () => {
    const before = await others();
    await draft('put', '', {summary: 'To be thrown away'}).expect(200);
    const wrong = await draft('put', '', {name: 'Worker Aardvark Smith', travel_km: 900}).expect(400);
    expect(wrong.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: expect.arrayContaining([{field: 'travel_km', message: expect.any(String)}]),
    });
    await draft('put', '', {services: ['no_such_service']}).expect(400);
    await draft('put', '', {postcode: 'NG1 5DT'}).expect(400);
    expect((await draft('get').expect(200)).body).toMatchObject({profile: {summary: 'To be thrown away'}});
    const other = await scenario.pa();
    const theirs = (method: Method, path = '', body?: object) =>
      scenario.call(other.person, method, `/listings/mine/draft${path}?listing_id=${pa.id}`, body).expect(404);
    await theirs('get');
    await theirs('put', '', {summary: 'Mine now'});
    await theirs('post', '/publish');
    await theirs('delete');
    await draft('delete').expect(204);
    await draft('delete').expect(404);
    await draft('post', '/publish').expect(404);
    expect(await others()).toEqual(before);
  });
});

interface Shown {
  summary: string;
  area: {travel_km: number};
  services: {code: string}[];
}
