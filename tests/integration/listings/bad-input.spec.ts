import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, londonDay} from '@app/kernel';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';
import {PROFILE, seedPostcode} from './profile.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let pa: TestPerson;
let provider: TestPerson;
const today = londonDay(new Date());

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  await seedPostcode(world);
  const council = await world.council('nottinghamshire');
  pa = await world.person(council, 'Amina Khan', ['pa']);
  provider = await world.person(council, 'Dee Reed', ['provider']);
  const organisationId = await world.organisation(council, 'Helping Hands', [provider]);
  for (const [person, of] of [
    [pa, pa],
    [provider, {organisationId}],
  ] as const) {
    await api.call('post', '/listings', person.token, {member_id: await world.member(council, of)}).expect(201);
  }
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

/** Sent as it is written here, NaN and all. */
async function put(person: TestPerson, path: string, body: unknown) {
  const answer = await api.app.inject({
    method: 'PUT',
    url: `/api/v1/listings/mine/${path}`,
    headers: {authorization: `Bearer ${person.token}`, 'content-type': 'application/json'},
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const problem = answer.json<{code: string; errors?: {field: string; message: string}[]}>();
  return {status: answer.statusCode, code: problem.code, fields: (problem.errors ?? []).map(({field}) => field)};
}

const refusal = (field: string) => ({status: 400, code: 'VALIDATION_FAILED', fields: [field]});

describe('a profile that cannot be', () => {
  const long = (length: number) => 'a'.repeat(length);
  it.each<[string, unknown, string?]>([
    ['name', ''],
    ['name', '   '],
    ['name', long(81)],
    ['name', 'Amina Khan'],
    ['name', 'Amina\nK.'],
    ['name', 'Amina \u202eK.'],
    ['name', 42],
    ['name', null],
    ['summary', long(301)],
    ['summary', long(10_000)],
    ['summary', 'a\u0000b'],
    ['summary', 'a\u0007b'],
    ['summary', {toString: 'x'}],
    ['about', long(4_001)],
    ['about', ['a']],
    ['summary', 'Ring me on 07700 900123'],
    ['summary', 'oh seven seven double oh nine double oh one two three'],
    ['about', 'Write to amina@home.example'],
    ['about', 'Come and see me at NG1 5DT'],
    ['postcode', 'ZZ99 9ZZ'],
    ['postcode', ''],
    ['postcode', 'Nowhere at all'],
    ['postcode', long(101)],
    ['postcode', 7],
    ['travel_km', -1],
    ['travel_km', 101],
    ['travel_km', 1e6],
    ['travel_km', 1.5],
    ['travel_km', 'far'],
    ['travel_km', '12'],
    ['gender', 'unknown'],
    ['languages', 'en'],
    ['languages', ['en', 'en']],
    ['languages', ['en', 'xx'], 'languages.1'],
    ['languages', ['English'], 'languages.0'],
    ['languages', Array.from({length: 21}, () => 'en')],
    ['needs', ['none']],
    ['needs', ['autism', 'autism']],
    ['needs', 'autism'],
    ['taking_on', 'maybe'],
    ['taking_on', 'from', 'taking_on_from'],
    ['taking_on_from', '2026-02-30'],
    ['taking_on_from', '2027-01-01'],
    ['drives', 'yes'],
    ['capacity', 2],
    ['ways_of_paying', ['gold']],
    ['cqc_provider_id', '1-101641521'],
    ['latitude', 52],
    ['state', 'live'],
  ])('%s: %j', async (field, value, named = field) => {
    const answer = await put(pa, 'profile', {...PROFILE, [field]: value});
    const expected = field === 'postcode' && answer.status === 422 ? {status: 422, code: 'POSTCODE_UNKNOWN'} : {};
    expect(answer).toEqual({...refusal(named), ...expected});
  });

  it.each<[string, unknown]>([
    ['capacity', 0],
    ['capacity', 101],
    ['capacity', 1.5],
    ['gender', 'female'],
    ['cqc_provider_id', '101641521'],
    ['cqc_provider_id', '1-10164152X'],
    ['cqc_provider_id', `1-${'1'.repeat(40)}`],
  ])('of a provider, %s: %j', async (field, value) => {
    const profile = {...PROFILE, name: 'Helping Hands', gender: undefined, [field]: value};
    expect(await put(provider, 'profile', profile)).toEqual(refusal(field));
  });

  it('cannot say how to reach somebody, whatever a use case forgets', async () => {
    for (const field of ['summary', 'about']) {
      const said = world.owner.query(`UPDATE listing SET ${field} = 'Ring 07700 900123' WHERE person_id = $1`, [
        pa.personId,
      ]);
      await expect(said).rejects.toThrow('contact details wait');
    }
  });

  it('is told of every field at once', async () => {
    const answer = await put(pa, 'profile', {...PROFILE, name: '', summary: long(301), travel_km: 500});
    expect(answer.fields).toEqual(['name', 'summary', 'travel_km']);
  });

  it('shows markup as the text it is', async () => {
    const markup = '<script>alert("hello")</script> & <b>bold</b>';
    const answer = await api.call('put', '/listings/mine/profile', pa.token, {...PROFILE, summary: markup}).expect(200);
    expect(answer.body).toMatchObject({summary: markup});
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });
});

describe('services that cannot be', () => {
  it.each<[unknown, string]>([
    [[], 'services'],
    ['shopping', 'services'],
    [['shopping', 'flying'], 'services.1'],
    [['shopping', 'shopping'], 'services.1'],
    [['SHOPPING'], 'services.0'],
    [[7], 'services'],
    [Array.from({length: 201}, () => 'shopping'), 'services'],
  ])('%j', async (services, field) => {
    expect(await put(pa, 'services', {services})).toEqual(refusal(field));
  });
});

describe('rates that cannot be', () => {
  const rate = {band: 'weekday', unit: 'hour', rate_pence: 1_450};
  it.each<[object, string]>([
    [{...rate, rate_pence: -1}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: 0}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: 1e15}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: 1_000_001}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: 14.5}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: '1450'}, 'rates.0.rate_pence'],
    [{...rate, rate_pence: null}, 'rates.0.rate_pence'],
    [{...rate, band: 'night'}, 'rates.0.band'],
    [{...rate, unit: 'week'}, 'rates.0.unit'],
    [{...rate, unit: 'night'}, 'rates.0.unit'],
    [{...rate, band: 'sleep_in'}, 'rates.0.unit'],
    [{...rate, starts_on: today}, 'rates.0.starts_on'],
  ])('%j', async (each, field) => {
    expect(await put(pa, 'rates', {starts_on: today, rates: [each]})).toEqual(refusal(field));
  });

  it.each<[string, unknown]>([
    ['starts_on', addDays(today, -1)],
    ['starts_on', addDays(addMonths(today, 24), 1)],
    ['starts_on', '2026-02-30'],
    ['starts_on', 'tomorrow'],
    ['rates', []],
    ['rates', rate],
  ])('%s: %j', async (field, value) => {
    expect(await put(pa, 'rates', {starts_on: today, rates: [rate], [field]: value})).toEqual(refusal(field));
  });

  it('two for the same time and unit', async () => {
    expect(await put(pa, 'rates', {starts_on: today, rates: [rate, {...rate, rate_pence: 1}]})).toEqual(
      refusal('rates.1'),
    );
  });

  it('not a number at all', async () => {
    const body = `{"starts_on": "${today}", "rates": [{"band": "weekday", "unit": "hour", "rate_pence": NaN}]}`;
    expect((await put(pa, 'rates', body)).status).toBe(400);
  });
});

describe('hours that cannot be', () => {
  const pattern = {weekday: 1, from: '09:00', to: '12:00'};
  const away = {starts_on: '2027-01-01', ends_on: '2027-01-02', available: false};
  it.each<[object[], string]>([
    [[{...pattern, weekday: 0}], 'patterns.0.weekday'],
    [[{...pattern, weekday: 8}], 'patterns.0.weekday'],
    [[{...pattern, weekday: 'Monday'}], 'patterns.0.weekday'],
    [[{...pattern, to: '09:00'}], 'patterns.0.to'],
    [[{...pattern, to: '08:00'}], 'patterns.0.to'],
    [[{...pattern, to: '24:01'}], 'patterns.0.to'],
    [[{...pattern, from: '9am'}], 'patterns.0.from'],
    [[{...pattern, from: 9}], 'patterns.0.from'],
    [[{...pattern, starts_on: '2027-02-29'}], 'patterns.0.starts_on'],
    [[{...pattern, starts_on: '9999-01-01'}], 'patterns.0.starts_on'],
    [[{...pattern, starts_on: '2027-01-02', ends_on: '2027-01-01'}], 'patterns.0.ends_on'],
    [[pattern, {...pattern, from: '11:59', to: '13:00'}], 'patterns.1'],
    [[pattern, {...pattern, weekday: 2}, pattern], 'patterns.2'],
    [Array.from({length: 201}, () => pattern), 'patterns'],
  ])('patterns %j', async (patterns, field) => {
    expect(await put(pa, 'availability', {patterns, exceptions: []})).toEqual(refusal(field));
  });

  it.each<[object, string]>([
    [{...away, ends_on: '2026-12-31'}, 'exceptions.0.ends_on'],
    [{...away, ends_on: '2029-01-02'}, 'exceptions.0.ends_on'],
    [{...away, starts_on: 'Christmas'}, 'exceptions.0.starts_on'],
    [{...away, available: 'no'}, 'exceptions.0.available'],
    [{...away, from: '09:00'}, 'exceptions.0.to'],
    [{...away, to: '09:00'}, 'exceptions.0.from'],
    [{...away, from: '10:00', to: '09:00'}, 'exceptions.0.to'],
  ])('exception %j', async (exception, field) => {
    expect(await put(pa, 'availability', {patterns: [], exceptions: [exception]})).toEqual(refusal(field));
  });

  it('hours that touch, or run at other times of the year, are fine', async () => {
    const patterns = [
      pattern,
      {...pattern, from: '12:00', to: '24:00'},
      {...pattern, weekday: 2, ends_on: addDays(today, 6)},
      {...pattern, weekday: 2, starts_on: addDays(today, 7)},
    ];
    expect((await put(pa, 'availability', {patterns, exceptions: [away]})).status).toBe(200);
  });
});

describe('addresses that cannot be', () => {
  it.each(['not-an-id', '0', "';--", '%00'])('/listings/%s', async (id) => {
    const answer = await api.app.inject({method: 'GET', url: `/api/v1/listings/${id}`});
    expect([400, 404]).toContain(answer.statusCode);
  });

  it('a body of the wrong type', async () => {
    for (const body of ['[]', '"text"', 'null', '7', '{', '{"services": {"0": "shopping"}}']) {
      expect((await put(pa, 'services', body)).status).toBe(400);
    }
  });
});
