import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {startApi, type Method, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';
import {listMember, suspendMember} from '../../support/register.js';
import {PROFILE, seedPostcode} from './profile.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let council: string;
const today = londonDay(new Date());

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  council = await world.council('nottinghamshire');
  await seedPostcode(world);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

const as = (person: TestPerson) => (method: Method, path: string, body?: object) =>
  api.call(method, path, person.token, body);

async function newPa(name: string) {
  const person = await world.person(council, name, ['pa']);
  const memberId = await world.member(council, person);
  return {...person, memberId, call: as(person)};
}

describe('a PA’s own listing', () => {
  it('goes from nothing to what everybody sees, and out of sight again', async () => {
    const pa = await newPa('Amina Khan');
    await pa.call('get', '/listings/mine').expect(404);
    const created = await pa.call('post', '/listings', {member_id: pa.memberId}).expect(201);
    expect(created.body).toMatchObject({kind: 'pa', state: 'draft', name: 'Amina K.', version: 1, listed: false});
    const {id} = created.body as {id: string};
    await pa.call('post', '/listings', {member_id: pa.memberId}).expect(409, /LISTING_EXISTS/);

    const early = await pa.call('post', '/listings/mine/publish').expect(422);
    expect(early.body).toMatchObject({
      code: 'LISTING_INCOMPLETE',
      errors: ['summary', 'postcode', 'services', 'rates'].map((field) => expect.objectContaining({field})),
    });

    const profile = await pa.call('put', '/listings/mine/profile', PROFILE).expect(200);
    expect(profile.body).toMatchObject({outcode: 'NG1', district: 'Nottingham', summary: PROFILE.summary, version: 2});
    await pa.call('put', '/listings/mine/services', {services: ['shopping', 'personal_care']}).expect(200);
    await pa
      .call('put', '/listings/mine/rates', {
        starts_on: today,
        rates: [
          {band: 'weekday', unit: 'hour', rate_pence: 1450},
          {band: 'sleep_in', unit: 'night', rate_pence: 6000},
        ],
      })
      .expect(200);
    const hours = await pa
      .call('put', '/listings/mine/availability', {
        patterns: [
          {weekday: 1, from: '09:00', to: '12:30'},
          {weekday: 7, from: '20:00', to: '24:00', starts_on: '2027-01-03', ends_on: '2027-03-28'},
        ],
        exceptions: [{starts_on: '2026-12-24', ends_on: '2027-01-03', available: false}],
      })
      .expect(200);
    expect(hours.body).toMatchObject({
      patterns: [
        {weekday: 1, from: '09:00', to: '12:30', starts_on: today, ends_on: null},
        {weekday: 7, from: '20:00', to: '24:00', starts_on: '2027-01-03', ends_on: '2027-03-28'},
      ],
      exceptions: [{starts_on: '2026-12-24', ends_on: '2027-01-03', available: false, from: null, to: null}],
    });
    await pa.call('post', '/listings/mine/publish').expect(200, /"live"/);
    await api.call('get', `/listings/${id}`).expect(404); // not on the register yet

    await listMember(world, council, pa.memberId);
    const seen = await api.call('get', `/listings/${id}`).expect(200);
    expect(seen.body).toMatchObject({
      id,
      kind: 'pa',
      name: 'Amina K.',
      council: 'Council of nottinghamshire',
      services: [{code: 'personal_care', regulated: true}, {code: 'shopping'}],
      rates: [
        {band: 'sleep_in', unit: 'night', rate_pence: 6000},
        {band: 'weekday', unit: 'hour', rate_pence: 1450, starts_on: today, ends_on: null},
      ],
      languages: [
        {code: 'en', name: 'English'},
        {code: 'bfi', name: 'British Sign Language'},
      ],
      area: {outcode: 'NG1', district: 'Nottingham', travel_km: 12},
      standing: {accredited: false, checked_on: null},
    });

    await pa.call('post', '/listings/mine/rest').expect(200, /"resting"/);
    await api.call('get', `/listings/${id}`).expect(404);
    await pa.call('post', '/listings/mine/publish').expect(200);
    await api.call('get', `/listings/${id}`).expect(200);
    await suspendMember(world, council, pa.memberId);
    await api.call('get', `/listings/${id}`).expect(404);
    await pa.call('post', '/listings/mine/archive').expect(200, /"archived"/);
    await pa.call('post', '/listings/mine/publish').expect(409, /ILLEGAL_TRANSITION/);
  });

  it('records who changed what, never where they live, and tells the worker', async () => {
    const pa = await newPa('Ben Otter');
    await pa.call('post', '/listings', {member_id: pa.memberId}).expect(201);
    await pa.call('put', '/listings/mine/profile', {...PROFILE, name: 'Ben Otter'}).expect(400, /initial/);
    await pa.call('put', '/listings/mine/profile', {...PROFILE, name: 'Ben O'}).expect(200);
    const mine = await pa.call('get', '/listings/mine').expect(200);
    const {id} = mine.body as {id: string};
    const entries = await world.owner.query<{action: string; actor_id: string; text: string}[]>(
      `SELECT action, actor_id, to_jsonb(e)::text AS text FROM audit_entry e WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(entries.map((entry) => [entry.action, entry.actor_id])).toEqual([
      ['listing.created', pa.personId],
      ['listing.profile_changed', pa.personId],
    ]);
    expect(entries[1]?.text).toContain(PROFILE.summary);
    expect(entries[1]?.text).not.toMatch(/52\.95|latitude|NG15DT|NG1 5DT/);
    const [events] = await world.owner.query<{count: number}[]>(
      `SELECT count(*) AS count FROM outbox_event WHERE topic = 'listing.changed' AND subject_id = $1`,
      [id],
    );
    expect(events?.count).toBe(2);
  });

  it('changes rates from a day on; what counted up to yesterday stands', async () => {
    const pa = await newPa('Cara Quill');
    const created = await pa.call('post', '/listings', {member_id: pa.memberId}).expect(201);
    const {id} = created.body as {id: string};
    const yesterday = addDays(today, -1);
    const nextMonth = addDays(today, 30);
    await world.owner.query(
      `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on) VALUES
         ($1, $2, 'weekday', 'hour', 1400, '2024-01-01'), ($1, $2, 'weekend', 'hour', 1600, '2024-01-01')`,
      [council, id],
    );
    const before = await ratesOn(id, yesterday);
    const set = (starts_on: string, pence: Record<string, number>) =>
      pa.call('put', '/listings/mine/rates', {
        starts_on,
        rates: Object.entries(pence).map(([band, rate_pence]) => ({band, unit: 'hour', rate_pence})),
      });

    await set(nextMonth, {weekday: 1500, weekend: 1600}).expect(200);
    expect(await ratesOn(id, addDays(nextMonth, -1))).toEqual(before);
    expect(await ratesOn(id, nextMonth)).toEqual(['weekday 1500', 'weekend 1600']);

    await set(today, {weekday: 1450}).expect(200);
    expect(await ratesOn(id, today)).toEqual(['weekday 1450']);
    expect(await ratesOn(id, nextMonth)).toEqual(['weekday 1450']);
    await set(today, {weekday: 1475}).expect(200); // a slip put right on the day
    expect(await ratesOn(id, today)).toEqual(['weekday 1475']);
    expect(await ratesOn(id, yesterday)).toEqual(before);

    await set(yesterday, {weekday: 1}).expect(400, /starts_on/);
    expect(await ratesOn(id, yesterday)).toEqual(before);
    const change = (sql: string) => world.owner.query(`${sql} WHERE listing_id = $1 AND starts_on < $2`, [id, today]);
    for (const sql of [`UPDATE rate SET ends_on = NULL`, `UPDATE rate SET ends_on = starts_on`, `DELETE FROM rate`]) {
      await expect(change(sql)).rejects.toThrow('what counted up to yesterday stands');
    }
  });

  async function ratesOn(listingId: string, day: string): Promise<string[]> {
    const rows = await world.owner.query<{rate: string}[]>(
      `SELECT band || ' ' || rate_pence AS rate FROM rate
       WHERE listing_id = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY 1`,
      [listingId, day],
    );
    return rows.map(({rate}) => rate);
  }
});

describe('a provider’s listing', () => {
  it('is anybody’s of the organisation to change, and nobody else’s', async () => {
    const [first, second] = [
      await world.person(council, 'Dee Reed', ['provider']),
      await world.person(council, 'Eli Stone', ['provider']),
    ];
    const organisationId = await world.organisation(council, 'Helping Hands CIC', [first, second]);
    const memberId = await world.member(council, {organisationId});
    const created = await as(first)('post', '/listings', {member_id: memberId}).expect(201);
    expect(created.body).toMatchObject({kind: 'provider', name: 'Helping Hands CIC', capacity: 1});
    const changed = await as(second)('put', '/listings/mine/profile', {
      ...PROFILE,
      name: 'Helping Hands',
      gender: undefined,
      capacity: 6,
    }).expect(200);
    expect(changed.body).toMatchObject({name: 'Helping Hands', capacity: 6});
    const stranger = await world.person(council, 'Fay Trout', ['provider']);
    const {id} = created.body as {id: string};
    await as(stranger)('get', `/listings/mine?listing_id=${id}`).expect(404);
    await as(stranger)('post', '/listings', {member_id: memberId}).expect(404);
  });

  it('offers personal care only with a CQC provider ID; a PA needs none', async () => {
    const person = await world.person(council, 'Gil Upton', ['provider']);
    const call = as(person);
    const organisationId = await world.organisation(council, 'Upton Care', [person]);
    const memberId = await world.member(council, {organisationId});
    await call('post', '/listings', {member_id: memberId}).expect(201);
    const refused = await call('put', '/listings/mine/services', {services: ['personal_care', 'meals']}).expect(422);
    expect(refused.body).toMatchObject({
      code: 'REGULATED_SERVICE',
      service: 'personal_care',
      errors: [{field: 'services', message: expect.stringContaining('Care Quality Commission')}],
      rule: expect.stringContaining('SI 2014/2936'),
    });
    const profile = {...PROFILE, name: 'Upton Care', gender: undefined};
    const withId = (cqc_provider_id?: string) => call('put', '/listings/mine/profile', {...profile, cqc_provider_id});
    await withId('12345').expect(400, /cqc_provider_id/);
    await withId('1-101641521').expect(200);
    // Until somebody of the council has looked it up it counts for nothing, in the database neither.
    const wanted = {services: ['personal_care', 'meals']};
    await call('put', '/listings/mine/services', wanted).expect(422, /not checked/);
    const past = world.owner.query(
      `INSERT INTO listing_service (council_id, listing_id, service_id) SELECT l.council_id, l.id, s.id
       FROM listing l, service s WHERE l.organisation_id = $1 AND s.code = 'personal_care'`,
      [organisationId],
    );
    await expect(past).rejects.toMatchObject({driverError: {constraint: 'regulated_service'}});
    const officer = as(await world.person(council, 'Olive Coordinator', ['officer']));
    const record = (body: object) => officer('put', `/members/${memberId}/care-registration`, body);
    const facts = {workers: 3, incorporated: true};
    await record({...facts, cqc_provider_id: '1-101641521'}).expect(400, /checked_on/);
    await record({...facts, cqc_provider_id: '101641521', checked_on: today}).expect(400, /cqc_provider_id/);
    await record(facts).expect(200);
    await call('put', '/listings/mine/services', wanted).expect(422);
    const checked = await record({...facts, cqc_provider_id: '1-101641521', checked_on: today}).expect(200);
    expect(checked.body).toMatchObject({recorded_by: 'Olive Coordinator', checked_on: today});
    await call('put', '/listings/mine/services', wanted).expect(200);
    await withId('1-999999999').expect(422, /REGULATED_SERVICE/); // nobody has looked up another one
    await withId().expect(422, /REGULATED_SERVICE/); // taking it away again is refused too
    // One worker alone, who is no company, needs none.
    await record({workers: 1, incorporated: false}).expect(200);
    await withId().expect(200);
    expect((await call('get', '/listings/mine')).body).toMatchObject({
      services: ['meals', 'personal_care'],
    });
    // What it may not give any more is listed no more from that moment.
    await record(facts).expect(200);
    expect((await call('get', '/listings/mine')).body).toMatchObject({services: ['meals']});
    // A rule ends with its last day.
    await world.owner.query(`UPDATE regulation_rule SET ends_on = $1`, [addDays(today, -1)]);
    await call('put', '/listings/mine/services', {services: ['personal_care']}).expect(200);
    await world.owner.query(`UPDATE regulation_rule SET ends_on = NULL`);
  });

  it('asks which, of somebody with two listings', async () => {
    const person = await world.person(council, 'Hal Vine', ['pa', 'provider']);
    const call = as(person);
    const organisationId = await world.organisation(council, 'Vine Gardens', [person]);
    await call('post', '/listings', {member_id: await world.member(council, person)}).expect(201);
    await call('post', '/listings', {member_id: await world.member(council, {organisationId})}).expect(201);
    const answer = await call('get', '/listings/mine').expect(409);
    const {listing_ids: ids} = answer.body as {listing_ids: string[]};
    expect(ids).toHaveLength(2);
    for (const id of ids) await call('get', `/listings/mine?listing_id=${id}`).expect(200, new RegExp(id));
  });
});
