import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {pdf} from '../../support/files.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const today = londonDay(new Date());
const SOON = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
const [YEAR = '', MONTH = '', DAY = ''] = SOON.split('-');
const COURSE = {
  ...{course: 'Safeguarding adults', about: '', place: 'County Hall', from: '10am', to: '1pm', price: '12.50'},
  ...{'day-day': DAY, 'day-month': MONTH, 'day-year': YEAR},
};

/** For members of the register: notices, resources with files, and courses with places. */
describe("the members' area", () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let olive: Visitor;
  let members: TestPerson[];
  let officer: TestPerson;
  let worker: Awaited<ReturnType<typeof startWorker>>;

  beforeAll(async () => {
    const variables = {FILES_KEY: randomBytes(24).toString('base64')};
    scenario = await Scenario.open({pages: true, variables});
    pages = await startPages(scenario.database, scenario.api.clock, variables);
    worker = await startWorker(scenario.database, scenario.api.clock, variables);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    olive = new Visitor(pages, officer);
    members = [];
    for (let each = 0; each < 5; each += 1) members.push((await scenario.pa()).person);
    members.push((await scenario.provider()).person);
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const idOf = async (table: string) => {
    const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 1`);
    return row?.id ?? '';
  };
  interface Charge {
    id: string;
    reference: string;
    ended_on: string | null;
  }
  const charges = async () =>
    (await scenario.call(officer, 'get', '/council/members-area/charges').expect(200)).body as {
      items: Charge[];
      owing_pence: number;
    };
  const settle = (charge: Charge | undefined, what: 'paid' | 'repaid', status: number, body = {}) =>
    scenario.call(officer, 'post', `/council/members-area/charges/${charge?.id}/${what}`, body).expect(status);
  const area = (person: TestPerson) => scenario.call(person, 'get', '/members-area');

  it('is for members and their organisations, and for nobody else', async () => {
    await area(members[0] as TestPerson).expect(200);
    await area(members.at(-1) as TestPerson).expect(200);
    await area(await scenario.world.person(scenario.council, 'Ned Newcomer', ['pa'])).expect(404);
    await area(await scenario.holder()).expect(403);
    expect((await new Visitor(pages, members[0] as TestPerson).get('/council/members-area')).status).toBe(403);
  });

  it('never gives away more places than there are, however many take the last ones at once', async () => {
    const wrong = await olive.post('/council/members-area/courses', {...COURSE, places: 'many', from: 'later'});
    expect([wrong.status, wrong.value('course')]).toEqual([400, COURSE.course]);
    expect((await olive.post('/council/members-area/courses', {...COURSE, places: '2'})).status).toBe(303);
    const course = await idOf('member_course');
    const path = `/members-area/courses/${course}/place`;
    const taken = await Promise.all(members.map((person) => scenario.call(person, 'post', path)));
    const won = taken.filter(({status}) => status === 200);
    expect([won.length, taken.filter(({status}) => status === 409).length]).toEqual([2, 4]);
    expect(taken.find(({status}) => status === 409)?.body).toMatchObject({code: 'COURSE_FULL'});
    const winner = members.find((_, at) => taken[at]?.status === 200) as TestPerson;
    const loser = members.find((_, at) => taken[at]?.status === 409) as TestPerson;
    expect((await scenario.call(winner, 'post', path)).status).toBe(409);
    expect((await area(winner)).body).toMatchObject({
      courses: [{left: 0, has_place: true, price_pence: 1_250, paid_on: null}],
    });
    await scenario.call(winner, 'delete', path).expect(200);
    await scenario.call(loser, 'post', path).expect(200);
    const list = await olive.get(`/council/members-area/courses/${course}`);
    expect(list.text).toContain(loser.name);
    expect(list.text).not.toContain(winner.name);
    // Each place was owed for under a reference of its own; the one that was given up is owed no more.
    const {items, owing_pence: owing} = await charges();
    expect([owing, items.map(({reference}) => reference).sort()]).toEqual([
      2_500,
      ['MA-000001', 'MA-000002', 'MA-000003'],
    ]);
    const [first, second] = items.filter(({ended_on: ended}) => ended === null);
    for (const status of [204, 409]) await settle(first, 'paid', status);
    await settle(first, 'repaid', 409);
    await settle(second, 'paid', 400, {paid_on: '2100-01-01'});
    await scenario
      .call(members.at(-1) as TestPerson, 'post', `/council/members-area/charges/${first?.id}/paid`, {})
      .expect(403);
    await olive.post(`/council/members-area/courses/${course}/cancel`);
    expect((await scenario.call(winner, 'post', path)).body).toMatchObject({code: 'COURSE_CLOSED'});
    // Called off: nothing is owed, what was paid is paid back, and whoever had a place sees it and is told.
    expect(await charges()).toMatchObject({owing_pence: 0, to_repay_pence: 1_250});
    await settle(first, 'repaid', 204);
    expect(await charges()).toMatchObject({to_repay_pence: 0});
    expect((await area(loser)).body).toMatchObject({courses: [{cancelled: true, has_place: true, charge: null}]});
    expect((await area(winner)).body).toMatchObject({courses: []});
    const told = () =>
      scenario.world.owner.query<{id: string}[]>(
        `SELECT person_id AS id FROM notice WHERE template = 'course_called_off'`,
      );
    await until(async () => (await told()).length > 0);
    expect((await told()).map(({id}) => id)).toContain(loser.personId);
    expect((await told()).map(({id}) => id)).not.toContain(winner.personId);
  });

  it('charges for a resource from the day that the council says, once, and opens it to who took it', async () => {
    const [one, other] = members as [TestPerson, TestPerson];
    const link = 'https://guides.example/start';
    const made = await scenario.call(officer, 'post', '/council/members-area/resources', {
      ...{kind: 'guide', title: 'Starting up', text: 'Forty pages.', link},
    });
    const {id} = made.body as {id: string};
    const price = (price_pence: number, starts_on: string, status = 204) =>
      scenario
        .call(officer, 'post', `/council/members-area/resources/${id}/prices`, {price_pence, starts_on})
        .expect(status);
    const seen = async (person: TestPerson) =>
      (
        (await area(person)).body as {resources: {id: string; link: string | null; price_pence: number}[]}
      ).resources.find((each) => each.id === id);
    await price(500, addDays(today, -1), 400);
    await price(900, addDays(today, 1));
    expect(await seen(one)).toMatchObject({link, price_pence: 0});
    await scenario.call(one, 'post', `/members-area/resources/${id}/take`).expect(409, /RESOURCE_FREE/);
    await price(500, today);
    expect(await seen(one)).toMatchObject({link: null, price_pence: 500, charge: null});
    expect((await new Visitor(pages, one).get('/members-area')).html).not.toContain(link);
    const tries = await Promise.all(
      [1, 2, 3].map(() => scenario.call(one, 'post', `/members-area/resources/${id}/take`)),
    );
    expect(tries.map(({status}) => status).sort()).toEqual([200, 409, 409]);
    // A later price changes nothing of what is owed, and whoever took it goes on opening it.
    await price(700, today);
    expect(await seen(one)).toMatchObject({link, charge: {amount_pence: 500, paid_on: null}});
    expect(await seen(other)).toMatchObject({link: null, price_pence: 700});
    const said = await new Visitor(pages, one).get('/members-area');
    expect(said.text).toMatch(/Starting up.*£5\.00.*MA-00000\d/);
    const own = [scenario.council, other.personId, id];
    const past = `INSERT INTO area_charge (council_id, person_id, member_resource_id, amount_pence) VALUES ($1, $2, $3, 1)`;
    await scenario.world.owner.query(past, own);
    expect(await seen(other)).toMatchObject({charge: {amount_pence: 700}});
  });

  it('shows notices until their last day, and files once somebody has looked at them', async () => {
    const policy = {kind: 'model_policy', title: 'Lone working', text: 'Put your name in.'};
    expect((await olive.post('/council/members-area/resources', {...policy, kind: 'link'})).status).toBe(400);
    expect((await olive.post('/council/members-area/resources', policy)).linkedErrors).toEqual([]);
    const resource = await idOf('member_resource');
    const form = new FormData();
    await olive.get('/council/members-area');
    form.append(
      '_csrf',
      /name="_csrf" value="([^"]+)"/.exec((await olive.get('/council/members-area')).html)?.[1] ?? '',
    );
    form.append('file', new Blob([new Uint8Array(pdf())], {type: 'application/pdf'}), 'lone working.pdf');
    const files = `/council/members-area/resources/${resource}/files`;
    const sent = await fetch(pages.baseUrl + files, {
      ...{method: 'POST', body: form, redirect: 'manual'},
      headers: {cookie: olive.cookie},
    });
    expect(sent.status).toBe(303);
    const file = await idOf('resource_file');
    const member = new Visitor(pages, members[0] as TestPerson);
    const own = `/members-area/resources/${resource}/files/${file}`;
    expect((await member.get('/members-area')).text).not.toContain('lone working.pdf');
    expect((await member.get(own)).status).toBe(422);
    expect((await olive.post(`${files}/${file}/release`)).status).toBe(303);
    expect((await member.get('/members-area')).text).toContain('lone working.pdf');
    expect((await member.get(own)).status).toBe(200);
    const [kept] = await scenario.world.owner.query<{n: number}[]>(
      `SELECT count(*)::int AS n FROM kept_file WHERE id = $1`,
      [file],
    );
    expect(kept?.n).toBe(1);
    await olive.post(`/council/members-area/resources/${resource}/remove`);
    expect((await member.get(own)).status).toBe(404);
  });
});
