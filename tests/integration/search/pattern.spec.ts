import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, bankHoliday, londonDay, weekday, type Day} from '@app/kernel';
import type {SearchItem, SearchResponse} from '../../../apps/api/src/search/search.dto.js';
import {RAW_FIELDS} from '../../../libs/search/src/find/search-input.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, monday, type Scenario} from '../../support/scenario.js';
import {SearchWorld} from '../../support/search-world.js';
import {until} from '../../support/until.js';
import {seedPostcode} from '../listings/profile.js';

const today = londonDay(new Date());
const nextMonday = addDays(monday(today), 7);
const TWICE = 'tue 09:00-11:00,thu 09:00-11:00';

let world: SearchWorld;
let scenario: Scenario;
let holder: TestPerson;
let line: string;

beforeAll(async () => {
  world = await SearchWorld.open();
  ({scenario} = world);
  const rate = (band: string, ratePence: number) => ({band, unit: 'hour', ratePence}) as const;
  const pa = await scenario.pa(scenario.council, {
    columns: {name: 'Booked B.'},
    rates: [rate('weekday', 1_450), rate('bank_holiday', 2_900)],
  });
  await scenario.pa(scenario.council, {columns: {name: 'Open O.'}, rates: [rate('weekday', 1_500)]});
  const columns = {name: 'Both at Once', ways_of_paying: ['own_money']};
  await scenario.provider(2, scenario.council, {columns, rates: [rate('weekday', 2_000)]});
  holder = await scenario.holder();
  line = await scenario.line(holder, 5_000, {weeks: 8});
  await scenario.engage(holder, pa);
  await scenario
    .call(holder, 'post', '/bookings', booking(pa, line, at(2, 2, '10:30'), at(2, 2, '11:30')))
    .set('Idempotency-Key', randomUUID())
    .expect(201);
  const engine = world.meilisearch ? 'meilisearch' : 'postgres';
  await until(async () => {
    const {answer} = await world.find('');
    return answer.total === 3 && answer.engine === engine;
  });
}, 30_000);
afterAll(() => world.close());

async function find(query: Record<string, string>, as: TestPerson | null = null): Promise<SearchItem[]> {
  const fields = new URLSearchParams({pattern: TWICE, pattern_from: nextMonday, ...query});
  const answer = await scenario.call(as, 'get', `/search?${fields}`).expect(200);
  return (answer.body as SearchResponse).items;
}
const free = (items: SearchItem[]) =>
  items.map(({name, pattern}) => `${name} ${pattern?.free_visits}/${pattern?.visits}`);

describe('a weekly pattern', () => {
  it('is held against hours and bookings as they are now', async () => {
    expect(free(await find({}))).toEqual(expect.arrayContaining(['Booked B. 7/8', 'Both at Once 8/8', 'Open O. 8/8']));
    expect(free(await find({})).at(-1)).toBe('Booked B. 7/8'); // who can do all of it comes first
    expect(free(await find({pattern_free: 'whole', sort: 'price'}))).toEqual(['Open O. 8/8', 'Both at Once 8/8']);
    expect(await find({pattern: 'sat 09:00-11:00'})).toEqual([]);
    expect(await find({pattern: 'sat 09:00-11:00', pattern_free: 'any'})).toHaveLength(3);
    expect(await find({pattern: 'tue 17:00-19:00'})).toEqual([]);
    expect(free(await find({max_rate_pence: '1499'}))).toEqual(['Booked B. 7/8']); // by what the visits cost
    await scenario.world.owner.query(
      `INSERT INTO availability_exception (council_id, listing_id, starts_on, ends_on, available)
       SELECT council_id, id, $1, $1, false FROM listing WHERE name = 'Open O.'`,
      [addDays(nextMonday, 3)],
    );
    expect(free(await find({pattern_free: 'whole'}))).toEqual(['Both at Once 8/8']);
  });

  it('costs what its bands and bank holidays cost, and is put in order by that', async () => {
    const holiday = holidayAfter(addDays(today, 8));
    const day = ['mon', 'tue', 'wed', 'thu', 'fri'][weekday(holiday) - 1];
    const weeks = {pattern: `${day} 09:00-11:00`, pattern_from: addDays(holiday, -7), pattern_weeks: '2'};
    const items = await find({...weeks, pattern_free: 'any', sort: 'price'});
    expect(items.map(({name, pattern}) => [name, pattern?.weekly_cost_pence, pattern?.cost_pence])).toEqual([
      ['Open O.', 3_000, 6_000],
      ['Both at Once', 4_000, 8_000],
      ['Booked B.', 2_900, 8_700],
    ]);
  });
});

describe('what it leaves', () => {
  const named = (items: SearchItem[], name: string) => items.find((each) => each.name === name)?.fit;

  it('of a line is said week by week, with what it needs beside it', async () => {
    const items = await find({budget_line_id: line}, holder);
    expect(named(items, 'Open O.')).toMatchObject({
      weekly_cost_pence: 6_000,
      period: {cost_pence: 18_000},
      covers_weeks: 6,
      weeks: 7,
      payable: 'yes',
    });
    // The second period has £200 for four weeks of £60; the first lacks what is held for the booking.
    expect(named(items, 'Open O.')?.own_weekly_pence).toBe(Math.ceil(4_000 / 7));
    expect(named(items, 'Both at Once')).toMatchObject({
      payable: 'no',
      payable_reason: expect.stringContaining('money') as unknown,
    });
    const managed = await scenario.line(holder, 50_000, {deployment: 'managed'});
    const others = await find({budget_line_id: managed}, holder);
    expect(named(others, 'Open O.')).toMatchObject({payable: 'if_self_employed', own_weekly_pence: 0});
  });

  it('is said at the rates of the weeks to come, with days and times and without', async () => {
    await scenario.pa(scenario.council, {columns: {name: 'Dearer D.', summary: 'Ocarina'}, rates: []});
    const rises = addDays(nextMonday, 28);
    await scenario.world.owner.query(
      `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on, ends_on)
       SELECT l.council_id, l.id, 'weekday', 'hour', r.pence, r.starts_on, r.ends_on FROM listing l,
         (VALUES (1000, date '2020-01-01', $1::date - 1), (2000, $1::date, NULL)) AS r (pence, starts_on, ends_on)
       WHERE l.name = 'Dearer D.'`,
      [rises],
    );
    const enough = await scenario.line(holder, 4_000, {weeks: 13});
    await until(async () => (await world.total('q=ocarina')) === 1);
    const asked = {q: 'ocarina', budget_line_id: enough};
    const fits = [
      named(await find({...asked, pattern_weeks: '4'}, holder), 'Dearer D.'),
      named(await find({...asked, pattern: '', pattern_from: '', hours_per_week: '4'}, holder), 'Dearer D.'),
    ];
    for (const fit of fits) {
      expect(fit?.weekly_cost_pence).toBe(4_000);
      expect(fit?.covers_weeks).toBeLessThan(fit?.weeks ?? 0); // before the rise it would cover all of them
      expect(fit?.own_weekly_pence).toBeGreaterThan(0);
    }
  });

  it('of one’s own money is said without signing in', async () => {
    const items = await find({own_weekly_pence: '5500'});
    expect(named(items, 'Booked B.')).toMatchObject({
      weekly_cost_pence: 5_800,
      weekly_left_pence: -300,
      own_weekly_pence: 300,
    });
    expect(named(items, 'Open O.')).toMatchObject({weekly_left_pence: -500, period: null, weeks: null});
  });

  it.each([
    ['pattern', {pattern: 'tuesday 9-11'}],
    ['pattern', {pattern: 'tue 09:00-09:00'}],
    ['pattern_from', {pattern_from: addDays(today, -1)}],
    ['pattern_weeks', {pattern_weeks: '13'}],
    ['pattern_free', {pattern_free: 'mostly'}],
    ['own_weekly_pence', {own_weekly_pence: '-1'}],
    ['own_weekly_pence', {own_weekly_pence: '100', budget_line_id: randomUUID()}],
  ])('is refused with what is wrong with %s', async (field, wrong) => {
    const fields = new URLSearchParams({pattern: TWICE, ...wrong});
    const refused = await scenario.call(holder, 'get', `/search?${fields}`).expect(400);
    expect((refused.body as {errors: {field: string}[]}).errors.map((each) => each.field)).toEqual([field]);
  });
});

describe('another council’s listings', () => {
  const TRICKS = ['") OR council = "', "' OR '1'='1", 'council_id IS NOT NULL', '*', '%', '\\', '"'];

  it('are reached by nobody who is signed in elsewhere, whatever is put into a field', async () => {
    const other = await scenario.world.council('derbyshire');
    await scenario.pa(other, {columns: {name: 'Elsewhere E.', summary: 'Sousaphone'}});
    await until(async () => (await world.total('q=sousaphone')) === 1);
    const asked: Record<string, string>[] = [
      {}, {q: 'sousaphone'}, {q: 'Elsewhere'}, {pattern: TWICE, pattern_free: 'any', sort: 'price'},
      ...[...RAW_FIELDS, 'council_id', 'councilId'].flatMap((field) => TRICKS.map((trick) => ({[field]: trick}))),
    ]; // prettier-ignore
    for (const query of asked) {
      const answer = await scenario.call(holder, 'get', `/search?${new URLSearchParams(query)}`);
      expect([200, 400, 404, 422]).toContain(answer.status);
      const {items = [], total = 0} = answer.body as Partial<SearchResponse>;
      expect(items.map(({name}) => name)).not.toContain('Elsewhere E.');
      expect(total).toBeLessThanOrEqual(4);
    }
    // With a weekly pattern, a budget and everything else at once it is no other.
    const all = {q: 'sousaphone', own_weekly_pence: '9000', where: 'at_home', sort: 'price', max_rate_pence: '9000'};
    expect(await find({...all, pattern_free: 'any'}, holder)).toEqual([]);
    expect(await find({...all, pattern_free: 'any'})).toHaveLength(1);
    const offered = await scenario.call(holder, 'get', '/search/suggestions?q=elsew').expect(200);
    expect(offered.body).toEqual({items: []});
    expect((await scenario.call(null, 'get', '/search/suggestions?q=elsew').expect(200)).body).toEqual({
      items: [{text: 'Elsewhere E.', kind: 'name'}],
    });
  });
});

describe('help over a screen', () => {
  it('is near enough wherever it comes from, where nothing else is asked for', async () => {
    await seedPostcode(scenario.world);
    const columns = {name: 'Screen S.', summary: 'Tuba', latitude: 50.82, longitude: -0.14, online: true};
    await scenario.pa(scenario.council, {columns});
    await until(async () => (await world.total('q=tuba')) === 1);
    const near = 'near=NG1%205DT&q=tuba';
    expect(await world.total(near)).toBe(0);
    expect((await world.find(`${near}&where=online`)).answer).toMatchObject({total: 1, items: [{name: 'Screen S.'}]});
    expect(await world.total(`${near}&where=online,at_home`)).toBe(0);
    expect((await world.find('q=tuba')).answer.facets.where).toEqual([
      {value: 'at_home', count: 1},
      {value: 'online', count: 1},
    ]);
  });
});

describe('what counts say', () => {
  const BASES: Record<string, string>[] = [
    {},
    {kind: 'pa'},
    {pattern_free: 'whole'},
    {pattern_free: 'any', max_rate_pence: '2000', pays: 'own_money'},
    {pattern_free: 'part', gender: 'female', service: 'shopping'},
    {near: 'NG1 5DT', within_km: '5', reached: 'true', where: 'at_home,online'},
    {near: 'NG1 5DT', available_from: `${addDays(nextMonday, 1)}T10:00:00Z`, available_to: `${addDays(nextMonday, 1)}T11:00:00Z`},
    {q: 'help', language: 'pl,en', pattern_free: 'whole', kind: 'pa,provider', drives: 'true'},
  ]; // prettier-ignore

  beforeAll(async () => {
    const looks = [
      {services: ['shopping'], columns: {gender: 'female', languages: ['pl'], drives: true}},
      {services: ['shopping', 'cleaning'], columns: {gender: 'male', languages: ['en', 'pl'], needs: ['dementia']}},
      {services: ['cleaning'], columns: {gender: 'female', languages: ['en'], drives: true, online: true}},
    ];
    for (const [index, look] of looks.entries()) {
      await scenario.pa(scenario.council, {
        ...look,
        columns: {...look.columns, name: `Count ${'ABC'[index]}.`, summary: 'Help'},
      });
    }
    await until(async () => (await world.total('q=count')) === looks.length);
  });

  it.each(BASES)('is how many there are with it, in every group, beside %o', async (base) => {
    const ask = async (query: Record<string, string>) => {
      const fields = new URLSearchParams({pattern: TWICE, pattern_from: nextMonday, ...query});
      return (await scenario.call(null, 'get', `/search?${fields}`).expect(200)).body as SearchResponse;
    };
    const {facets, total} = await ask(base);
    expect(total).toBeGreaterThan(0);
    for (const [facet, values] of Object.entries(facets)) {
      for (const {value, count} of values) {
        if (value === 'online' && base.near) continue; // chosen alone it looks farther
        expect({facet, value, count: (await ask({...base, [facet]: value})).total}).toEqual({facet, value, count});
      }
    }
    const counted = facets.service.map(({value}) => value);
    for (const service of ['gardening', 'pets'].filter((each) => !counted.includes(each))) {
      expect((await ask({...base, service})).total).toBe(0);
    }
  });
});

/** On a working day, and none a week before it. */
function holidayAfter(day: Day): Day {
  for (let each = day; ; each = addDays(each, 1)) {
    if (bankHoliday(each) && !bankHoliday(addDays(each, -7)) && weekday(each) <= 5) return each;
  }
}
