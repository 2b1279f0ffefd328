import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {approved, daysAgo, openDesk, submitted, TODAY, type Desk} from '../../support/accreditation.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let desk: Desk;
let admin: TestPerson;
let commissioner: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  desk = await openDesk(scenario.world, 'paper');
  admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
  commissioner = await scenario.world.person(desk.councilId, 'Cy Commissioner', ['commissioner']);
  stranger = await scenario.world.person(scenario.council, 'Away Admin', ['admin', 'approver', 'officer']);
  pages = await startPages(scenario.database, scenario.api.clock);
});
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

const visitor = (person: TestPerson) => new Visitor(pages, person);

const HEADINGS =
  'Nr,Name,Email,Approved on,Identity checked,Right to work checked,DBS issued,DBS checked,DBS level,Reference 1,Reference 2,Safeguarding issued,Mental capacity issued,Code of conduct';
const line = (ref: string, name: string) =>
  [
    ref,
    name,
    '',
    daysAgo(90),
    daysAgo(95),
    daysAgo(95),
    daysAgo(120),
    daysAgo(96),
    'Enhanced',
    daysAgo(94),
    daysAgo(93),
    daysAgo(200),
    daysAgo(200),
    daysAgo(91),
  ].join();

describe('a former register on pages', () => {
  it('is pasted, its columns are put right, prepared by one and confirmed by another', async () => {
    const officer = visitor(desk.officer);
    expect((await officer.get('/council/imports')).text).toContain('None has been taken in.');
    const empty = await officer.post('/council/imports', {kind: 'pa', csv: '', step: 'preview'});
    expect([empty.status, empty.errors]).toEqual([400, ['There is nothing in this file.']]);
    const csv = `${HEADINGS}\n${line('A-1', '=HYPERLINK(A1)')}\n${line('A-2', 'Bo Second')}`;
    const guessed = await officer.post('/council/imports', {kind: 'pa', csv, step: 'preview'});
    expect(guessed.text).toContain('Rejected 2');
    expect(guessed.text).toContain('Give your own reference or an e-mail address');
    const columns = Object.fromEntries(
      [...guessed.html.matchAll(/<select[^>]*name="(column-\d+)".*?<\/select>/gs)].map((match): [string, string] => [
        match[1] ?? '',
        /<option value="([^"]*)" selected/.exec(match[0])?.[1] ?? '',
      ]),
    );
    expect(columns).toMatchObject({'column-0': '', 'column-1': 'name'});
    const twice = {...columns, 'column-0': 'name'};
    const refused = await officer.post('/council/imports', {kind: 'pa', csv, ...twice, step: 'preview'});
    expect([refused.status, refused.linkedErrors]).toEqual([
      400,
      [expect.stringContaining('cannot both hold the same. (#mapping)')],
    ]);
    const right = {kind: 'pa', csv, ...columns, 'column-0': 'reference'};
    const preview = await officer.post('/council/imports', {...right, step: 'preview'});
    expect(preview.text).toContain('New 2');
    expect(preview.value('csv')).toContain('Bo Second');
    const prepared = await officer.post('/council/imports', {...right, step: 'prepare'});
    expect([prepared.status, prepared.location]).toEqual([303, expect.stringMatching(/done=prepared$/)]);
    const path = prepared.location.replace(/\?.*/, '');
    const own = await officer.get(path);
    expect(own.text).toContain('You prepared this, so somebody else confirms it');
    expect((await officer.post(`${path}/confirm`)).status).toBe(403);
    expect((await visitor(stranger).get(path)).status).toBe(404);
    expect((await visitor(stranger).post(`${path}/confirm`)).status).toBe(404);
    expect((await visitor(stranger).post(`${path}/discard`)).status).toBe(404);
    const approver = visitor(desk.approver);
    expect((await approver.get(path)).text).toContain('By confirming you decide that everybody below stays accredited');
    const done = await approver.post(`${path}/confirm`);
    expect(done.location).toBe(`${path}?done=confirmed`);
    expect((await approver.get(path)).text).toContain('confirmed by Ash Approver');
    const again = await approver.post(`${path}/confirm`);
    expect([again.status, again.errors]).toEqual([409, ['This import has been confirmed or discarded already.']]);
  });
});

describe('a former register as a file', () => {
  const form = async (bytes: Uint8Array, token: string) => {
    const body = new FormData();
    body.set('_csrf', token);
    body.set('kind', 'pa');
    body.set('file', new Blob([bytes as BlobPart], {type: 'text/csv'}), 'register.csv');
    const headers = {cookie: `session=${desk.officer.token}; ${cookie}`};
    return fetch(`${pages.baseUrl}/council/imports/file`, {method: 'POST', body, headers});
  };
  let cookie = '';

  it('is read as Excel saves it, and refused where it is too large or not from our page', async () => {
    const page = await fetch(`${pages.baseUrl}/council/imports/new`, {
      headers: {cookie: `session=${desk.officer.token}`},
    });
    cookie = (page.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const latin = Buffer.from(`${HEADINGS.replace('Nr', 'Reference')}\n${line('C-1', 'Siân Prosser')}`, 'latin1');
    const sent = await form(latin, token);
    expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('Siân Prosser')]);
    const large = await form(new Uint8Array(700_000).fill(97), token);
    expect([large.status, await large.text()]).toEqual([400, expect.stringContaining('larger than 600 KB')]);
    expect((await form(latin, 'forged')).status).toBe(403);
  });
});

describe('a decision bundle on pages', () => {
  it('is linked from the application, and leaves as a file of each kind', async () => {
    const {id} = await approved(scenario.api, desk);
    const officer = visitor(desk.officer);
    expect((await officer.get(`/council/applications/${id}`)).html).toContain(`/council/applications/${id}/bundle"`);
    const page = await officer.get(`/council/applications/${id}/bundle`);
    expect(page.text).toContain('Decision bundle: Pat Worker');
    expect(page.text).toContain('Referee: Ruth Referee');
    for (const [format, start] of [
      ['pdf', '%PDF-1.7'],
      ['html', '<!DOCTYPE html>'],
      ['json', '{'],
    ] as const) {
      const file = await officer.get(`/council/applications/${id}/bundle/${format}`);
      expect([format, file.status, file.html.startsWith(start)]).toEqual([format, 200, true]);
    }
    for (const path of [`/council/applications/${id}/bundle/docx`, `/council/applications/${id}/bundle/constructor`]) {
      expect((await officer.get(path)).status).toBe(404);
    }
    expect((await visitor(stranger).get(`/council/applications/${id}/bundle/pdf`)).status).toBe(404);
    expect((await visitor(desk.pa).get(`/council/applications/${id}/bundle`)).status).toBe(403);
  });
});

describe('what is kept, on pages', () => {
  it('shows what goes and by which rule, and takes a rule and a hold', async () => {
    const keeper = visitor(admin);
    const page = await keeper.get('/council/retention');
    expect(page.text).toContain('Police Act 1997');
    const rule = {category: 'dbs_facts', months: '9', source: 'Our schedule'};
    const long = await keeper.post('/council/retention/rules', rule);
    expect([long.status, long.linkedErrors]).toEqual([400, [expect.stringContaining('No longer than 6 months')]]);
    expect(long.value('source')).toBe('Our schedule');
    const none = await keeper.post('/council/retention/rules', {});
    expect(none.linkedErrors).toEqual([
      'Choose what the rule is about (#category)',
      'Enter the months (#months)',
      'Enter the source of the rule (#source)',
    ]);
    expect((await keeper.post('/council/retention/rules', {...rule, months: 'two'})).status).toBe(400);
    expect((await keeper.post('/council/retention/rules', {...rule, months: '2'})).status).toBe(303);
    expect((await keeper.get('/council/retention?done=rule')).text).toContain('2 months at most 6 months');
    expect((await keeper.post('/council/retention/holds/find', {name: 'x'})).status).toBe(400);
    expect((await keeper.post('/council/retention/holds/find', {name: 'Nobody Here'})).status).toBe(404);
    const found = await keeper.post('/council/retention/holds/find', {name: 'pat work'});
    const member = /name="member"[^>]*value="([^"]+)"/.exec(found.html)?.[1] ?? '';
    const missing = await keeper.post('/council/retention/holds', {name: 'pat work', member, reason: ''});
    expect(missing.linkedErrors).toEqual(['Enter the reason (#reason)']);
    const placed = await keeper.post('/council/retention/holds', {name: 'pat work', member, reason: 'A claim.'});
    expect(placed.location).toBe('/council/retention?done=held');
    expect((await keeper.get('/council/retention')).text).toContain('Pat Worker A claim.');
    expect((await visitor(stranger).get('/council/retention')).text).not.toContain('A claim.');
    const lift = /holds\/[0-9a-f-]{36}\/lift/.exec((await keeper.get('/council/retention')).html)?.[0] ?? '';
    expect((await visitor(stranger).post(`/council/retention/${lift}`)).status).toBe(404);
    expect((await keeper.post(`/council/retention/${lift}`)).location).toBe('/council/retention?done=lifted');
    expect((await visitor(desk.officer).get('/council/retention')).status).toBe(403);
  });
});

describe('figures for the manager', () => {
  const figures = async (query = '') =>
    (await scenario.call(commissioner, 'get', `/council/register/figures${query}`).expect(200)).body as {
      tables: {code: string; rows: {label: string; cells: {value: number | null; text: string}[]}[]}[];
    };
  const table = async (code: string) => {
    const rows = (await figures()).tables.find((each) => each.code === code)?.rows ?? [];
    return Object.fromEntries(rows.map(({label, cells}) => [label, cells.map((each) => each.text)]));
  };

  it('count enquiries by their source, and cover the small ones', async () => {
    const sources = {leaflet: 6, event: 2, search_engine: 9, job_centre: 12};
    for (const [source, count] of Object.entries(sources)) {
      for (let each = 0; each < count; each += 1) {
        const email = `${source}${each}@example.org`;
        const row = {council_id: desk.councilId, name: 'Somebody', email, wants: 'pa', source, channel: 'online'};
        await scenario.world.add('enquiry', row);
      }
    }
    expect(await table('enquiries')).toMatchObject({
      'An event': ['fewer than 5'],
      'A leaflet or poster': ['not shown'],
      'A search engine': ['9'],
      'A college': ['0'],
      All: ['29'],
    });
  });

  it('count what waits, how it ended and how long it took, and show no small number', async () => {
    const people = await Promise.all(
      Array.from({length: 6}, (_, index) => scenario.world.person(desk.councilId, `One ${'ABCDEF'[index]}`, ['pa'])),
    );
    const ids: string[] = [];
    for (const each of people) ids.push(await submitted(scenario.api, each));
    expect(await table('open_applications')).toMatchObject({
      'Handed in': ['6', '0', '0', '0'],
      'Being checked': ['0', '0', '0', '0'],
      All: ['6', '', '', ''],
    });
    const decline = (id: string | undefined) => ({
      id,
      body: {outcome: 'declined', reason_code: 'incomplete', reasons: 'No answer.'},
    });
    for (const {id, body} of ids.slice(0, 5).map(decline)) {
      const evidence = {checked_on: TODAY, facts: {document: 'passport'}};
      await scenario.call(desk.officer, 'put', `/applications/${id}/evidence/identity`, evidence).expect(200);
      await scenario.call(desk.approver, 'post', `/applications/${id}/decision`, body).expect(200);
    }
    expect(await table('open_applications')).toMatchObject({
      'Handed in': ['fewer than 5', '0', '0', '0'],
      All: ['fewer than 5', '', '', ''],
    });
    expect(await table('declines')).toMatchObject({'The application was not completed': ['5'], All: ['5']});
    expect(await table('decision_days')).toMatchObject({
      'To being declined': ['0 days', '0 days', '5'],
      'To approval': ['not shown', 'not shown', 'fewer than 5'],
    });
    expect((await table('listed_and_lapsing'))['Personal assistants']?.[0]).toBe('fewer than 5');
    expect(await table('suspensions')).toMatchObject({'In force today': ['0']});
  });

  it('are a page with charts that say what the tables say, and CSV that no spreadsheet takes for a formula', async () => {
    const page = await visitor(commissioner).get('/council/figures');
    expect(page.status).toBe(200);
    expect(page.html).toMatch(
      /<svg class="app-chart"[^>]*role="img" aria-labelledby="chart-declines-title chart-declines-desc"/,
    );
    expect(page.html).toContain('The application was not completed: 5');
    const csv = await scenario.call(commissioner, 'get', '/council/register/figures?format=csv').expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text.startsWith('\uFEFFtable,title,row,measure,value')).toBe(true);
    expect(csv.text).toMatch(/declines,"Declined, by ground",The application was not completed,Decisions,5,5,/);
    expect(csv.text).not.toMatch(/(^|,)[=+\-@]/m);
    const other = await visitor(stranger).get('/council/figures/csv');
    expect(other.html).toContain('Decisions,0,0');
  });

  it('are for a period that makes sense, and for whoever may read them', async () => {
    const later = addDays(TODAY, 1);
    for (const [query, field] of [
      [`?to=${later}`, 'to'],
      ['?from=2026-02-01&to=2026-01-01', 'from'],
      ['?from=2001-01-01', 'from'],
      ['?from=yesterday', 'from'],
      ['?format=xml', 'format'],
    ] as const) {
      const sent = await scenario.call(commissioner, 'get', `/council/register/figures${query}`).expect(400);
      expect(sent.body).toMatchObject({errors: [{field}]});
    }
    const wrong = await visitor(commissioner).get('/council/figures?from-day=31&from-month=2&from-year=2026');
    expect([wrong.status, wrong.linkedErrors]).toEqual([400, ['First day must be a real date (#from-day)']]);
    const turned = '?from-day=1&from-month=2&from-year=2026&to-day=1&to-month=1&to-year=2026';
    expect((await visitor(commissioner).get(`/council/figures${turned}`)).linkedErrors).toEqual([
      'The first day is after the last. (#from-day)',
    ]);
    for (const who of [desk.officer, desk.pa]) {
      await scenario.call(who, 'get', '/council/register/figures').expect(403);
      expect((await visitor(who).get('/council/figures')).status).toBe(403);
    }
  });
});
