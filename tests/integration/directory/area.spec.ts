import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {WaitForCourse} from '@app/directory';
import {addDays, londonDay} from '@app/kernel';
import {pdf} from '../../support/files.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const today = londonDay(new Date());
const SOON = addDays(londonDay(new Date()), 14);
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
  const tell = async (template: string) => {
    const sql = `SELECT person_id AS id FROM notice WHERE template = $1 ORDER BY id`;
    return (await scenario.world.owner.query<{id: string}[]>(sql, [template])).map(({id}) => id);
  };
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
    const {text} = await olive.get(`/council/members-area/courses/${course}`);
    expect([text.includes(loser.name), text.includes(winner.name)]).toEqual([true, false]);
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
    await until(async () => (await tell('course_called_off')).length > 0);
    const told = await tell('course_called_off');
    expect([told.includes(loser.personId), told.includes(winner.personId)]).toEqual([true, false]);
  });

  const council = '/council/members-area';
  const hours = (hour: number) => ({starts_at: `${SOON}T0${hour}:00:00Z`, ends_at: `${SOON}T0${hour + 2}:00:00Z`});
  const first = {title: 'First aid', text: 'One morning.', place: 'The library'};
  const offered = async (places: number) => {
    const made = await scenario.call(officer, 'post', `${council}/courses`, {...first, ...hours(7), places});
    return (made.body as {id: string}).id;
  };

  it('lets who finds a course full wait in order, and keeps what falls free for the first', async () => {
    const id = await offered(1);
    const of = (what: string) => `/members-area/courses/${id}/${what}`;
    const kept = async () =>
      (await scenario.call(officer, 'get', `${council}/courses/${id}`).expect(200)).body as {
        queue: {name: string; kept_until: string | null}[];
      };
    const names = async () => (await kept()).queue.map(({name}) => name);
    const named = (name = '') => members.find((each) => each.name === name) as TestPerson;
    const [holder, ...others] = members as [TestPerson, ...TestPerson[]];
    await scenario.call(holder, 'post', of('waiting')).expect(422, /PLACES_LEFT/);
    await scenario.call(holder, 'post', of('place')).expect(200);
    await scenario.call(holder, 'post', of('waiting')).expect(409, /PLACE_TAKEN/);
    // All at once, some of them twice: each waits once, in an order that stays.
    await Promise.all([...others, ...others.slice(2)].map((person) => scenario.call(person, 'post', of('waiting'))));
    const order = await names();
    expect([...order].sort()).toEqual(others.map(({name}) => name).sort());
    const [one, two, three, four, five] = order.map(named) as [
      TestPerson,
      TestPerson,
      TestPerson,
      TestPerson,
      TestPerson,
    ];
    expect((await new Visitor(pages, two).get('/members-area')).text).toMatch(
      /You wait for a place 1 person comes before you/,
    );

    await scenario.call(holder, 'delete', of('place')).expect(200);
    const asked = async (...people: TestPerson[]) => {
      await until(async () => (await tell('course_place_free')).length === people.length);
      expect((await tell('course_place_free')).sort()).toEqual(people.map(({personId}) => personId).sort());
    };
    await asked(one);
    // It is theirs: whoever waits less long, or does not wait, gets nothing, however many try at once.
    const tries = await Promise.all(
      [holder, five, four, three, two, one].map((who) => scenario.call(who, 'post', of('place'))),
    );
    expect(tries.map(({status}) => status)).toEqual([409, 409, 409, 409, 409, 200]);
    await scenario.call(one, 'delete', of('place')).expect(200);
    await asked(one, two);
    const past = `INSERT INTO course_place (council_id, member_course_id, person_id) VALUES ($1, $2, $3)`;
    await expect(scenario.world.owner.query(past, [scenario.council, id, holder.personId])).rejects.toMatchObject({
      constraint: 'course_place_free',
    });

    // The second lets it go by: the third is asked, and the second waits again as the last.
    await scenario.world.owner.query(
      `UPDATE course_waiting SET kept_until = now() - interval '1 minute' WHERE person_id = $1 AND left_at IS NULL`,
      [two.personId],
    );
    await scenario.call(two, 'post', of('place')).expect(409);
    await scenario.api.app.get(WaitForCourse).offer();
    await scenario.call(two, 'post', of('waiting')).expect(200);
    expect(await names()).toEqual([three, four, five, two].map(({name}) => name));
    await asked(one, two, three);
    expect((await new Visitor(pages, three).get('/members-area')).text).toContain('We keep it for you until');
    for (const status of [200, 404]) await scenario.call(three, 'delete', of('waiting')).expect(status);
    expect((await kept()).queue.map((each) => each.kept_until !== null)).toEqual([true, false, false]);
    await asked(one, two, three, four);
    await scenario.call(four, 'post', of('place')).expect(200);
    expect(await names()).toEqual([five.name, two.name]);
    await scenario.call(officer, 'post', `${council}/courses/${id}/cancel`).expect(200);
    await until(async () => (await tell('course_called_off')).includes(two.personId));
  });

  it('lets the coordinator put a course right, never below what is taken or kept, and tells who has a place', async () => {
    const id = await offered(2);
    const [one, two, three] = members as [TestPerson, TestPerson, TestPerson];
    for (const who of [one, two]) await scenario.call(who, 'post', `/members-area/courses/${id}/place`).expect(200);
    await scenario.call(three, 'post', `/members-area/courses/${id}/waiting`).expect(200);
    await scenario.call(two, 'delete', `/members-area/courses/${id}/place`).expect(200);
    // One place is taken, the other kept for who waits.
    const change = (body: object, status: number) =>
      scenario
        .call(officer, 'put', `${council}/courses/${id}`, {...first, ...hours(7), places: 2, ...body})
        .expect(status);
    expect((await change({places: 1}, 400)).body).toMatchObject({errors: [{field: 'places'}]});
    await expect(
      scenario.world.owner.query(`UPDATE member_course SET places = 1 WHERE id = $1`, [id]),
    ).rejects.toMatchObject({constraint: 'member_course_places_taken'});
    const boxes = {...COURSE, course: 'First aid, twice', places: '1'};
    const again = await olive.post(`${council}/courses/${id}/change`, boxes);
    expect([again.status, again.value('course'), again.value('day-month'), again.linkedErrors[0]]).toEqual([
      ...[400, boxes.course, MONTH],
      expect.stringContaining('More places than that are taken') as unknown,
    ]);
    expect((await olive.get(`${council}/courses/${id}/change`)).value('places')).toBe('2');
    await change({text: 'Bring a pen.'}, 200);
    await change({...hours(6), place: 'The town hall'}, 200);
    await until(async () => (await tell('course_moved')).length > 0);
    expect(await tell('course_moved')).toEqual([one.personId]);
    await scenario.call(one, 'put', `${council}/courses/${id}`, {...first, ...hours(7), places: 9}).expect(403);
    await scenario.call(officer, 'post', `${council}/courses/${id}/cancel`).expect(200);
    expect((await change({}, 409)).body).toMatchObject({code: 'COURSE_CLOSED'});
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
    const past = `INSERT INTO area_charge (council_id, person_id, member_resource_id, amount_pence) VALUES ($1, $2, $3, 1)`;
    await scenario.world.owner.query(past, [scenario.council, other.personId, id]);
    expect(await seen(other)).toMatchObject({charge: {amount_pence: 700}});
  });

  it('shows notices until their last day, and files once somebody has looked at them', async () => {
    const policy = {kind: 'model_policy', title: 'Lone working', text: 'Put your name in.'};
    expect((await olive.post('/council/members-area/resources', {...policy, kind: 'link'})).status).toBe(400);
    expect((await olive.post('/council/members-area/resources', policy)).linkedErrors).toEqual([]);
    const resource = await idOf('member_resource');
    const wrong = await olive.post(`/council/members-area/resources/${resource}/change`, {...policy, link: 'nowhere'});
    expect([wrong.status, wrong.value('link')]).toEqual([400, 'nowhere']);
    const better = {...policy, title: 'Working alone'};
    expect((await olive.post(`/council/members-area/resources/${resource}/change`, better)).status).toBe(303);
    expect((await new Visitor(pages, members[0] as TestPerson).get('/members-area')).text).toContain('Working alone');
    const form = new FormData();
    const token = /name="_csrf" value="([^"]+)"/.exec((await olive.get('/council/members-area')).html)?.[1];
    form.append('_csrf', token ?? '');
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
    const kept = await scenario.world.owner.query<object[]>(`SELECT FROM kept_file WHERE id = $1`, [file]);
    expect(kept).toHaveLength(1);
    await olive.post(`/council/members-area/resources/${resource}/remove`);
    expect((await member.get(own)).status).toBe(404);
  });
});
