import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {loadReferenceData} from '@app/geography';
import {addDays, londonDay, londonInstant, SystemClock} from '@app/kernel';
import {Projector} from '@app/search';
import pg from 'pg';
import type {DataSource} from 'typeorm';
import type {SearchResponse} from '../../../apps/api/src/search/search.dto.js';
import {connectAs} from '../../support/catalogue.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';

const today = londonDay(new Date());

let scenario: Scenario;
let app: DataSource;
let admin: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  await loadReferenceData(scenario.database.ownerUrl);
  app = await connectAs('app', scenario.database);
  admin = await scenario.world.person(scenario.council, 'Admin Person', ['admin']);
  const pa = {services: ['cleaning', 'companionship'], columns: {name: 'Dee M.', needs: ['dementia']}};
  await scenario.pa(scenario.council, pa);
  await scenario.pa(scenario.council, {services: ['cleaning'], columns: {name: 'Clea N.', summary: 'Rings on 0115'}});
  await new Projector(app, new SystemClock()).everything();
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

const find = async (query: Record<string, string>): Promise<SearchResponse> =>
  (await scenario.call(null, 'get', `/search?${new URLSearchParams(query)}`).expect(200)).body as SearchResponse;
const names = async (q: string) => (await find({q})).items.map(({name}) => name);
const words = (body: object) => scenario.call(admin, 'post', '/council/search-words', {source: 'A test', ...body});

describe('what is typed', () => {
  it('may be misspelt and say where', async () => {
    const {items, origin} = await find({q: 'demntia cleanning nr NG1'});
    expect({names: items.map(({name}) => name), origin}).toEqual({
      names: ['Dee M.'],
      origin: {label: 'about NG1', exact: false, alternatives: []},
    });
    expect((await find({q: 'hoovering near me'})).items).toHaveLength(2);
    expect((await find({q: 'cleaner in Nottingham'})).origin?.label).toMatch(/^Nottingham/);
    expect((await find({q: 'cleaner in the morning'})).origin).toBeNull();
    expect((await find({q: 'cleaner NG1', near: 'NG1 5DT'})).origin?.label).toBe('NG1 5DT');
  });

  it('is found as it is where it is a number', async () => {
    expect(await names('cleaner 0115')).toEqual(['Clea N.']);
    expect(await names('cleaner 011')).toEqual([]);
    expect(await names('cleaner 01152')).toEqual([]);
  });
});

describe('a page of results', () => {
  it('asks the database as often for many as for one, with times, prices and what they leave', async () => {
    const asking = jest.spyOn(pg.Client.prototype, 'query');
    const count = async (many: number) => {
      asking.mockClear();
      const fit = {pattern: 'tue 09:00-11:00', pattern_free: 'any', own_weekly_pence: '9000'};
      expect((await find({q: 'cleaning', ...fit, per_page: String(many)})).items).toHaveLength(many);
      const texts = asking.mock.calls.map(([asked]: unknown[]) => JSON.stringify(asked));
      return texts.filter((text) => !text.includes('search_state')).length; // memory keeps up with that, whoever asks
    };
    await until(async () => (await count(1)) === (await count(2)));
    asking.mockRestore();
  });
});

describe('words of a council’s own', () => {
  it('mean the same from their first day to their last', async () => {
    expect(await names('cuppa')).toEqual([]);
    const added = await words({meaning: 'same', words: ['Cuppa  and chat', 'companionship'], starts_on: today}).expect(
      201,
    );
    expect(added.body).toMatchObject({own: true, current: true, words: ['cuppa and chat', 'companionship']});
    const {id} = added.body as {id: string};
    await words({meaning: 'quiet', words: ['duck'], starts_on: today}).expect(201);
    expect(await new Projector(app, new SystemClock()).marked()).toBe(2);
    await until(async () => (await names('cuppa and chat')).join() === 'Dee M.');
    expect(await names('duck cuppa')).toEqual([]); // whoever is not signed in has no council's quiet words

    await scenario.call(admin, 'post', `/council/search-words/${id}/end`, {ends_on: addDays(today, -1)}).expect(400);
    await scenario.call(admin, 'post', `/council/search-words/${id}/end`, {ends_on: today}).expect(200);
    await scenario.call(admin, 'post', `/council/search-words/${id}/end`, {ends_on: today}).expect(409);
    const [other] = await scenario.world.owner.query<[{id: string}]>(
      `SELECT id FROM search_term WHERE council_id IS NULL`,
    );
    await scenario.call(admin, 'post', `/council/search-words/${other.id}/end`, {ends_on: today}).expect(404);
  });

  it.each([
    ['words', {words: ['alone']}],
    ['words', {words: ['…', 'dots']}],
    ['about', {meaning: 'finds', about: 'service:flying', words: ['flight']}],
    ['about', {about: 'need:dementia'}],
    ['meaning', {meaning: 'loud'}],
    ['starts_on', {starts_on: addDays(today, -1)}],
    ['source', {source: ' '}],
  ])('are refused with what is wrong with %s', async (field, wrong) => {
    const refused = await words({meaning: 'same', words: ['one', 'two'], starts_on: today, ...wrong}).expect(400);
    expect((refused.body as {errors: {field: string}[]}).errors.map((each) => each.field)).toEqual([field]);
  });

  it('begin today or later, whatever writes them, and belong to one council', async () => {
    const insert = (startsOn: string) =>
      app.transaction(async (tx) => {
        await tx.query(`SELECT set_config('app.council_id', $1, true)`, [scenario.council]);
        await tx.query(
          `INSERT INTO search_term (council_id, meaning, words, starts_on, source) VALUES ($1, 'quiet', '{a}', $2, 'x')`,
          [scenario.council, startsOn],
        );
      });
    await expect(insert(addDays(today, -1))).rejects.toThrow('row-level security');
    await expect(
      app.query(`INSERT INTO search_term (meaning, words, starts_on, source) VALUES ('quiet', '{a}', $1, 'x')`, [
        today,
      ]),
    ).rejects.toThrow('row-level security');
  });
});

describe('what nobody was found for', () => {
  const missed = () =>
    scenario.world.owner.query(
      `SELECT outcode, service, need, time_band AS time, count FROM search_missed WHERE service = 'pets'`,
    );
  const ask = (as: TestPerson | null, agent = 'One') =>
    scenario
      .call(as, 'get', '/search?q=walk+my+dog+helicopter&need=autism&near=NG1+5DT')
      .set('User-Agent', agent)
      .expect(200);

  it('says what it would take, and is counted once for a person and day, without who or which words', async () => {
    const {body} = (await ask(null)) as {body: SearchResponse};
    expect(body).toMatchObject({total: 0, wider: [], nearest: []});
    const words = await find({q: 'helicopter cleaning', need: 'dementia'});
    expect(words.wider).toEqual([
      {without: 'other_words', total: 1, words: 'cleaning'},
      {without: 'words', total: 1, words: null},
    ]);
    expect(words.nearest).toMatchObject([{without: 'other_words', item: {distance_m: null}}]);
    await ask(null);
    await ask(null, 'Another');
    await ask(admin);
    await ask(admin, 'Another'); // whoever is signed in is one person on every device
    expect(await missed()).toEqual([{outcode: 'NG1', service: 'pets', need: 'autism', time: '', count: 3}]);
    const marks = await scenario.world.owner.query<{day: string}[]>(`SELECT DISTINCT day FROM search_missed_once`);
    expect(marks).toEqual([{day: today}]);
  });

  it('is shown to commissioners where it is not too little', async () => {
    const commissioner = await scenario.world.person(scenario.council, 'Commissioner Person', ['commissioner']);
    const rows = async () => {
      const answer = await scenario.call(commissioner, 'get', '/council/register/figures').expect(200);
      const {tables} = answer.body as {tables: {code: string; rows: {label: string; cells: {text: string}[]}[]}[]};
      const table = tables.find(({code}) => code === 'missed_searches');
      return table?.rows.map(({label, cells}) => `${label} ${cells[0]?.text}`);
    };
    expect((await rows())?.join()).not.toContain('pets');
    await scenario.world.owner.query(`UPDATE search_missed SET count = 40 WHERE service = 'pets'`);
    expect(await rows()).toContainEqual(expect.stringContaining('NG1: Looking after pets, experience with autism'));
  });
});

describe('the day after', () => {
  const tomorrow = addDays(today, 1);
  const clock = () => scenario.api.clock;

  it('words that begin then are understood, and not before', async () => {
    const {body} = (await words({meaning: 'same', words: ['wibble', 'companionship'], starts_on: tomorrow}).expect(
      201,
    )) as {body: object};
    expect(body).toMatchObject({own: true, current: false});
    while ((await new Projector(app, clock()).marked()) > 0);
    expect(await names('wibble')).toEqual([]);
    clock().travelTo(londonInstant(tomorrow, '12:00'));
    expect(await new Projector(app, clock()).due()).toBe(tomorrow); // what the worker asks itself, so that nobody need act
    await new Projector(app, clock()).everything();
    await until(async () => (await names('wibble')).join() === 'Dee M.');
  });

  it('whoever misses something again is counted again, and nothing of the day before is left', async () => {
    const missed = async () =>
      (
        await scenario.world.owner.query<{time: string; count: number}[]>(
          `SELECT time_band AS time, count FROM search_missed WHERE service = 'parenting' ORDER BY time_band`,
        )
      ).map(({time, count}) => `${time} ${count}`);
    const ask = (pattern: string) =>
      scenario.call(admin, 'get', `/search?service=parenting&near=NG1&pattern=${pattern}`).expect(200);
    for (const pattern of [
      'tue 09:00-11:00',
      'tue 18:00-20:00',
      'sat 10:00-12:00',
      'sat 22:00-06:00',
      'tue 09:00-12:00',
    ])
      await ask(pattern);
    expect(await missed()).toEqual(['evening 1', 'night 1', 'weekday 1', 'weekend 1']);
    clock().travelTo(londonInstant(addDays(today, 2), '12:00'));
    await ask('sat 10:00-12:00');
    expect(await missed()).toEqual(['evening 1', 'night 1', 'weekday 1', 'weekend 2']);
    const left = await scenario.world.owner.query<{day: string}[]>(
      `SELECT DISTINCT m.day FROM search_missed_once m UNION SELECT day FROM search_missed_salt`,
    );
    expect(left).toEqual([{day: addDays(today, 2)}]);
    clock().back();
  });
});
