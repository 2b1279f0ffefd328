import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyBookings} from '@app/bookings';
import {londonDay} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {readPdf} from '../../support/pdf.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const HOUR = 3_600_000;

let scenario: Scenario;
let pages: PagesApp;
let provider: TestListing;
let stranger: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  provider = await scenario.provider(50);
  stranger = await scenario.holder();
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

interface Client {
  person: TestPerson;
  line: string;
  visits: string[];
}

/** Somebody with some visits of an hour each, approved. */
async function client(visits: number): Promise<Client> {
  scenario.api.clock.back();
  const person = await scenario.holder();
  const line = await scenario.line(person, 100_000);
  return {person, line, visits: visits ? await worked({person, line}, provider, visits) : []};
}

/** So many visits of an hour from Monday on, or one a week, approved. */
async function worked(
  {person, line}: Pick<Client, 'person' | 'line'>,
  listing: TestListing,
  visits: number,
): Promise<string[]> {
  const [startsAt, endsAt] = [at(1, 1, '09:00'), at(1, 1, '10:00')];
  const rrule = `FREQ=${listing === provider ? 'DAILY' : 'WEEKLY'};COUNT=${visits}`;
  const asked = booking(listing, line, startsAt, endsAt, {recurrence: {rrule}});
  const made = await scenario.call(person, 'post', '/bookings', asked).expect(201);
  const booked = made.body as {id: string; visits: {id: string; starts_at: string}[]};
  await scenario.call(listing.person, 'post', `/bookings/${booked.id}/accept`).expect(200);
  scenario.api.clock.travelTo(at(2, 5, '10:00'));
  for (const {id, starts_at: from} of booked.visits) {
    const hours = {started_at: from, ended_at: new Date(Date.parse(from) + HOUR).toISOString()};
    await scenario.call(listing.person, 'post', `/visits/${id}/hours`, hours).expect(200);
    await scenario.call(person, 'post', `/visits/${id}/approve`).expect(200);
  }
  return booked.visits.map(({id}) => id);
}

const issue = ({person}: Client, more: object = {}, key = randomUUID()) =>
  scenario
    .call(provider.person, 'post', '/invoices', {listing_id: provider.id, holder_id: person.personId, ...more})
    .set('Idempotency-Key', key);
const numbers = async () => {
  const rows = await scenario.world.owner.query<{number: number}[]>(
    `SELECT number FROM invoice WHERE listing_id = $1 ORDER BY number`,
    [provider.id],
  );
  return rows.map((row) => row.number);
};

const told = async (person: TestPerson) => {
  const read = await scenario.call(person, 'get', '/notices?per_page=100').expect(200);
  return (read.body as {items: {subject: string}[]}).items.map(({subject}) => subject);
};

describe('invoices', () => {
  it('in a race are numbered without a gap, and each visit is in one of them', async () => {
    // One after the other: each moves the clock.
    const clients = [await client(1), await client(1)] as [Client, Client];
    const many = await client(6);
    const asked = [
      ...clients.map((each) => issue(each)),
      ...many.visits.flatMap((visit) => [1, 2].map(() => issue(many, {visit_ids: [visit]}))),
      issue(many, {visit_ids: [randomUUID()]}),
      issue(clients[0], {listing_id: randomUUID()}),
    ];
    const statuses = (await Promise.all(asked)).map(({status}) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(8);
    expect(statuses.filter((status) => status !== 201).sort()).toEqual([400, 400, 400, 400, 400, 400, 400, 404]);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const [{lines}] = await scenario.world.owner.query<[{lines: number}]>(
      `SELECT count(*)::int AS lines FROM invoice_line WHERE stands`,
    );
    expect(lines).toBe(8);
    await expect(
      scenario.world.owner.query(
        `INSERT INTO invoice (council_id, listing_id, holder_id, number, kind, total_pence, issued_by, issued_at)
         SELECT council_id, listing_id, holder_id, 10, kind, 1, issued_by, issued_at FROM invoice LIMIT 1`,
      ),
    ).rejects.toMatchObject({constraint: 'invoice_numbered'});
    await issue(many).expect(422, /NOTHING_TO_INVOICE/);
    expect(await numbers()).toHaveLength(8);

    const sql = `SELECT id FROM invoice WHERE holder_id = $1`;
    const [first] = await scenario.world.owner.query<{id: string}[]>(sql, [clients[0].person.personId]);
    const credit = `/invoices/${first?.id ?? ''}/credit`;
    const [credited, ...anew] = await Promise.all([
      scenario.call(provider.person, 'post', credit, {reason: 'The wrong week.'}),
      ...[1, 2, 3].map(() => issue(clients[0])),
    ]);
    expect(credited.status).toBe(201);
    const last = await issue(clients[0]);
    expect([...anew, last].map(({status}) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('are found right and paid in parts, no penny more; or taken back by a credit note and sent anew', async () => {
    const payer = await client(2);
    const key = randomUUID();
    const [first, again] = [await issue(payer, {}, key).expect(201), await issue(payer, {}, key).expect(201)];
    expect(again.body).toEqual(first.body);
    const {id, number} = first.body as {id: string; number: number};
    const credit = (body: object) => scenario.call(provider.person, 'post', `/invoices/${id}/credit`, body);
    const note = await credit({reason: 'The wrong week.'}).expect(201);
    expect((note.body as {number: number}).number).toBe(number + 1);
    await credit({reason: 'Twice.'}).expect(422, /ILLEGAL_TRANSITION/);
    const anew = (await issue(payer).expect(201)).body as {id: string; number: number};
    expect(anew.number).toBe(number + 2);

    const answer = (path: string, body: object = {}) =>
      scenario.call(payer.person, 'post', `/invoices/${anew.id}/${path}`, body);
    const payment = (pence: number) => ({
      budget_line_id: payer.line,
      method: 'transfer',
      pence,
      paid_on: londonDay(scenario.api.clock.now()),
    });
    await answer('payments', payment(100)).expect(422, /ILLEGAL_TRANSITION/);
    await answer('query', {reason: 'What was Tuesday?'}).expect(204);
    await answer('approve').expect(204);
    await answer('payments', {...payment(100), budget_line_id: randomUUID()}).expect(404);
    await answer('payments', payment(2_901)).expect(400);
    await answer('payments', payment(900)).expect(201, /"left_pence":2000/);
    const rest = await Promise.all([1, 2, 3].map(() => answer('payments', payment(2_000))));
    expect(rest.map(({status}) => status).sort()).toEqual([201, 422, 422]);
    const read = await scenario.call(payer.person, 'get', `/invoices/${anew.id}`).expect(200);
    expect(read.body).toMatchObject({status: 'paid', total_pence: 2_900, paid_pence: 2_900});
    await scenario.call(provider.person, 'post', `/invoices/${anew.id}/credit`, {reason: 'Late.'}).expect(422);
    await expect(
      scenario.world.owner.query(
        `INSERT INTO invoice_payment (council_id, invoice_id, line_id, method, pence, paid_on, marked_by, marked_at)
         SELECT council_id, invoice_id, line_id, method, 1, paid_on, marked_by, marked_at FROM invoice_payment
         WHERE invoice_id = $1 LIMIT 1`,
        [anew.id],
      ),
    ).rejects.toMatchObject({constraint: 'invoice_payment_rules'});

    const worker = await startWorker(scenario.database, scenario.api.clock);
    // Each is told by itself, and one that has to be tried again comes after the others.
    await until(async () => {
      const [issuer, paying] = [await told(provider.person), await told(payer.person)];
      return (
        issuer.includes(`${payer.person.name} paid invoice ${anew.number}`) &&
        issuer.some((subject) => /^Your hours for .* are approved$/.test(subject)) &&
        paying.includes(`Enterprise sent invoice ${anew.number}`)
      );
    });
    await worker.close();

    const visitor = new Visitor(pages, payer.person);
    const page = await visitor.get(`/invoices/${anew.id}`);
    expect(page.text).toContain('£20.00 , Bank transfer');
    const pdf = await fetch(`${pages.baseUrl}/invoices/${anew.id}/pdf`, {headers: {cookie: visitor.cookie}});
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const paper = await readPdf(await pdf.arrayBuffer());
    expect(paper.marked).toBe(true);
    const printed = paper.pages[0]?.words.map(({text}) => text).join(' ');
    expect(printed).toContain(String(anew.number));
    expect(printed).toContain('£29.00');
    const advice = await fetch(`${pages.baseUrl}/invoices/${anew.id}/remittance`, {headers: {cookie: visitor.cookie}});
    expect([advice.status, advice.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await new Visitor(pages, stranger).get(`/invoices/${anew.id}/pdf`)).status).toBe(404);
    const mistake = /\/invoices\/[^"]+\/take-back/.exec(page.html)?.[0] ?? '';
    expect((await visitor.post(mistake)).status).toBe(303);
    expect((await visitor.get('/invoices')).text).toMatch(/owes Enterprise £(9|20)\.00/);
    await scenario.call(stranger, 'get', `/invoices/${anew.id}`).expect(404, /NOT_FOUND/);
    await scenario.call(stranger, 'post', `/invoices/${anew.id}/approve`).expect(404);
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  });

  it('are for what was done while self-employed, and a timesheet for what came after: nothing is paid by both', async () => {
    const [{person}, pa] = [await client(0), await scenario.pa()];
    const line = await scenario.line(person, 100_000);
    const engagement = await scenario.engage(person, pa);
    const version = {
      ...{status: 'employed', employer: 'person', sleep_ins: 'none', holiday: 'statutory', notice_hours: 24},
      ...{late_cancellation_bp: 10_000, pause_bp: 0, pause_days: 0, trial_notice_days: 7, end_notice_days: 28},
      ...{
        starts_on: londonDay(new Date(at(2, 1, '09:00'))),
        rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_450}],
      },
    };
    const proposed = await scenario.call(person, 'post', `/engagements/${engagement}/versions`, version).expect(201);
    const {id: versionId} = proposed.body as {id: string};
    await scenario.call(pa.person, 'post', `/engagement-versions/${versionId}/accept`).expect(200);
    const [before, after] = await worked({person, line}, pa, 2);
    const body = {listing_id: pa.id, holder_id: person.personId};
    const issued = await scenario.call(pa.person, 'post', '/invoices', body).expect(201);
    const read = await scenario.call(pa.person, 'get', `/invoices/${(issued.body as {id: string}).id}`).expect(200);
    expect((read.body as {lines: {visit_id: string}[]}).lines.map((each) => each.visit_id)).toEqual([before]);
    await scenario.call(pa.person, 'post', '/invoices', body).expect(422, /NOTHING_TO_INVOICE/);

    const pay = {hours_kind: 'irregular', cycle: 'monthly', rolled_up: false, starts_on: londonDay(new Date())};
    await scenario.call(person, 'post', `/engagements/${engagement}/pay`, pay).expect(201);
    const days = [at(1, 1, '09:00'), at(2, 1, '09:00')].map((instant) => londonDay(new Date(instant)));
    const sheets = await Promise.all(
      days.map((day) => scenario.call(person, 'get', `/engagements/${engagement}/timesheet?on=${day}`).expect(200)),
    );
    const paid = sheets.flatMap(({body: sheet}) => (sheet as {visits: {id: string}[]}).visits.map(({id}) => id));
    expect(new Set(paid)).toEqual(new Set([after]));
    await expect(
      scenario.world.owner.query(
        `INSERT INTO invoice_line (council_id, invoice_id, visit_id, work_pence, mileage_pence, expense_pence)
         SELECT council_id, invoice_id, $1, work_pence, 0, 0 FROM invoice_line WHERE visit_id = $2`,
        [after, before],
      ),
    ).rejects.toMatchObject({constraint: 'invoice_line_rules'});
  });
});
