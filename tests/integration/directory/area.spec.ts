import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {pdf} from '../../support/files.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

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

  beforeAll(async () => {
    const variables = {FILES_KEY: randomBytes(24).toString('base64')};
    scenario = await Scenario.open({variables});
    pages = await startPages(scenario.database, scenario.api.clock, variables);
    olive = new Visitor(pages, await scenario.world.person(scenario.council, 'Olive Officer', ['officer']));
    members = [];
    for (let each = 0; each < 5; each += 1) members.push((await scenario.pa()).person);
    members.push((await scenario.provider()).person);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const idOf = async (table: string) => {
    const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 1`);
    return row?.id ?? '';
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
    const list = await olive.get(`/council/members-area/courses/${course}`);
    expect(list.text).toContain(loser.name);
    expect(list.text).not.toContain(winner.name);
    const place = await idOf('course_place');
    expect((await olive.post(`/council/members-area/courses/${course}/places/${place}/paid`)).status).toBe(303);
    await olive.post(`/council/members-area/courses/${course}/cancel`);
    expect((await scenario.call(winner, 'post', path)).body).toMatchObject({code: 'COURSE_CLOSED'});
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
