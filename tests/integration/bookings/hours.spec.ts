import {randomUUID} from 'node:crypto';
import {rmSync} from 'node:fs';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {ApproveSilently} from '@app/bookings';
import {boxes} from '../../support/day-boxes.js';
import {pdf} from '../../support/files.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, HOURLY_PENCE, Scenario, type TestListing} from '../../support/scenario.js';
import {scratch} from '../../support/scratch.js';
import {Visitor} from '../../support/visitor.js';

const HOUR = 3_600_000;
const folder = scratch('hours');
const FILES = {FILES_KEY: 'a key for the files of this test only', FILES_DIR: folder};
const RULE = `INSERT INTO hours_rule (council_id, tolerance_bp, tolerance_pence, silent_days, source, starts_on)
              VALUES ($1, 1000, 1000, 3, 'For a test', '2020-01-02')`;

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let stranger: TestPerson;
let finance: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true, variables: FILES});
  pages = await startPages(scenario.database, scenario.api.clock, FILES);
  holder = await scenario.holder();
  stranger = await scenario.holder();
  finance = await scenario.world.person(scenario.council, 'Fay Finance', ['finance']);
  line = await scenario.line(holder, 250_000);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
  rmSync(folder, {recursive: true, force: true});
});

interface Over {
  pa: TestListing;
  id: string;
  startedAt: number;
}

/** A visit of two hours for £29 that is over. */
async function over(status = 'self_employed', ratePence = HOURLY_PENCE): Promise<Over> {
  scenario.api.clock.back();
  const pa = await scenario.pa();
  await scenario.engage(holder, pa, status, ratePence);
  const startsAt = at(1, 2, '09:00');
  const endsAt = new Date(Date.parse(startsAt) + 2 * HOUR).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt)).expect(201);
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  scenario.api.clock.travelTo(at(1, 2, '18:00'));
  return {pa, id: visits[0]?.id ?? '', startedAt: Date.parse(startsAt)};
}

const hoursOf = ({startedAt}: Over, hours: number, more: object = {}) => ({
  started_at: new Date(startedAt).toISOString(),
  ended_at: new Date(startedAt + hours * HOUR).toISOString(),
  ...more,
});
const record = (visit: Over, hours: number, key: string | null = null, more: object = {}) => {
  const call = scenario.call(visit.pa.person, 'post', `/visits/${visit.id}/hours`, hoursOf(visit, hours, more));
  return key ? call.set('Idempotency-Key', key) : call;
};
const approve = ({id}: Over, body: object = {}) => scenario.call(holder, 'post', `/visits/${id}/approve`, body);
const detail = async ({id}: Over) =>
  (await scenario.call(holder, 'get', `/visits/${id}/hours`).expect(200)).body as object;
const count = async (sql: string, values: unknown[]) =>
  (await scenario.world.owner.query<[{count: number}]>(sql, values))[0].count;
const records = ({id}: Over) => count(`SELECT count(*)::int AS count FROM hours_record WHERE visit_id = $1`, [id]);

describe('hours that are sent', () => {
  it('count once, however often they come, and never in place of what was sent meanwhile', async () => {
    const visit = await over();
    const [key, madeAt] = [randomUUID(), {made_at: at(1, 2, '11:05')}];
    const sent = await Promise.all([1, 2, 3, 4].map(() => record(visit, 2, key, madeAt)));
    expect(sent.map(({status, body}) => [status, (body as {actual_pence: number}).actual_pence])).toEqual(
      sent.map(() => [200, 2_900]),
    );
    expect(await records(visit)).toBe(1);
    await record(visit, 1, key, madeAt).expect(409, /IDEMPOTENCY_CONFLICT/);
    await record(visit, 2, key, {...madeAt, awake_minutes: 30}).expect(409, /IDEMPOTENCY_CONFLICT/);
    await record(visit, 1, randomUUID(), madeAt).expect(409, /HOURS_SENT_ALREADY/);
    await record(visit, 1, 'a key with blanks').expect(400);
    await approve(visit).expect(200);
    await record(visit, 2, key, madeAt).expect(200);
    expect(await records(visit)).toBe(1);
  });

  it('are taken from a phone’s form with an expense and its receipt, once; nobody else opens the receipt', async () => {
    const visit = await over();
    const worker = new Visitor(pages, visit.pa.person);
    const ready = JSON.parse((await worker.get('/work/offline/ready')).html) as {visits: {id: string}[]};
    expect(ready.visits.map((each) => each.id)).toContain(visit.id);
    const fields = {
      ...{key: randomUUID(), visit: visit.id, made_at: at(1, 2, '11:05'), started: '9am', ended: '11am', miles: ''},
      ...{expense: '3.50', expense_what: 'Parking'},
    };
    const file = {name: 'ticket.pdf', content: Buffer.from(pdf())};
    for (const again of [1, 2]) {
      const answer = await worker.postFile('/work/offline/hours', fields, file);
      expect([again, answer.status]).toEqual([again, 200]);
    }
    expect(await detail(visit)).toMatchObject({work_pence: 2_900, expense_pence: 350, expenses: [{what: 'Parking'}]});
    const support = await new Visitor(pages, holder).get('/support');
    expect(support.text).toContain('Paid for you: Parking, £3.50');
    const receipt = /\/visits\/[^"]+\/files\/[\w-]+/.exec(support.html)?.[0] ?? '/no-receipt';
    expect((await new Visitor(pages, holder).get(receipt)).status).toBe(200);
    expect((await new Visitor(pages, stranger).get(receipt)).status).toBe(404);
    const half = await worker.postFile('/work/offline/hours', {...fields, key: randomUUID(), expense_what: ''}, file);
    expect([half.status, half.html]).toEqual([400, '{"message":"Enter what you paid for"}']);
  });
});

describe('what hours cost', () => {
  it('may be a little more than was set aside; beyond the council’s tolerance somebody says yes to it', async () => {
    const little = await over();
    await record(little, 2.1).expect(200);
    await approve(little).expect(200);
    const more = await over();
    await record(more, 3).expect(200);
    const refused = await approve(more, {actual_pence: 4_350}).expect(422, /HOURS_ABOVE_TOLERANCE/);
    expect(refused.body).toMatchObject({tolerance_pence: 290, price_pence: 2_900, actual_pence: 4_350});
    const page = new Visitor(pages, holder);
    const asked = await page.post(`/visits/${more.id}/approve`, {seen_pence: '4350'});
    expect([asked.status, asked.errors[0]]).toEqual([422, expect.stringContaining('£14.50 more than was set aside')]);
    await approve(more, {actual_pence: 4_350, agree_more: true}).expect(200);
  });

  it('grows with what was paid for on the way, which whoever approves has to have seen', async () => {
    const visit = await over();
    await record(visit, 2).expect(200);
    const spend = (body: object, key = randomUUID()) =>
      scenario.call(visit.pa.person, 'post', `/visits/${visit.id}/expenses`, body).set('Idempotency-Key', key);
    const key = randomUUID();
    const sent = await Promise.all([1, 2].map(() => spend({what: 'Parking', pence: 350}, key).expect(201)));
    const [id, again] = sent.map(({body}) => (body as {id: string}).id);
    expect(id).toBe(again);
    await spend({what: 'A car', pence: 1_000_000}).expect(400);
    await approve(visit, {actual_pence: 2_900}).expect(409, /HOURS_CHANGED/);
    await approve(visit, {actual_pence: 3_250, agree_more: true}).expect(200);
    await spend({what: 'Late', pence: 100}).expect(422, /ILLEGAL_TRANSITION/);
    await scenario.call(visit.pa.person, 'delete', `/visits/${visit.id}/expenses/${id ?? ''}`).expect(422);
    await expect(
      scenario.world.owner.query(`UPDATE visit_expense SET removed_at = now() WHERE id = $1`, [id]),
    ).rejects.toMatchObject({constraint: 'visit_expense_open'});
  });

  it('is put right by whoever approves, with a reason that who came reads beside what they recorded', async () => {
    const visit = await over();
    await record(visit, 3).expect(200);
    const correct = (body: object) => scenario.call(holder, 'post', `/visits/${visit.id}/correct`, body);
    await correct(hoursOf(visit, 2)).expect(400);
    await correct(hoursOf(visit, 30, {reason: 'No.'})).expect(400);
    await correct(hoursOf(visit, 2.5, {reason: 'You left at half past.'})).expect(200, /"actual_pence":3625/);
    expect(await detail(visit)).toMatchObject({
      corrected: {reason: 'You left at half past.', ended_at: hoursOf(visit, 3).ended_at},
    });
    const page = await new Visitor(pages, visit.pa.person).get(`/work/visits/${visit.id}/hours/sent`);
    expect(page.text).toContain('They were changed first. You recorded 9am to midday.');
    await correct(hoursOf(visit, 2, {reason: 'Once more.'})).expect(422, /ILLEGAL_TRANSITION/);
  });
});

describe('silence', () => {
  it('approves nothing until the council says so, and never wages below the law’s or more than was agreed', async () => {
    const silently = scenario.api.app.get(ApproveSilently);
    const [plain, low, fair, dear] = [
      await over(),
      await over('employed', 1_270),
      await over('employed', 1_271),
      await over(),
    ];
    for (const each of [plain, low, fair]) await record(each, 2).expect(200);
    await record(dear, 3).expect(200);
    expect((await new Visitor(pages, holder).get('/support')).text).toContain(
      'This is less than the minimum wage. The law says at least £12.71 an hour: £0.02 more for this visit',
    );
    const states = async () => {
      const ids = [plain, low, fair, dear].map((each) => each.id);
      const sql = `SELECT state, approved_silently FROM visit WHERE id = ANY($1) ORDER BY array_position($1::uuid[], id)`;
      const rows = await scenario.world.owner.query<{state: string; approved_silently: boolean}[]>(sql, [ids]);
      return rows.map((row) => (row.approved_silently ? 'silently' : row.state));
    };
    scenario.api.clock.travelTo(at(2, 2, '18:00'));
    await silently.run();
    expect(await states()).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
    await expect(
      scenario.world.owner.query(`UPDATE visit SET state = 'approved', approved_silently = true WHERE id = $1`, [
        plain.id,
      ]),
    ).rejects.toMatchObject({constraint: 'visit_silent_approval'});
    await scenario.world.owner.query(RULE, [scenario.council]);
    const desk = new Visitor(pages, finance);
    const rule = {percent: '5', pence: '20', silent: '91', source: 'Policy 4.2', ...boxes('starts', '2020-01-01')};
    expect((await desk.post('/council/hours-rules', rule)).errors).toEqual(['Days must be a number from 1 to 90']);
    expect((await desk.post('/council/hours-rules', {...rule, silent: ''})).status).toBe(400);
    const later = {...rule, silent: '7', ...boxes('starts', '2098-01-01')};
    expect((await desk.post('/council/hours-rules', later)).status).toBe(303);
    expect((await desk.post('/council/hours-rules', later)).status).toBe(409);
    expect((await desk.get('/council/hours-rules')).text).toContain('After 3 days without a word they are approved');
    scenario.api.clock.travelTo(at(1, 5, '17:00'));
    await silently.run();
    expect(await states()).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
    scenario.api.clock.travelTo(at(1, 5, '19:00'));
    await silently.run();
    expect(await states()).toEqual(['silently', 'recorded', 'silently', 'recorded']);
    const spent = `SELECT coalesce(sum(spent_pence), 0)::int AS count FROM visit_split WHERE visit_id = ANY($1::uuid[])`;
    expect(await count(spent, [[plain.id, fair.id]])).toBe(2_900 + 2_542);
  });
});
