import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant, weekday} from '@app/kernel';
import {createHttpApp, PlatformModule, type Environment} from '@app/platform';
import {Module, type INestApplication} from '@nestjs/common';
import {DEMONSTRATION_PASSWORD, emailOf} from '../../apps/standalone/src/demonstration/accounts.js';
import {loadDemonstrationOnce} from '../../apps/standalone/src/demonstration/first-run.js';
import {WorkerModule} from '../../apps/worker/src/worker.module.js';
import {startApi, type TestApi} from '../support/app.js';
import type {TestDatabase} from '../support/database.js';
import {demonstration} from '../support/demonstration.js';
import {until} from '../support/until.js';

interface List<T> {
  items: T[];
  total: number;
}

let database: TestDatabase;
let api: TestApi;
let worker: INestApplication;
const today = londonDay(new Date());

beforeAll(async () => {
  const loaded = await demonstration();
  ({database} = loaded);
  expect(await loadDemonstrationOnce(loaded.environment)).toBe(false);
  api = await startApi(database, {variables: {SEARCH_ENGINE: 'postgres'}});
  worker = await startWorker(loaded.environment);
  await until(async () => (await near()).length > 10);
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await api?.close();
  await database?.drop();
});

async function startWorker(environment: Environment): Promise<INestApplication> {
  @Module({imports: [PlatformModule.forRoot(environment), WorkerModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  return app.init();
}

/** Who is found near the middle of Nottingham. */
async function near(): Promise<{id: string; name: string}[]> {
  const found = await api.call('get', '/search?near=NG1+5DT&within_km=5&per_page=100').expect(200);
  return (found.body as List<{id: string; name: string}>).items;
}

async function as(login: string) {
  const token = await api.signIn(emailOf(login), DEMONSTRATION_PASSWORD);
  return {
    get: async <T>(path: string) => (await api.call('get', path, token).expect(200)).body as T,
    post: async <T>(path: string, body: object) => (await api.call('post', path, token, body).expect(200)).body as T,
  };
}

describe('the demonstration', () => {
  it('has a PA and a provider near NG1 5DT who are free on every weekday morning for eight weeks', async () => {
    for (const login of ['pa', 'provider']) {
      const {id} = await (await as(login)).get<{id: string}>('/listings/mine');
      expect((await near()).map((each) => each.id)).toContain(id);
      for (let week = 0; week < 8; week += 1) {
        const [from, to] = [addDays(today, week * 7 + 1), addDays(today, week * 7 + 8)];
        const {items} = (await api.call('get', `/listings/${id}/times?from=${from}&to=${to}`).expect(200))
          .body as List<{
          starts_at: string;
          ends_at: string;
        }>;
        for (let day = from; day < to; day = addDays(day, 1)) {
          if (weekday(day) > 5) continue;
          const [nine, noon] = [londonInstant(day, '09:00'), londonInstant(day, '12:00')];
          const free = items.some((each) => new Date(each.starts_at) <= nine && new Date(each.ends_at) >= noon);
          expect({login, day, free}).toEqual({login, day, free: true});
        }
      }
    }
  });

  it('leaves the holder at least £200, with a visit to approve', async () => {
    const holder = await as('holder');
    const {items} = await holder.get<List<{lines: {period: {available_pence: number}}[]}>>('/budgets');
    expect(items[0]?.lines).toHaveLength(1);
    expect(items[0]?.lines[0]?.period.available_pence).toBeGreaterThanOrEqual(20_000);
    const visits = await statuses('holder');
    expect(visits).toContain('recorded');
  });

  it('leaves a PA hours to record and coming visits', async () => {
    // Today's counts too: on a Tuesday or a Thursday evening it is over.
    const over = await visitsOf('pa2', addDays(today, -28), addDays(today, 1));
    const unrecorded = over.filter((each) => each.status === 'accepted' && new Date(each.ends_at) < new Date());
    expect(unrecorded).toHaveLength(2);
    const coming = await visitsOf('pa2', addDays(today, 1), addDays(today, 28));
    expect(coming.length).toBeGreaterThan(0);
    // Their insurance ends before the last of them.
    const pa = await as('pa2');
    type Visits = {visits: {beyond: {reason: string} | null}[]};
    const {visits} = await pa.get<Visits>(`/bookings/${coming[0]?.booking_id ?? ''}`);
    expect(visits.flatMap(({beyond}) => (beyond ? [beyond.reason] : []))).toContain('listing_ends');
  });

  it('has a desk at which an appeal, a deferral, a question, a condition and a concern wait', async () => {
    const [officer, safeguarding, approver] = [await as('officer'), await as('safeguarding'), await as('approver')];
    const state = async (name: string) =>
      (
        await officer.get<List<{name: string; state: string}>>('/applications?state=deferred&state=in_checks')
      ).items.find((each) => each.name === name)?.state;
    expect([await state('Nadia Osei'), await state('Mo Farrell')]).toEqual(['deferred', 'in_checks']);
    expect(await approver.get('/appeals')).toMatchObject({items: [{against: 'decline', state: 'received'}]});
    expect(await safeguarding.get('/concerns')).toMatchObject({items: [{member: {name: 'Ewa Nowak'}}]});
    await api.call('get', '/concerns', await api.signIn(emailOf('officer'), DEMONSTRATION_PASSWORD)).expect(403);
  });

  it('has a queue at the council, evidence that lapses within 30 days, and somebody to approve at once', async () => {
    const officer = await as('officer');
    const queue =
      await officer.get<List<{id: string; name: string; state: string; missing: number; age_days: number}>>(
        '/applications',
      );
    expect(queue.items.map(({name, state, missing, age_days}) => [name, state, missing, age_days])).toEqual([
      ['Josie Barnes', 'ready', 0, 24],
      ['Leon Whitby', 'in_checks', 5, 12],
      ['Mo Farrell', 'in_checks', 5, 9],
      ['Mapperley Meals', 'submitted', 8, 3],
    ]);
    const lapses = await officer.get<List<object>>('/members/lapses?within_days=30');
    const insurance = (name: string) =>
      expect.objectContaining({
        member: expect.objectContaining({name}),
        listed: true,
        requirements: expect.arrayContaining([expect.objectContaining({requirement: 'insurance'})]),
      });
    expect(lapses.items).toEqual(expect.arrayContaining([insurance('Owen Price'), insurance('Tom Bradley')]));
    const id = queue.items[0]?.id ?? '';
    const isFound = async () => (await near()).some((each) => each.name === 'Josie B.');
    expect(await isFound()).toBe(false);
    const decision = {outcome: 'approved', reasons: 'All that the scheme asks for was seen.'};
    const decided = await (
      await as('approver')
    ).post<{state: string; standing: object}>(`/applications/${id}/decision`, decision);
    expect(decided).toMatchObject({state: 'approved', standing: {listed: true, accredited: true}});
    await until(isFound);
  });

  async function visitsOf(login: string, from: string, to: string) {
    const visits = await (
      await as(login)
    ).get<List<{status: string; ends_at: string; booking_id: string}>>(`/visits?from=${from}&to=${to}`);
    return visits.items;
  }

  async function statuses(login: string): Promise<string[]> {
    return (await visitsOf(login, addDays(today, -28), today)).map((each) => each.status);
  }
});
