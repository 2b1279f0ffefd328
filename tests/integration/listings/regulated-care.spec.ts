import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, SystemClock} from '@app/kernel';
import {RegulatedTasks, TakeOffUnregistered} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {Projector} from '@app/search';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';
import {PROFILE, seedPostcode} from './profile.js';

const today = londonDay(new Date());
const tomorrow = addDays(today, 1);
const REGISTERED = {workers: 3, incorporated: true, cqc_provider_id: '1-101641521', checked_on: today};
const ALONE = {workers: 1, incorporated: false};
const BODY = {...PROFILE, name: 'Enterprise', gender: undefined};

let scenario: Scenario;
let pages: PagesApp;
let app: DataSource;
let officer: TestPerson;
let enterprise: TestListing;
let organisation: string;

beforeAll(async () => {
  scenario = await Scenario.open({variables: {RATE_LIMIT: '1000000'}});
  await seedPostcode(scenario.world);
  pages = await startPages(scenario.database, scenario.api.clock);
  app = await connectAs('app', scenario.database);
  officer = await scenario.world.person(scenario.council, 'Olive Coordinator', ['officer']);
}, 60_000);
afterAll(async () => {
  await app.destroy();
  await pages.close();
  await scenario.close();
});

beforeEach(async () => {
  await owner(`UPDATE listing SET state = 'resting' WHERE state = 'live'`);
  enterprise = await scenario.provider(1, scenario.council, {services: ['meals']});
  const [row] = await owner<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [enterprise.id]);
  organisation = row?.id ?? '';
});

const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
const bodyOf = async <T>(answer: PromiseLike<{body: unknown}>) => (await answer).body as T;
const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const own = (method: 'get' | 'put' | 'post', path: string, body?: object) =>
  call(enterprise.person, method, `/listings/mine${path}?listing_id=${enterprise.id}`, body);
const record = (facts: object) => call(officer, 'put', `/members/${enterprise.memberId}/care-registration`, facts);
const offer = (services = ['meals', 'personal_care']) => own('put', '/services', {services});
const nightly = () => scenario.api.app.get(TakeOffUnregistered).run();

/** What anybody is shown that it offers. */
async function shown(): Promise<string[]> {
  const listing = call(null, 'get', `/listings/${enterprise.id}`).expect(200);
  return (await bodyOf<{services: {code: string}[]}>(listing)).services.map(({code}) => code).sort();
}
/** Cards that say it: read from the tables, however far the index is behind. */
async function found(): Promise<number> {
  const search = call(null, 'get', '/search?service=personal_care').expect(200);
  const {items} = await bodyOf<{items: {services: string[]}[]}>(search);
  return items.filter(({services}) => JSON.stringify(services).includes('personal_care')).length;
}
async function listed(facts: object): Promise<void> {
  await record(facts).expect(200);
  await offer().expect(200);
  expect(await shown()).toEqual(['meals', 'personal_care']);
  await new Projector(app, new SystemClock()).everything();
  expect(await found()).toBe(1);
}
async function gone(): Promise<void> {
  expect(await shown()).toEqual(['meals']);
  expect(await found()).toBe(0);
  await offer().expect(422, /REGULATED_SERVICE/);
}

/** Every way to go on offering personal care, once listed, without what the law asks for. */
describe('personal care of one who works alone', () => {
  const worker = (path: string, body: object) =>
    call(enterprise.person, 'post', `/organisations/${organisation}/workers${path}`, body);
  const named = (fromOn: string) =>
    worker('', {name: 'Wim Worker', from_on: fromOn})
      .expect(200)
      .then(
        ({body}) => (body as {people: {id: string; name: string}[]}).people.find((each) => /Wim/.test(each.name))?.id,
      );

  it('is listed no more once a second person meets people, and again when they no longer do', async () => {
    await listed(ALONE);
    const second = await named(today);
    await gone();
    await call(enterprise.person, 'delete', `/organisations/${organisation}/workers/${second}`).expect(204);
    await offer().expect(200);
  });

  it('is listed until the day on which the second person begins', async () => {
    await listed(ALONE);
    const second = await named(tomorrow);
    await nightly();
    expect(await shown()).toEqual(['meals', 'personal_care']);
    // That day comes.
    await owner(`ALTER TABLE enterprise_worker DISABLE TRIGGER USER`);
    await owner(`UPDATE enterprise_worker SET from_on = $2 WHERE person_id = $1`, [second, today]);
    await owner(`ALTER TABLE enterprise_worker ENABLE TRIGGER USER`);
    await nightly();
    await gone();
  });

  it('is listed no more once somebody joins who works there; who keeps the books does no harm', async () => {
    await listed(ALONE);
    for (const [role, services] of [
      ['bookkeeper', ['meals', 'personal_care']],
      ['worker', ['meals']],
    ] as const) {
      const person = await scenario.world.person(scenario.council, `New ${role}`, ['provider']);
      const [account] = await owner<{email: string}>(`SELECT email FROM account WHERE person_id = $1`, [
        person.personId,
      ]);
      const invitation = {email: account?.email, role};
      await call(enterprise.person, 'post', `/organisations/${organisation}/invitations`, invitation).expect(200);
      const {items} = await bodyOf<{items: {id: string}[]}>(call(person, 'get', '/invitations').expect(200));
      await call(person, 'post', `/invitations/${items[0]?.id}/accept`).expect(204);
      expect(await shown()).toEqual(services);
    }
    await gone();
  });

  it('is no visit beside another', async () => {
    await listed(ALONE);
    await own('put', '/profile', {...BODY, capacity: 2}).expect(422, /REGULATED_SERVICE/);
    await own('put', '/draft', {capacity: 2}).expect(422, /REGULATED_SERVICE/);
    expect(await shown()).toEqual(['meals', 'personal_care']);
    await owner(`UPDATE listing SET capacity = 2 WHERE id = $1`, [enterprise.id]);
    await gone();
  });

  it('is listed no more when it becomes a company, and its owner is told', async () => {
    await listed(ALONE);
    await record({...ALONE, incorporated: true}).expect(200);
    await gone();
    const worker = await startWorker(scenario.database, scenario.api.clock);
    const told = () =>
      owner(`SELECT FROM notice WHERE template = 'services_taken_off' AND person_id = $1`, [
        enterprise.person.personId,
      ]);
    await until(async () => (await told()).length === 1);
    await worker.close();
    const [trail] = await owner<{after: object}>(
      `SELECT after FROM audit_entry WHERE action = 'listing.services_taken_off' AND subject_id = $1`,
      [enterprise.id],
    );
    const [version] = await owner<{services: string[]}>(
      `SELECT profile -> 'services' AS services FROM listing_version WHERE listing_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1`,
      [enterprise.id],
    );
    expect([trail?.after, version?.services]).toEqual([{services: ['personal_care']}, ['Meals']]);
  });
});

describe('personal care of who is registered', () => {
  it('is warned of in an agreement until somebody has looked the registration up, and not of who works alone', async () => {
    const {app: api} = scenario.api;
    const asked = ['meals', 'personal_care'];
    const without = async () => {
      const rules = await api
        .get(UnitOfWork)
        .run(scenario.council, (tx) => api.get(RegulatedTasks).withoutRegistration(tx, enterprise.id, asked, today));
      return rules.map(({code}) => code);
    };
    await own('put', '/profile', {...BODY, cqc_provider_id: REGISTERED.cqc_provider_id}).expect(200);
    expect(await without()).toEqual(['personal_care']);
    await record(REGISTERED).expect(200);
    expect(await without()).toEqual([]);
    await record({workers: 3, incorporated: true}).expect(200);
    expect(await without()).toEqual(['personal_care']);
    await record(ALONE).expect(200);
    expect(await without()).toEqual([]);
  });

  it('is listed no more when the registration ends; what offers nothing else rests', async () => {
    await listed(REGISTERED);
    await offer(['personal_care']).expect(200);
    await record({workers: 3, incorporated: true}).expect(200);
    await call(null, 'get', `/listings/${enterprise.id}`).expect(404);
    expect((await own('get', '')).body).toMatchObject({state: 'resting', services: []});
    await own('post', '/publish').expect(422, /LISTING_INCOMPLETE/);
  });

  it('is kept back in no draft and in no change that waits', async () => {
    await listed(REGISTERED);
    await offer(['meals']).expect(200);
    await own('put', '/draft', {services: ['meals', 'personal_care']}).expect(200);
    const change = await scenario.world.add('listing_change', {
      ...{council_id: scenario.council, listing_id: enterprise.id, services: ['personal_care']},
      ...{asked_by: enterprise.person.personId},
    });
    await record({workers: 3, incorporated: true}).expect(200);
    await own('post', '/draft/publish').expect(422, /REGULATED_SERVICE/);
    await call(officer, 'post', `/listing-changes/${change}/accept`).expect(422, /REGULATED_SERVICE/);
    await gone();
  });

  it.each([
    [
      'the registration is changed',
      `UPDATE care_registration SET provider_id = NULL, checked_on = NULL WHERE listing_id = $1`,
    ],
    ['the registration is removed', `DELETE FROM care_registration WHERE listing_id = $1`],
    ['another ID is put', `UPDATE listing SET cqc_provider_id = '1-999999999' WHERE id = $1`],
    ['the ID is taken away', `UPDATE listing SET cqc_provider_id = NULL WHERE id = $1`],
  ])('is listed no more when %s past every use case', async (_what, sql) => {
    await listed(REGISTERED);
    await owner(sql, [enterprise.id]);
    await gone();
  });

  it('is not listed by two acts that come at the same moment', async () => {
    await listed(REGISTERED);
    await offer(['meals']).expect(200);
    const without = {workers: 3, incorporated: true};
    await Promise.all([offer(), record(without), offer(), record(without), offer()]);
    await record(without).expect(200);
    expect(await shown()).toEqual(['meals']);
  });
});

describe('a rule of the law that begins', () => {
  const rule = (startsOn: string) =>
    scenario.world.add('regulation_rule', {
      ...{council_id: scenario.council, service_code: 'meals', kind: 'provider', needs: 'cqc_provider_id'},
      ...{reason: 'A test', source: 'A test', starts_on: startsOn},
    });

  it('takes off what it forbids, at once or on its first day', async () => {
    await offer(['meals', 'gardening']).expect(200);
    const later = await rule(tomorrow);
    await nightly();
    expect(await shown()).toEqual(['gardening', 'meals']);
    await owner(`ALTER TABLE regulation_rule DISABLE TRIGGER USER`);
    await owner(`UPDATE regulation_rule SET starts_on = $2 WHERE id = $1`, [later, today]);
    await owner(`ALTER TABLE regulation_rule ENABLE TRIGGER USER`);
    await nightly();
    expect(await shown()).toEqual(['gardening']);
    await owner(`DELETE FROM regulation_rule WHERE id = $1`, [later]);
    await offer(['meals', 'gardening']).expect(200);
    const now = await rule(today);
    expect(await shown()).toEqual(['gardening']);
    await owner(`DELETE FROM regulation_rule WHERE id = $1`, [now]);
  });
});

describe('personal care under another name', () => {
  it('is a kind of help that a council adds as what it is, and the rules for personal care hold for it', async () => {
    const ada = new Visitor(pages, await scenario.world.person(scenario.council, 'Ada Admin', ['admin']));
    const add = (form: Record<string, string>) =>
      ada.post('/council/listing-rules/kinds-of-help', {description: 'Help to wash and dress', ...form});
    const silent = await add({name: 'Washing at home'});
    expect([silent.status, silent.value('name')]).toEqual([400, 'Washing at home']);
    // Its type on the list of the Local Government Association says what it is.
    const typed = {name: 'Home care', type: '242', label: 'Care at home', care: 'no'};
    expect((await add(typed)).errors.join()).toContain('This service type means personal care');
    expect((await add({name: 'Washing at home', care: 'yes'})).status).toBe(303);
    await offer(['meals', 'washing_at_home']).expect(422, /REGULATED_SERVICE/);
    await record(REGISTERED).expect(200);
    await offer(['meals', 'washing_at_home']).expect(200);
    await record({workers: 3, incorporated: true}).expect(200);
    expect(await shown()).toEqual(['meals']);
    expect(await owner(`SELECT FROM dbs_task WHERE service_code = 'washing_at_home'`)).toHaveLength(1);
    await expect(
      owner(
        `INSERT INTO service (council_id, code, name, description, esd_id, esd_label) VALUES ($1, 'x_y', 'X', 'Y', 242, 'Care at home')`,
        [scenario.council],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'service_regulated_type'}});
  });

  it('is no group, club or service of the community, by any way in', async () => {
    const entry = {
      ...{sort: 'group', name: 'Washing Club', summary: 'Help to wash', services: ['personal_care']},
      ...{postcode: 'NG1 5DT', times: 'Mondays'},
    };
    await call(officer, 'post', '/council/community', entry).expect(400, /"field":"services"/);
    const fine = await call(officer, 'post', '/council/community', {...entry, services: ['companionship']}).expect(201);
    const {id} = fine.body as {id: string};
    await call(officer, 'put', `/council/community/${id}`, entry).expect(400, /"field":"services"/);
    await expect(
      owner(`UPDATE community_listing SET services = '{personal_care}' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({driverError: {constraint: 'community_listing_unregulated'}});
  });
});
