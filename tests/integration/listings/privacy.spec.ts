import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {Client} from 'pg';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';
import {listMany, listMember} from '../../support/register.js';
import {HOME, PROFILE, seedPostcode} from './profile.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let here: string;
let there: string;
let pa: TestPerson & {memberId: string; listingId: string};
const today = londonDay(new Date());
const SURNAME = 'Secretsurname';

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  await seedPostcode(world);
  [here, there] = [await world.council('nottinghamshire'), await world.council('derbyshire')];
  pa = await livePa(here, `Amina ${SURNAME}`);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

async function livePa(council: string, name: string) {
  const person = await world.person(council, name, ['pa']);
  const memberId = await world.member(council, person);
  const put = (path: string, body: object) => api.call('put', `/listings/mine/${path}`, person.token, body).expect(200);
  const created = await api.call('post', '/listings', person.token, {member_id: memberId}).expect(201);
  await put('profile', {...PROFILE, name: (created.body as {name: string}).name});
  await put('services', {services: ['shopping', 'companionship']});
  await put('rates', {starts_on: today, rates: [{band: 'weekday', unit: 'hour', rate_pence: 1450}]});
  await put('availability', {patterns: [{weekday: 2, from: '09:00', to: '12:00'}], exceptions: []});
  await api.call('post', '/listings/mine/publish', person.token).expect(200);
  await listMember(world, council, memberId);
  return {...person, memberId, listingId: (created.body as {id: string}).id};
}

describe('what nobody else learns', () => {
  const secrets = () => [
    SURNAME,
    pa.personId,
    pa.memberId,
    String(HOME.latitude),
    String(HOME.longitude),
    'NG15DT',
    'NG1 5DT',
    'ng15dt',
    '5DT',
  ];

  it('is in no public answer, though it is in the tables', async () => {
    const [row] = await world.owner.query<{text: string}[]>(
      `SELECT to_jsonb(l)::text || to_jsonb(p)::text AS text FROM listing l JOIN person p ON p.id = l.person_id
       WHERE l.id = $1`,
      [pa.listingId],
    );
    for (const secret of secrets().slice(0, 5)) expect(row?.text).toContain(secret);
    const answer = await api.call('get', `/listings/${pa.listingId}`).expect(200);
    for (const secret of secrets()) expect(answer.text).not.toContain(secret);
    const profile = JSON.stringify(await api.app.get(PublicListings).profile(pa.listingId, null));
    for (const secret of secrets()) expect(profile).not.toContain(secret);
  });

  it('is in no public view', async () => {
    const views = await world.owner.query<{name: string}[]>(
      `SELECT table_name AS name FROM information_schema.views WHERE table_schema = 'public' AND table_name LIKE 'public\\_%'
       AND table_name <> 'public_standing'`,
    );
    expect(views.map(({name}) => name)).toContain('public_listing');
    for (const {name} of views) {
      const text = JSON.stringify(await asApp(null, `SELECT * FROM ${name}`));
      for (const secret of secrets()) expect(text).not.toContain(secret);
    }
  });

  it('is a position: what is public is the middle of a cell, the same for all who live in it', async () => {
    const at = async (latitude: number, longitude: number) => {
      await world.owner.query(`UPDATE listing SET latitude = $2, longitude = $3 WHERE id = $1`, [
        pa.listingId,
        latitude,
        longitude,
      ]);
      const [seen] = await asApp<{public_latitude: number; public_longitude: number}>(
        null,
        `SELECT public_latitude, public_longitude FROM public_listing`,
      );
      return [seen?.public_latitude ?? NaN, seen?.public_longitude ?? NaN] as const;
    };
    const cell = await at(HOME.latitude, HOME.longitude);
    expect(cell[0]).toBeCloseTo(52.955, 9);
    expect(cell[1]).toBeCloseTo(-1.144, 9);
    for (let tries = 0; tries < 20; tries += 1) {
      const [latitude, longitude] = [52.9501 + Math.random() * 0.0098, -1.1519 + Math.random() * 0.0158];
      expect(await at(latitude, longitude)).toEqual(cell);
    }
    expect(await at(52.9601, HOME.longitude)).not.toEqual(cell);
    // Writing it oneself changes nothing.
    await world.owner.query(`UPDATE listing SET public_latitude = latitude, public_longitude = longitude`);
    expect(await at(HOME.latitude, HOME.longitude)).toEqual(cell);
  });

  it('is whether a draft, a resting or an unlisted one exists', async () => {
    const unlisted = await world.person(here, 'Ben Otter', ['pa']);
    const member_id = await world.member(here, unlisted);
    const created = await api.call('post', '/listings', unlisted.token, {member_id}).expect(201);
    const hidden = await api.call('get', `/listings/${(created.body as {id: string}).id}`).expect(404);
    const absent = await api.call('get', `/listings/00000000-0000-7000-8000-000000000000`).expect(404);
    expect(hidden.body).toEqual(absent.body);
  });
});

describe('one among many', () => {
  it('is read without working out everybody’s standing', async () => {
    const blocks = async () => {
      const [row] = await world.owner.query<{'QUERY PLAN': {Plan: Record<string, number>}[]}[]>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM public_listing WHERE id = $1`,
        [pa.listingId],
      );
      const plan = row?.['QUERY PLAN'][0]?.Plan ?? {};
      return (plan['Shared Hit Blocks'] ?? NaN) + (plan['Shared Read Blocks'] ?? NaN);
    };
    const alone = await blocks();
    await listMany(world, here, 3_000);
    await world.owner.query(`ANALYZE`);
    expect(await blocks()).toBeLessThan(alone + 200);
  });
});

describe('councils apart', () => {
  it('another council’s or another PA’s listing is not found', async () => {
    const elsewhere = await livePa(there, 'Cara Quill');
    const neighbour = await livePa(here, 'Dan Reed');
    for (const other of [elsewhere, neighbour]) {
      const query = `?listing_id=${pa.listingId}`;
      const call = (method: 'get' | 'put' | 'post', path: string, body?: object) =>
        api.call(method, `/listings/mine${path}${query}`, other.token, body).expect(404);
      await call('get', '');
      await call('put', '/profile', {...PROFILE, name: 'Mine Now'.slice(0, 6)});
      await call('put', '/services', {services: ['meals']});
      await call('put', '/rates', {starts_on: today, rates: [{band: 'weekday', unit: 'hour', rate_pence: 1}]});
      await call('put', '/availability', {patterns: [], exceptions: []});
      for (const move of ['/publish', '/rest', '/archive']) await call('post', move);
      await api.call('post', '/listings', other.token, {member_id: pa.memberId}).expect(404);
    }
    const untouched = await api.call('get', `/listings/${pa.listingId}`).expect(200);
    expect(untouched.body).toMatchObject({rates: [{rate_pence: 1450}], services: [{}, {}]});
  });

  it('row-level security shows and takes nothing across', async () => {
    const tables = ['listing', 'listing_service', 'rate', 'availability_pattern'];
    for (const table of tables) {
      expect(await asApp(null, `SELECT FROM ${table}`)).toHaveLength(0);
      const seen = await asApp<{council_id: string}>(there, `SELECT council_id FROM ${table}`);
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen.map((row) => row.council_id))).toEqual(new Set([there]));
    }
    const columns = `(council_id, listing_id, band, unit, rate_pence, starts_on)`;
    const rate = `'weekend', 'hour', 1, '2026-01-01'`;
    const refused = (sql: string) =>
      expect(asApp(there, sql)).rejects.toThrow(/row-level security|foreign key|no such member/);
    await refused(`INSERT INTO rate ${columns} VALUES ('${here}', '${pa.listingId}', ${rate})`);
    await refused(`INSERT INTO rate ${columns} VALUES ('${there}', '${pa.listingId}', ${rate})`);
    await refused(
      `INSERT INTO listing_service (listing_id, service_id, council_id)
       SELECT '${pa.listingId}', id, '${there}' FROM service WHERE code = 'meals'`,
    );
    await refused(
      `INSERT INTO listing (council_id, member_id, kind, person_id, name)
       VALUES ('${there}', '${pa.memberId}', 'pa', '${pa.personId}', 'Amina K.')`,
    );
    expect(await asApp(there, `UPDATE listing SET name = 'X' WHERE id = '${pa.listingId}' RETURNING id`)).toEqual([]);
  });

  it('a council’s own service is its own', async () => {
    await asApp(
      here,
      `INSERT INTO service (council_id, code, name, description) VALUES ('${here}', 'lunch_club', 'Lunch club', 'A meal in company.')`,
    );
    const codes = async (council: string | null) =>
      (await asApp<{code: string}>(council, `SELECT code FROM service`)).map(({code}) => code);
    expect(await codes(here)).toContain('lunch_club');
    for (const other of [there, null]) expect(await codes(other)).not.toContain('lunch_club');
    const general = `INSERT INTO service (code, name, description) VALUES ('x_y', 'X', 'Y')`;
    await expect(asApp(here, general)).rejects.toThrow('row-level security');
    expect(await asApp(here, `UPDATE service SET name = 'X' WHERE council_id IS NULL RETURNING id`)).toEqual([]);
    const borrowed = `INSERT INTO listing_service (listing_id, service_id, council_id)
      SELECT id, '${await idOf('lunch_club')}', '${there}' FROM listing LIMIT 1`;
    await expect(asApp(there, borrowed)).rejects.toThrow('row-level security');
  });

  it('what the serving role may not write, it cannot', async () => {
    for (const sql of [
      `UPDATE listing SET person_id = gen_random_uuid()`,
      `UPDATE listing SET version = 1`,
      `UPDATE rate SET rate_pence = 1`,
      `DELETE FROM listing`,
    ]) {
      await expect(asApp(here, sql)).rejects.toThrow('permission denied');
    }
    await expect(asApp(here, `UPDATE listing SET state = 'draft'`)).rejects.toThrow('cannot go from live to draft');
  });

  async function idOf(code: string): Promise<string | undefined> {
    const [row] = await world.owner.query<{id: string}[]>(`SELECT id FROM service WHERE code = $1`, [code]);
    return row?.id;
  }
});

describe('without a permission', () => {
  it('nobody changes a listing', async () => {
    const holder = await world.person(here, 'Eve Stone', ['holder']);
    await api.call('get', '/listings/mine').expect(401);
    await api.call('get', '/listings/mine', holder.token).expect(403);
    await api.call('put', '/listings/mine/services', holder.token, {services: ['meals']}).expect(403);
  });
});

/** As the role that serves requests, with this council set, or none; rolled back if it fails. */
async function asApp<T extends object>(council: string | null, sql: string): Promise<T[]> {
  const client = new Client({connectionString: database.appUrl, options: '-c role=alongside_app'});
  await client.connect();
  try {
    await client.query('BEGIN');
    if (council) await client.query(`SELECT set_config('app.council_id', $1, true)`, [council]);
    const {rows} = await client.query<T>(sql);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}
