import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, bankHoliday, formatDay, londonDay, londonInstant} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {readPdf} from '../../support/pdf.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing, STATUS_CHECK} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const HOUR = 3_600_000;

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let stranger: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  holder = await scenario.holder();
  stranger = await scenario.holder();
  line = await scenario.line(holder, 250_000);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

const RATES = [
  {band: 'weekday', unit: 'hour', rate_pence: 1_450},
  {band: 'sleep_in', unit: 'night', rate_pence: 6_000},
  {band: 'live_in', unit: 'day', rate_pence: 15_000},
];

async function employed(listing: TestListing, rates = RATES): Promise<string> {
  const terms = {listing_id: listing.id, status: 'employed', starts_on: londonDay(new Date()), rates};
  const made = await scenario.call(holder, 'post', '/engagements', terms).expect(201);
  const {id} = made.body as {id: string};
  await scenario.call(listing.person, 'post', `/engagements/${id}/accept`).expect(200);
  return id;
}

interface Booked {
  id: string;
  visits: {id: string; price_pence: number}[];
}

/** Asked for, accepted, and its clock moved on to after its end. */
async function over(pa: TestListing, startsAt: string, hours: number, more: object = {}): Promise<Booked> {
  scenario.api.clock.back();
  const endsAt = new Date(Date.parse(startsAt) + hours * HOUR).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt, more)).expect(201);
  const booked = made.body as Booked;
  await scenario.call(pa.person, 'post', `/bookings/${booked.id}/accept`).expect(200);
  scenario.api.clock.travelTo(new Date(Date.parse(endsAt) + HOUR).toISOString());
  return booked;
}

async function worked(pa: TestListing, startsAt: string, hours: number, more: object = {}, recorded: object = {}) {
  const {visits} = await over(pa, startsAt, hours, more);
  const id = visits[0]?.id ?? '';
  const body = {
    started_at: startsAt,
    ended_at: new Date(Date.parse(startsAt) + hours * HOUR).toISOString(),
    ...recorded,
  };
  const answer = await scenario.call(pa.person, 'post', `/visits/${id}/hours`, body).expect(200);
  return {id, pence: (answer.body as {actual_pence: number}).actual_pence, price: visits[0]?.price_pence};
}
const approve = (id: string) => scenario.call(holder, 'post', `/visits/${id}/approve`, {agree_more: true}).expect(200);

describe('nights and days', () => {
  it('cost what is agreed for them, over midnight too; of a sleep-in time awake is paid beside it, by law at least', async () => {
    const pa = await scenario.pa();
    await employed(pa);
    const night = await worked(pa, at(1, 2, '22:00'), 9, {shift: 'sleep_in'}, {awake_minutes: 45});
    expect(night).toMatchObject({price: 6_000, pence: 6_000 + 953});
    const day = await worked(pa, at(1, 4, '09:00'), 24, {shift: 'live_in'});
    expect(day).toMatchObject({price: 15_000, pence: 15_000});
    const asked = booking(pa, line, at(2, 2, '22:00'), at(2, 3, '07:00'), {shift: 'waking_night'});
    scenario.api.clock.back();
    await scenario.call(holder, 'post', '/bookings', asked).expect(422, /RATE_MISSING/);
    await scenario.call(holder, 'post', '/bookings', {...asked, shift: 'nap'}).expect(400);
    const plain = await worked(pa, at(2, 5, '09:00'), 1);
    const beside = {started_at: at(2, 5, '09:00'), ended_at: at(2, 5, '10:00'), awake_minutes: 61};
    await scenario.call(pa.person, 'post', `/visits/${plain.id}/hours`, beside).expect(400, /awake/);
  });
});

describe('the minimum wage', () => {
  it('is that of the worker’s age on the day, where whoever employs them wrote it down', async () => {
    const [pa, today] = [await scenario.pa(), londonDay(new Date())];
    const agreement = await employed(pa, [{band: 'weekday', unit: 'hour', rate_pence: 1_100}]);
    const visit = await worked(pa, at(1, 1, '09:00'), 2);
    const below = async () => {
      const read = await scenario.call(holder, 'get', `/visits/${visit.id}/hours`).expect(200);
      return (read.body as {below_minimum: {hour_pence: number; short_pence: number} | null}).below_minimum;
    };
    expect(await below()).toMatchObject({hour_pence: 1_271, short_pence: 342});
    const form = {
      hours_kind: 'irregular',
      weekly: '',
      cycle: 'monthly',
      holiday: 'when_taken',
      ...boxes('starts', today),
    };
    const born = boxes('born', addMonths(today, -19 * 12));
    const arranged = await new Visitor(pages, holder).post(`/agreements/${agreement}/pay`, {...form, ...born});
    expect(arranged.status).toBe(303);
    expect(await below()).toBeNull();
  });
});

describe('who employs, and whom to ring', () => {
  const VERSION = {
    ...STATUS_CHECK,
    ...{status: 'self_employed', employer: 'self', sleep_ins: 'none', holiday: 'none', rates: RATES.slice(0, 1)},
    ...{notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 0, pause_days: 0},
    ...{trial_notice_days: 7, end_notice_days: 28, starts_on: londonDay(new Date())},
  };

  it('is kept as both agreed it and shown to both; what is not whole is refused by its name', async () => {
    const pa = await scenario.pa();
    const agreement = await employed(pa);
    const path = `/engagements/${agreement}/versions`;
    const today = londonDay(new Date());
    const employs = (employer: string, employer_name: string | null = null) => ({
      ...{status: 'employed', employer, employer_name},
    });
    const wrong: [object, string][] = [
      [employs('self'), 'employer'],
      [{employer: 'agency', employer_name: 'Care Agency'}, 'employer'],
      [employs('user_led', '  '), 'employer_name'],
      [{employer: 'enterprise'}, 'employer_name'],
      [{status_reference: null}, 'status_reference'],
      [{status_checked_on: null}, 'status_checked_on'],
      [{status_reference: 'ABC', status_checked_on: addDays(today, 1)}, 'status_checked_on'],
      [{status_reference: 'ABC', status_checked_on: '2026-02-29'}, 'status_checked_on'],
      [{status_reference: 'A'.repeat(61)}, 'status_reference'],
      [{emergency_contact: 'A'.repeat(301)}, 'emergency_contact'],
    ];
    for (const [more, field] of wrong) {
      const refused = await scenario.call(holder, 'post', path, {...VERSION, ...more}).expect(400);
      expect(refused.body).toMatchObject({code: 'VALIDATION_FAILED', errors: [{field}]});
    }

    const ring = {emergency_contact: 'June, her sister: 01632 960001'};
    const checked = {status_reference: 'CEST 4471', status_checked_on: addDays(today, -3)};
    const kept: [object, string[]][] = [
      [employs('person'), []],
      [employs('user_led', 'Living Our Way'), ['Living Our Way']],
      [employs('agency', 'Trent Care Agency'), ['Trent Care Agency']],
      [{employer: 'enterprise', employer_name: 'Lake Days'}, ['Lake Days']],
      [checked, [`CEST 4471, ${formatDay(checked.status_checked_on).split(' ').slice(1).join(' ')}`]],
    ];
    for (const [more, words] of kept) {
      const made = await scenario.call(holder, 'post', path, {...VERSION, ...more, ...ring}).expect(201);
      const {id} = made.body as {id: string};
      await scenario.call(pa.person, 'post', `/engagement-versions/${id}/accept`).expect(200);
      for (const who of [holder, pa.person]) {
        const seen = await scenario.call(who, 'get', `/engagement-versions/${id}`).expect(200);
        expect(seen.body).toMatchObject({state: 'accepted', ...more, ...ring});
        const page = await new Visitor(pages, who).get(`/agreement-versions/${id}`);
        for (const word of [...words, ring.emergency_contact]) expect(page.text).toContain(word);
      }
      await scenario.call(stranger, 'get', `/engagement-versions/${id}`).expect(404);
    }
  });
});

describe('a timesheet', () => {
  it('adds up a pay period to the penny, goes to payroll once, and takes what comes late into the next', async () => {
    const pa = await scenario.pa();
    const agreement = await employed(pa);
    const [employer, worker] = [new Visitor(pages, holder), new Visitor(pages, pa.person)];
    const starts = londonDay(new Date());
    const [year = '', month = '', date = ''] = starts.split('-');
    const form = {
      ...{hours_kind: 'irregular', weekly: '10', cycle: 'two_weekly', holiday: 'rolled_up'},
      ...{'starts-day': date, 'starts-month': month, 'starts-year': year},
    };
    const both = await employer.post(`/agreements/${agreement}/pay`, {...form, hours_kind: 'regular'});
    expect([both.status, both.errors]).toEqual([
      400,
      ['Holiday pay may be paid with each wage for irregular hours only.'],
    ]);
    expect((await worker.post(`/agreements/${agreement}/pay`, form)).status).toBe(403);
    expect((await employer.post(`/agreements/${agreement}/pay`, form)).status).toBe(303);
    expect((await employer.post(`/agreements/${agreement}/pay`, form)).status).toBe(409);

    const first = await worked(pa, at(1, 2, '09:00'), 2);
    await approve(first.id);
    const late = await worked(pa, at(1, 3, '09:00'), 3);
    const path = `/agreements/${agreement}/timesheet?from=${addDays(starts, 13)}`;
    const open = await worker.get(path);
    expect(open.text).toContain('1 visit of this period is not approved yet');
    expect(open.text).toContain('Holiday pay, paid with this wage £3.50');
    expect(open.text).toContain('Contracted 20 hours Worked 2 hours');
    expect(open.text).toContain('Altogether £32.50');
    const close = () => employer.post(`/agreements/${agreement}/timesheet/close`, {from: starts});
    expect((await close()).status).toBe(422);
    scenario.api.clock.travelTo(`${addDays(starts, 14)}T10:00:00Z`);
    const answers = await Promise.all([close(), close(), close()]);
    expect(answers.map(({status}) => status)).toEqual([303, 303, 303]);
    expect((await employer.get(path)).text).toContain(`${holder.name} sent it to payroll on`);
    await approve(late.id);
    const next = await employer.get(`/agreements/${agreement}/timesheet?from=${addDays(starts, 14)}`);
    expect(next.text).toContain('(approved late)');
    expect(next.text).toContain('Worked 3 hours');

    const csv = await worker.get(`/agreements/${agreement}/timesheet/csv?from=${starts}`);
    expect(csv.html).toContain('weekday by the hour,2.0000,14.50,29.00');
    expect(csv.html).toContain('total,,,32.50');
    const pdf = await fetch(`${pages.baseUrl}/agreements/${agreement}/timesheet/pdf?from=${starts}`, {
      headers: {cookie: worker.cookie},
    });
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await readPdf(await pdf.arrayBuffer())).marked).toBe(true);
    expect((await new Visitor(pages, stranger).get(path)).status).toBe(404);
    const row = `INSERT INTO timesheet_visit SELECT visit_id, timesheet_id, council_id FROM timesheet_visit LIMIT 1`;
    await expect(scenario.world.owner.query(row)).rejects.toMatchObject({code: '23505'});
  });

  it('shows what was worked on a bank holiday at its own rate, to people and to programs', async () => {
    const pa = await scenario.pa();
    const rates = [...RATES, {band: 'bank_holiday', unit: 'hour', rate_pence: 2_900}];
    const agreement = await employed(pa, rates);
    const starts = londonDay(new Date());
    const pay = {hours_kind: 'irregular', cycle: 'monthly', rolled_up: false, starts_on: starts};
    await scenario.call(stranger, 'post', `/engagements/${agreement}/pay`, pay).expect(404);
    await scenario.call(holder, 'post', `/engagements/${agreement}/pay`, pay).expect(201);
    let day = addDays(starts, 1);
    while (!bankHoliday(day)) day = addDays(day, 1);
    const visit = await worked(pa, londonInstant(day, '10:00').toISOString(), 2);
    expect(visit).toMatchObject({price: 5_800, pence: 5_800});
    await approve(visit.id);
    const path = `/engagements/${agreement}/timesheet`;
    const sheet = await scenario.call(pa.person, 'get', `${path}?on=${day}`).expect(200);
    expect(sheet.body).toMatchObject({
      ...{bank_holiday_minutes: 120, worked_minutes: 120, rolled_up_pence: null, total_pence: 5_800},
      by_rate: [{band: 'bank_holiday', unit: 'hour', rate_pence: 2_900, minutes: 120, pence: 5_800}],
    });
    const page = await new Visitor(pages, holder).get(`/agreements/${agreement}/timesheet?from=${day}`);
    expect(page.text).toContain('Of it on bank holidays 2 hours');
    await scenario.call(stranger, 'get', `${path}?on=${day}`).expect(404);
    await scenario.call(pa.person, 'post', `${path}/close`, {on: day}).expect(403);
    await scenario.call(holder, 'post', `${path}/close`, {on: day}).expect(422, /PAY_PERIOD_OPEN/);
  });

  it('has what was paid for a visit while support paused, once its time is over, and the visit is not paid twice', async () => {
    const pa = await scenario.pa();
    const agreement = await employed(pa);
    const starts_on = londonDay(new Date());
    const terms = {
      ...{status: 'employed', employer: 'person', sleep_ins: 'none', holiday: 'statutory', rates: RATES.slice(0, 1)},
      ...{notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 5_000, pause_days: 14, starts_on},
      ...{trial_notice_days: 7, end_notice_days: 28},
    };
    const made = await scenario.call(holder, 'post', `/engagements/${agreement}/versions`, terms).expect(201);
    await scenario.call(pa.person, 'post', `/engagement-versions/${(made.body as {id: string}).id}/accept`).expect(200);
    const pay = {hours_kind: 'irregular', cycle: 'four_weekly', rolled_up: false, starts_on};
    await scenario.call(holder, 'post', `/engagements/${agreement}/pay`, pay).expect(201);
    const [startsAt, endsAt] = [at(1, 3, '15:00'), at(1, 3, '17:00')];
    const asked = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt)).expect(201);
    await scenario.call(pa.person, 'post', `/bookings/${(asked.body as Booked).id}/accept`).expect(200);
    const day = londonDay(new Date(startsAt));
    const pause = {kind: 'hospital', from_day: day, until_day: day};
    await scenario.call(holder, 'post', '/pauses', pause).expect(201);
    const path = `/engagements/${agreement}/timesheet`;
    const sheet = async () => (await scenario.call(pa.person, 'get', `${path}?on=${day}`).expect(200)).body as object;
    expect(await sheet()).toMatchObject({worked_minutes: 0, total_pence: 0});
    scenario.api.clock.travelTo(endsAt);
    expect(await sheet()).toMatchObject({worked_minutes: 0, total_pence: 1_450, bank_holiday_minutes: 0});
    scenario.api.clock.travelTo(`${addDays(starts_on, 28)}T10:00:00Z`);
    await scenario.call(holder, 'post', `${path}/close`, {on: day}).expect(200);
    expect(await sheet()).toMatchObject({total_pence: 1_450});
    const later = `${path}?on=${addDays(starts_on, 28)}`;
    expect((await scenario.call(pa.person, 'get', later).expect(200)).body).toMatchObject({total_pence: 0});
  });
});
