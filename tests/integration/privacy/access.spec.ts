import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addMonths, londonDay} from '@app/kernel';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

interface Part {
  part: string;
  choice: string | null;
  examples: string[];
}

interface Copy {
  categories: {code: string; tables: {table: string; rows: Record<string, unknown>[]}[]}[];
  readings: {who: string; what: string}[];
  withheld: {part: string; reason: string}[];
}

const MARKED = 'Bruises-seen-7F3A';

describe('a copy of somebody’s record', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let worker: TestPerson;
  let request: string;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    ours = await furnish(scenario, scenario.council);
    worker = ours.pa.person;
    pages = await startPages(scenario.database, scenario.api.clock);
    await scenario.world.add('concern', {
      council_id: ours.id,
      member_id: ours.pa.memberId,
      text: MARKED,
      recorded_by: ours.officer.personId,
    });
    await scenario.call(ours.officer, 'post', `/members/${ours.pa.memberId}/suspension`).expect(204);
    await scenario.call(ours.officer, 'get', `/applications/${await application()}`).expect(200);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const call = (person: TestPerson, method: 'get' | 'post', path: string, body?: object) =>
    scenario.call(person, method, path, body);
  async function application(): Promise<string> {
    const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM application WHERE member_id = $1`, [
      ours.pa.memberId,
    ]);
    return row?.id ?? '';
  }
  const codeOf = (body: unknown) => (body as {code: string}).code;

  it('is asked for once, to be answered within a month', async () => {
    const asked = await call(worker, 'post', '/data-requests', {kind: 'access'}).expect(201);
    const [first] = (asked.body as {items: {id: string; due_on: string}[]}).items;
    expect(first?.due_on).toBe(addMonths(londonDay(new Date()), 1));
    request = first?.id ?? '';
    const again = await call(worker, 'post', '/data-requests', {kind: 'access'}).expect(409);
    expect(codeOf(again.body)).toBe('ALREADY_ASKED');
    await call(worker, 'post', '/data-requests', {kind: 'correction'}).expect(400);
  });

  it('is released only when somebody else has looked at everything that tells of others', async () => {
    const at = `/data-requests/${request}`;
    const answer = {outcome: 'done'};
    expect(codeOf((await call(ours.privacy, 'post', `${at}/answer`, answer).expect(422)).body)).toBe('NOT_SEARCHED');
    const parts = ((await call(ours.privacy, 'post', `${at}/parts`).expect(200)).body as {items: Part[]}).items;
    expect(parts.map(({part}) => part)).toEqual(
      expect.arrayContaining(['booking.holder_id', 'application_note.text', 'referee.name', 'audit_entry.actor_id']),
    );
    expect(parts.find(({part}) => part === 'booking.holder_id')?.examples).toEqual([ours.holder.name]);
    expect(codeOf((await call(ours.privacy, 'post', `${at}/answer`, answer).expect(422)).body)).toBe('NOT_LOOKED_AT');
    await call(worker, 'get', `${at}/copy`).expect(404);
    const withheld = {part: 'application_note.text', choice: 'withheld'};
    await call(ours.privacy, 'post', `${at}/choices`, {choices: [withheld]}).expect(400);
    const choices = parts.map(({part}) =>
      part === withheld.part ? {...withheld, reason: 'It is about a colleague.'} : {part, choice: 'released'},
    );
    await call(ours.privacy, 'post', `${at}/choices`, {choices}).expect(204);
    await call(ours.officer, 'post', `${at}/answer`, answer).expect(403);
    await call(ours.privacy, 'post', `${at}/answer`, answer).expect(200);
    await call(ours.privacy, 'post', `${at}/answer`, answer).expect(409);
  });

  it('has everything of theirs and who read it, nothing withheld, nothing restricted, no secrets', async () => {
    const copy = (await call(worker, 'get', `/data-requests/${request}/copy`).expect(200)).body as Copy;
    const tables = copy.categories.flatMap((each) => each.tables.map(({table}) => table));
    for (const table of ['person', 'account', 'session', 'application', 'evidence', 'listing', 'rate', 'booking']) {
      expect(tables).toContain(table);
    }
    expect(copy.readings).toContainEqual(expect.objectContaining({who: ours.privacy.name, what: 'person_record.read'}));
    expect(copy.withheld).toEqual([{part: 'application_note.text', reason: 'It is about a colleague.'}]);
    const said = JSON.stringify(copy);
    expect(said).toContain(ours.holder.name);
    expect(said).not.toMatch(new RegExp(`${MARKED}|argon2|member\\.susp|concern\\.`));
    const note = copy.categories.flatMap((each) => each.tables).find(({table}) => table === 'application_note');
    expect(note?.rows[0]?.text).toBe('[withheld]');
    const down = copy.categories.flatMap((each) => each.tables).find(({table}) => table === 'suspension');
    expect(Object.keys(down?.rows[0] ?? {})).not.toContain('recorded_by');
  });

  it('is theirs alone, as a page and as data', async () => {
    const person = new Visitor(pages, worker);
    const {html} = await person.get('/my-data');
    const at = `/my-data/${request}/copy`;
    for (const format of ['html', 'json']) expect(html).toContain(`${at}/${format}`);
    expect((await person.get(`${at}/html`)).html).toContain('What is left out, and why');
    expect((await person.get(`${at}/exe`)).status).toBe(404);
    expect((await new Visitor(pages, ours.holder).get(`${at}/html`)).status).toBe(404);
    await call(ours.holder, 'get', `/data-requests/${request}/copy`).expect(404);
  });

  it('is answered by nobody for themselves', async () => {
    await call(ours.privacy, 'post', '/data-requests', {kind: 'erasure', said: 'All'}).expect(201);
    const mine = (await call(ours.privacy, 'get', '/data-requests/mine')).body as {items: {id: string}[]};
    const own = `/data-requests/${mine.items[0]?.id}/answer`;
    const refused = await call(ours.privacy, 'post', own, {outcome: 'done', answer: 'Yes'}).expect(422);
    expect(codeOf(refused.body)).toBe('OWN_REQUEST');
  });

  it('and every other reading is shown to auditors, of concerns without which', async () => {
    await call(ours.safeguarding, 'get', '/concerns').expect(200);
    const auditor = new Visitor(pages, ours.privacy);
    const page = await auditor.get('/council/readings');
    for (const said of ['person_record.copied', 'concern.listed', worker.name]) expect(page.text).toContain(said);
    const {items} = (await call(ours.privacy, 'get', '/council/readings?per_page=100')).body as {
      items: {subject_kind: string; subject_id: string | null}[];
    };
    expect(items.filter((each) => each.subject_kind === 'concern' && each.subject_id)).toEqual([]);
    await call(ours.admin, 'get', '/council/readings').expect(403);
  });

  it('comes from the same record as the notice, which follows the council’s own rules', async () => {
    const rule = {category: 'dbs_facts', months: 2, source: 'Our schedule', starts_on: londonDay(new Date())};
    await call(ours.admin, 'post', '/council/retention/rules', rule).expect(201);
    const notice = await new Visitor(pages, worker).get('/privacy/kinds');
    expect(notice.text).toContain('Facts of a DBS certificate, after the decision: 2 months');
    const office = new Visitor(pages, ours.privacy);
    expect((await office.get('/council/processing/record.csv')).html).toContain('dbs facts: 2 months');
    expect((await office.get('/council/processing/record.json')).html).toContain('reporter_contact');
    expect((await office.get('/council/processing/dpia.html')).html).toContain('Article 10');
    expect((await office.get('/council/processing/dpia.pdf')).html.startsWith('%PDF')).toBe(true);
    expect((await office.get('/council/processing')).text).toContain('Record of processing');
    expect((await new Visitor(pages, worker).get('/council/processing')).status).toBe(403);
  });
});
