import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, bankHoliday, londonDay, londonInstant, RATE_BANDS, RATE_UNITS, weekday, type Day} from '@app/kernel';
import {
  Bookable,
  DEFAULT_BANDS,
  ListingOwners,
  listingMachine,
  OpenHours,
  priceVisit,
  RateBands,
  Services,
  UNITS_OF,
} from '@app/listings';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';
import {until} from '../../support/until.js';
import {PROFILE, seedPostcode} from './profile.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let council: string;
let elsewhere: string;
let pa: TestPerson & {listingId: string; memberId: string};
const today = londonDay(new Date());

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  world = await World.open(database, api);
  await seedPostcode(world);
  [council, elsewhere] = [await world.council('nottinghamshire'), await world.council('derbyshire')];
  const person = await world.person(council, 'Amina Khan', ['pa']);
  const memberId = await world.member(council, person);
  const created = await api.call('post', '/listings', person.token, {member_id: memberId}).expect(201);
  pa = {...person, memberId, listingId: (created.body as {id: string}).id};
  await put('profile', PROFILE);
  await setRate(1_400);
});
afterAll(async () => {
  await world.close();
  await api.close();
  await database.drop();
});

const put = (path: string, body: object) => api.call('put', `/listings/mine/${path}`, pa.token, body).expect(200);
const setRate = (rate_pence: number) =>
  put('rates', {starts_on: today, rates: [{band: 'weekday', unit: 'hour', rate_pence}]});
const inCouncil = <T>(councilId: string, work: (tx: Tx) => Promise<T>) => api.app.get(UnitOfWork).run(councilId, work);
const as = ({personId}: TestPerson) => ({personId}) as Principal;

describe('what bookings need of a listing', () => {
  it('comes with its rates and the council’s bands, ready to price', async () => {
    await inCouncil(council, (tx) => api.app.get(RateBands).set(tx, council, '2026-01-01', DEFAULT_BANDS));
    const listing = await inCouncil(council, (tx) => api.app.get(Bookable).read(tx, pa.listingId));
    expect(listing).toEqual({
      id: pa.listingId,
      councilId: council,
      bufferMinutes: 0,
      minimumMinutes: null,
      offered: {milePence: null},
      kind: 'pa',
      memberId: pa.memberId,
      name: 'Amina K.',
      state: 'draft',
      workerId: pa.personId,
      capacity: 1,
      rates: [{band: 'weekday', unit: 'hour', ratePence: 1_400, startsOn: today, endsOn: null}],
      bands: DEFAULT_BANDS.map(({source: _, ...rule}) => ({...rule, startsOn: '2026-01-01', endsOn: null})),
    });
    let wednesday = addDays(today, 10 - weekday(today));
    while (bankHoliday(wednesday)) wednesday = addDays(wednesday, 7);
    const range = {startsAt: londonInstant(wednesday, '06:00'), endsAt: londonInstant(wednesday, '08:30')};
    const priced = priceVisit(range, listing?.rates ?? [], listing?.bands ?? []);
    expect(priced.parts.map((part) => [part.band, part.minutes])).toEqual([
      ['evening', 60],
      ['weekday', 90],
    ]);
    expect(priced.pence).toBe(3_500);
    for (const [where, id] of [
      [elsewhere, pa.listingId],
      [council, pa.memberId],
    ] as const) {
      expect(await inCouncil(where, (tx) => api.app.get(Bookable).lock(tx, id))).toBeNull();
    }
  });

  it('is locked until the transaction ends, and is read after whoever went before', async () => {
    const order: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = () => {};
    const hasLock = new Promise<void>((resolve) => (locked = resolve));
    const first = inCouncil(council, async (tx) => {
      await api.app.get(Bookable).lock(tx, pa.listingId);
      locked();
      await held;
      await tx.query(`UPDATE rate SET ends_on = $2 WHERE listing_id = $1`, [pa.listingId, addDays(today, 7)]);
      await tx.query(`UPDATE listing SET changed_at = now() WHERE id = $1`, [pa.listingId]);
      order.push('changed');
    });
    await hasLock;
    const second = inCouncil(council, async (tx) => {
      const listing = await api.app.get(Bookable).lock(tx, pa.listingId);
      order.push('booked');
      return listing?.rates;
    });
    await untilWaiting();
    expect(await inCouncil(council, (tx) => api.app.get(Bookable).read(tx, pa.listingId))).not.toBeNull();
    release();
    await first;
    expect(await second).toEqual([expect.objectContaining({endsOn: addDays(today, 7)})]);
    expect(order).toEqual(['changed', 'booked']);
  });

  it('is open in its hours, away when it says so', async () => {
    const sunday = nextClockChange();
    const [monday, after, tuesday] = [addDays(sunday, -6), addDays(sunday, 1), addDays(sunday, 2)];
    const [begins, ends] = [addDays(monday, -1), addDays(tuesday, 1)].map((day) => londonInstant(day, '00:00')) as [
      Date,
      Date,
    ];
    await put('availability', {
      patterns: [{weekday: 1, from: '09:00', to: '12:00'}],
      exceptions: [
        {starts_on: monday, available: false, from: '11:00', to: '24:00'},
        {starts_on: tuesday, available: true, from: '20:00', to: '24:00'},
      ],
    });
    const between = (councilId: string) =>
      inCouncil(councilId, (tx) => api.app.get(OpenHours).between(tx, pa.listingId, begins, ends));
    expect((await between(council)).map((each) => [each.startsAt, each.endsAt])).toEqual([
      [londonInstant(monday, '09:00'), londonInstant(monday, '11:00')],
      [londonInstant(after, '09:00'), londonInstant(after, '12:00')],
      [londonInstant(tuesday, '20:00'), ends],
    ]);
    expect(await between(elsewhere)).toEqual([]);
  });

  it('knows who answers for it', async () => {
    const owners = api.app.get(ListingOwners);
    const staff = [await world.person(council, 'Dee Reed', ['provider'])];
    const organisationId = await world.organisation(council, 'Helping Hands', staff);
    const member_id = await world.member(council, {organisationId});
    const created = await api.call('post', '/listings', staff[0]?.token, {member_id}).expect(201);
    const theirs = (created.body as {id: string}).id;
    await inCouncil(council, async (tx) => {
      const [dee] = staff as [TestPerson];
      expect(await owners.peopleOf(tx, theirs)).toEqual([dee.personId]);
      expect(await owners.mayAnswer(tx, as(dee), theirs)).toBe(true);
      expect(await owners.mayAnswer(tx, as(pa), theirs)).toBe(false);
      expect(await owners.listingsOf(tx, as(dee))).toEqual([theirs]);
      expect(await owners.listingsOf(tx, as(pa))).toEqual([pa.listingId]);
      expect((await api.app.get(Bookable).read(tx, theirs))?.workerId).toBe(theirs);
    });
    expect(await inCouncil(elsewhere, (tx) => owners.mayAnswer(tx, as(pa), pa.listingId))).toBe(false);
  });
});

describe('many at once', () => {
  it('start one listing', async () => {
    const person = await world.person(council, 'Ben Otter', ['pa']);
    const member_id = await world.member(council, person);
    const answers = await Promise.all(
      Array.from({length: 8}, () => api.call('post', '/listings', person.token, {member_id})),
    );
    expect(answers.map(({status}) => status).sort()).toEqual([201, ...Array.from({length: 7}, () => 409)]);
  });

  it('change rates and hours one after the other', async () => {
    const patterns = [{weekday: 1, from: '09:00', to: '12:00'}];
    await Promise.all(
      Array.from({length: 8}, (_, index) =>
        index % 2 ? setRate(1_400 + index) : put('availability', {patterns, exceptions: []}),
      ),
    );
    const [left] = await world.owner.query<{rates: number; patterns: number}[]>(
      `SELECT (SELECT count(*) FROM rate WHERE listing_id = $1 AND ends_on IS NULL) AS rates,
              (SELECT count(*) FROM availability_pattern WHERE listing_id = $1) AS patterns`,
      [pa.listingId],
    );
    expect(left).toEqual({rates: 1, patterns: 1});
  });
});

describe('the code and the database say the same', () => {
  it('of the states of a listing', async () => {
    const rows = await world.owner.query<{step: string}[]>(
      `SELECT from_state || ' > ' || to_state AS step FROM state_transition WHERE machine = 'listing'`,
    );
    const steps = Object.values(listingMachine.transitions).flatMap(({from, to}) =>
      from.map((each) => `${each} > ${to}`),
    );
    expect(rows.map(({step}) => step).sort()).toEqual(steps.sort());
  });

  it('of the units of each band', async () => {
    for (const band of RATE_BANDS) {
      for (const unit of RATE_UNITS) {
        const added = world.owner.query(
          `WITH added AS (INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on, ends_on)
             VALUES ($1, $2, $3, $4, 1, '2021-01-01', '2021-01-01') RETURNING 1) SELECT FROM added`,
          [council, pa.listingId, band, unit],
        );
        if (UNITS_OF[band].includes(unit)) await added;
        else await expect(added).rejects.toThrow('rate_unit_check');
      }
    }
  });

  it('of rates: none overlaps, none is absurd', async () => {
    const add = (pence: number, starts: string, ends: string | null) =>
      world.owner.query(
        `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on, ends_on)
         VALUES ($1, $2, 'live_in', 'day', $3, $4, $5)`,
        [council, pa.listingId, pence, starts, ends],
      );
    await add(100, '2022-01-01', '2022-06-30');
    await add(100, '2022-07-01', null);
    await expect(add(100, '2022-06-30', '2022-06-30')).rejects.toThrow('rate_no_overlap');
    await expect(add(0, '2020-01-01', '2020-01-01')).rejects.toThrow('rate_rate_pence_check');
    await expect(add(1_000_001, '2020-01-01', '2020-01-01')).rejects.toThrow('rate_rate_pence_check');
    await expect(add(100, '2020-01-02', '2020-01-01')).rejects.toThrow('rate_ends_on_check');
  });

  it('of the services: some twenty, each in plain words', async () => {
    const services = await api.app.get(Services).list(null);
    expect(services.length).toBeGreaterThanOrEqual(20);
    expect(services.filter((each) => each.regulated).map((each) => each.code)).toEqual(['personal_care']);
    expect(services.map((each) => each.name)).toEqual([...services.map((each) => each.name)].sort());
  });
});

describe('the hours a council counts as evening or weekend', () => {
  it('change from a day on; what counted before stands', async () => {
    const bands = api.app.get(RateBands);
    const rules = (from: string) => [
      {band: 'evening' as const, weekdays: [1, 2], from, to: '24:00', source: 'Policy 7'},
    ];
    const starts = addDays(today, 10);
    await inCouncil(council, (tx) => bands.set(tx, council, starts, rules('18:00')));
    await inCouncil(council, (tx) => bands.set(tx, council, starts, rules('19:00')));
    const listing = await inCouncil(council, (tx) => api.app.get(Bookable).read(tx, pa.listingId));
    expect(listing?.bands.filter((rule) => rule.startsOn === '2026-01-01').map((rule) => rule.endsOn)).toEqual(
      DEFAULT_BANDS.map(() => addDays(starts, -1)),
    );
    expect(listing?.bands.filter((rule) => rule.startsOn === starts).map((rule) => rule.from)).toEqual(['19:00']);
    const past = inCouncil(council, (tx) => bands.set(tx, council, '2026-06-01', rules('17:00')));
    await expect(past).rejects.toMatchObject({code: 'VALIDATION_FAILED', fields: [{field: 'starts_on'}]});
    for (const wrong of [{to: '19:00'}, {weekdays: []}, {weekdays: [8]}, {source: ''}, {from: '7pm'}]) {
      const set = inCouncil(council, (tx) => bands.set(tx, council, starts, [{...rules('19:00')[0]!, ...wrong}]));
      await expect(set).rejects.toMatchObject({code: 'VALIDATION_FAILED'});
    }
  });
});

/** A Sunday a week ahead or more, in the night to which the clocks change. */
function nextClockChange(): Day {
  const offset = (day: Day) => londonInstant(day, '12:00').getUTCHours();
  let day = addDays(today, 14 - weekday(today));
  while (offset(day) === offset(addDays(day, -1))) day = addDays(day, 7);
  return day;
}

/** Until some transaction waits for another's lock. */
const untilWaiting = () =>
  until(async () => {
    const [row] = await world.owner.query<{waiting: number}[]>(
      `SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.waiting !== 0;
  });
