import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addMonths, londonDay} from '@app/kernel';
import {DEVELOPMENT_TASKS} from '@app/register';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let officer: TestPerson;
let pages: PagesApp;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
  pages = await startPages(scenario.database, scenario.api.clock);
}, 60_000);
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

const owner = <T extends object>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);

async function enquiry(wants = 'business'): Promise<string> {
  const body = {name: 'Top Valley Gardens', phone: '0115 496 0177', wants, source: 'event', channel: 'event'};
  return ((await scenario.call(officer, 'post', '/enquiries', body).expect(201)).body as {id: string}).id;
}

async function act(id: string, path: string, body: object = {}, expected = 200) {
  const method = ['tasks', 'facts'].includes(path) ? 'put' : 'post';
  const answer = await scenario.call(officer, method, `/council/enterprises/${id}/${path}`, body);
  expect({path, body, status: answer.status, text: answer.status === expected ? '' : answer.text}).toMatchObject({
    status: expected,
  });
  return answer.body as {status: string; code: string; check_due_on: string | null; events: {to: string | null}[]};
}
const move = (id: string, action: string, expected = 200, more: object = {}) =>
  act(id, 'move', {action, ...more}, expected);

async function allDone(id: string): Promise<void> {
  for (const task of DEVELOPMENT_TASKS) await act(id, 'tasks', {task, outcome: task === 'car' ? 'not_needed' : 'done'});
}

describe('a micro-enterprise', () => {
  it('goes from an enquiry to a listing, each step in its order, and round again after a year', async () => {
    const id = await enquiry();
    await act(id, 'begin');
    expect((await act(id, 'begin', {}, 409)).code).toBe('DEVELOPMENT_BEGUN');
    expect((await move(id, 'meet_standards', 409)).code).toBe('ILLEGAL_TRANSITION');
    await move(id, 'develop');
    expect((await move(id, 'meet_standards', 422)).code).toBe('TASKS_LEFT');
    await allDone(id);
    // How large it is has to be known, and no more than the rule of the day allows.
    expect((await move(id, 'meet_standards', 422)).code).toBe('TOO_LARGE');
    await act(id, 'facts', {fte: 8.1});
    expect((await move(id, 'meet_standards', 422)).code).toBe('TOO_LARGE');
    await act(id, 'facts', {fte: 8, people_supported: 12, outcode: 'ng5', services: ['gardening']});
    await move(id, 'meet_standards');
    // Listed is what the register says, not what the coordinator says.
    expect((await move(id, 'list', 422)).code).toBe('NOT_LISTED');
    const provider = await scenario.provider();
    await owner(`UPDATE enquiry SET application_id = (SELECT id FROM application WHERE member_id = $2) WHERE id = $1`, [
      ...[id, provider.memberId],
    ]);
    const listed = await move(id, 'list');
    expect(listed).toMatchObject({status: 'listed', check_due_on: addMonths(today, 12)});
    expect(listed.events.map(({to}) => to)).toEqual(['listed', 'ready', 'developing', 'talking']);
    // Grown since: it stays listed, and does not pass the yearly check.
    await act(id, 'facts', {fte: 9, outcode: 'NG5'});
    await move(id, 'check');
    expect((await move(id, 'pass_check', 422)).code).toBe('TOO_LARGE');
    await move(id, 'close', 200, {reason: 'too_large'});
    const figures = await scenario.call(officer, 'get', '/council/enterprises/figures').expect(200);
    expect(figures.body).toMatchObject({
      reached: expect.arrayContaining([{value: 'listed', count: 1}]) as unknown,
      areas: [{value: 'NG5', count: 1, listed: 0, people_supported: 0}],
      stays: expect.arrayContaining([
        {value: 'developing', count: 1, median_days: expect.any(Number) as unknown},
      ]) as unknown,
      reasons: [{value: 'too_large', count: 1}],
    });
  });

  it('is counted in the figures of the days on which it asked, on page, in the API and in the CSV alike', async () => {
    const id = await enquiry();
    await act(id, 'begin');
    const name = '=HYPERLINK("https://elsewhere.example")';
    await scenario.world.add('service', {council_id: scenario.council, code: 'own_help', name, description: 'Ours'});
    await act(id, 'facts', {services: ['own_help'], people_supported: 3, outcode: 'NG7'});
    // Half past midnight on 1 April in London; taken up ten days later.
    await owner(`UPDATE enquiry SET received_at = '2020-03-31T23:30:00Z' WHERE id = $1`, [id]);
    await owner(`UPDATE development SET begun_at = '2020-04-10T23:30:00Z' WHERE enquiry_id = $1`, [id]);
    const figures = async (query: string, status = 200) =>
      (await scenario.call(officer, 'get', `/council/enterprises/figures${query}`).expect(status)).body as object;
    expect(await figures('?from=2020-04-01&to=2020-04-01')).toMatchObject({
      ...{enquiries: 1, newly_listed: 0, now: [{value: 'talking', count: 1}], median_days: null},
      ...{areas: [{value: 'NG7', count: 1}], services: [{value: 'own_help', count: 1}]},
      ...{stays: [{value: 'new', count: 1, median_days: 10}], sources: [{value: 'event', count: 1}]},
    });
    expect(await figures('?to=2020-03-31')).toMatchObject({enquiries: 0, now: [], areas: [], stays: [], sources: []});
    expect(await figures('?from=2020-04-02')).toMatchObject({from: '2020-04-02', to: null, newly_listed: 1});
    await figures('?from=2020-04-02&to=2020-04-01', 400);
    await figures('?from=2020-02-31', 400);
    const visitor = new Visitor(pages, officer);
    const path = '/council/enterprises/figures';
    const days = (to: number) => `from-day=1&from-month=4&from-year=2020&to-day=${to}&to-month=4&to-year=2020`;
    const page = await visitor.get(`${path}?${days(30)}`);
    expect(page.text).toMatch(/asked from 1 April 2020 to 30 April 2020.*Enquiries so far: 1/);
    expect(page.html).toContain(`${path}/csv?from=2020-04-01&amp;to=2020-04-30`);
    const wrong = await visitor.get(`${path}?${days(31)}`);
    expect([wrong.status, wrong.value('to-day'), wrong.linkedErrors.length]).toEqual([400, '31', 1]);
    const csv = await visitor.get(`${path}/csv?from=2020-04-01&to=2020-04-30`);
    expect(csv.html).toContain('enquiries,,1,,,');
    expect(csv.html).toContain(`service,"'=HYPERLINK(""https://elsewhere.example"")",1,,,`);
    expect((await visitor.get(`${path}/csv?from=2020-05-01&to=2020-04-30`)).status).toBe(400);
    // What nobody has taken up is somewhere too.
    await enquiry();
    expect((await visitor.get(path)).text).toMatch(/Where they are now(?:(?!How long).)*New enquiry/s);
  });

  it('is held to size and tasks by the database too, and by the council’s own rule of the day', async () => {
    const id = await enquiry();
    await act(id, 'begin');
    await move(id, 'develop');
    const ready = `UPDATE development SET state = 'ready' WHERE enquiry_id = $1`;
    await expect(owner(ready, [id])).rejects.toThrow('left to do');
    await allDone(id);
    await expect(owner(ready, [id])).rejects.toThrow('how large');
    await act(id, 'facts', {fte: 6});
    const rule = {most_fte: 5, check_months: 6, tasks: ['insurance'], source: 'Our own', starts_on: '2020-01-01'};
    const own = await scenario.world.add('development_rule', {council_id: scenario.council, ...rule});
    await expect(owner(ready, [id])).rejects.toThrow('how large');
    expect((await move(id, 'meet_standards', 422)).code).toBe('TOO_LARGE');
    await owner(`DELETE FROM development_rule WHERE id = $1`, [own]);
    await move(id, 'meet_standards');
  });

  it('stops with a reason, goes on again, and says what comes next', async () => {
    const id = await enquiry();
    await act(id, 'begin');
    await move(id, 'pause', 400);
    await move(id, 'pause', 200, {reason: 'own_wish', text: 'Until spring.'});
    await move(id, 'resume');
    await act(id, 'facts', {next_action: 'Ring them', next_on: today});
    await act(id, 'facts', {next_action: 'Ring them'}, 400);
    await act(id, 'facts', {fte: 0}, 400);
    await act(id, 'facts', {outcode: 'Nottingham'}, 400);
    await act(id, 'events', {kind: 'resource', text: 'Our guide to insurance'}, 201);
    // What was sent out of the members' area keeps the name that it had.
    const guide = {kind: 'guide', title: 'Insurance in an hour'};
    const made = await scenario.call(officer, 'post', '/council/members-area/resources', guide).expect(201);
    const {id: resource} = made.body as {id: string};
    const sent = await act(id, 'resources', {resource_id: resource, text: 'By e-mail.'}, 201);
    expect(sent.events[0]).toMatchObject({
      kind: 'resource',
      resource_id: resource,
      text: 'Insurance in an hour\nBy e-mail.',
    });
    await scenario.call(officer, 'delete', `/council/members-area/resources/${resource}`).expect(204);
    await act(id, 'resources', {resource_id: resource}, 404);
    // Whose it is to do: of the council, and whoever looks finds their own.
    const colleague = await scenario.world.person(scenario.council, 'Noor Officer', ['officer']);
    const holder = await scenario.holder();
    await act(id, 'facts', {next_action: 'Ring them', next_on: today, next_by: holder.personId}, 400);
    await act(id, 'facts', {next_action: 'Ring them', next_on: today, next_by: colleague.personId});
    const mine = async (who: TestPerson) =>
      (
        (await scenario.call(who, 'get', '/council/enterprises?mine=true').expect(200)).body as {
          items: {enquiry_id: string}[];
        }
      ).items.map(({enquiry_id: each}) => each);
    expect([await mine(colleague), (await mine(officer)).includes(id)]).toEqual([[id], false]);
    await act(id, 'events', {kind: 'note', text: ' '}, 400);
    const list = await scenario.call(officer, 'get', '/council/enterprises').expect(200);
    expect((list.body as {items: object[]}).items).toContainEqual(
      expect.objectContaining({
        ...{enquiry_id: id, next_action: 'Ring them', next_on: today, overdue: false},
        next_by: {id: colleague.personId, name: 'Noor Officer'},
      }),
    );
    await act(await enquiry('pa'), 'begin', {}, 400);
  });

  it('is kept while it is worked with, and what was written goes with who it was', async () => {
    const [kept, gone] = [await enquiry(), await enquiry()];
    for (const id of [kept, gone]) {
      await act(id, 'begin');
      await act(id, 'events', {kind: 'note', text: 'About their health'}, 201);
    }
    await move(gone, 'close', 200, {reason: 'no_answer'});
    await owner(`UPDATE enquiry SET received_at = now() - interval '3 years' WHERE id = ANY($1)`, [[kept, gone]]);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.council_id', $1, true)`, [scenario.council]);
      await tx.query(`SELECT retention_remove()`);
    });
    await scenario.call(officer, 'get', `/council/enterprises/${kept}`).expect(200, /About their health/);
    await scenario.call(officer, 'get', `/council/enterprises/${gone}`).expect(404);
    const left = `SELECT FROM development_event e JOIN development d ON d.id = e.development_id WHERE d.enquiry_id = $1 AND text LIKE 'About%'`;
    expect(await owner(left, [gone])).toEqual([]);
  });
});
