import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const HOUR = 3_600_000;

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let line: string;
let pa: TestListing;
let visitor: Visitor;
let week = 1;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  holder = await scenario.holder();
  line = await scenario.line(holder, 100_000);
  pa = await scenario.pa();
  visitor = new Visitor(pages, pa.person);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

async function request(listing = pa): Promise<{id: string; visits: {id: string}[]; startsAt: string; endsAt: string}> {
  const startsAt = at(week, 2, '14:00');
  week += 1;
  const endsAt = new Date(new Date(startsAt).getTime() + 2 * HOUR).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(listing, line, startsAt, endsAt)).expect(201);
  return {...(made.body as {id: string; visits: {id: string}[]}), startsAt, endsAt};
}

/** A visit that is over, of a booking under terms that pay for miles. */
async function overVisit(): Promise<string> {
  const {id, visits, endsAt} = await request();
  await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  scenario.api.clock.travelTo(new Date(new Date(endsAt).getTime() + 14 * HOUR));
  return visits[0]?.id ?? '';
}

describe('somebody who is self-employed', () => {
  it('is engaged by a status check, whose reference and day are asked for, kept as typed and shown to both', async () => {
    const listing = await scenario.pa();
    const asks = new Visitor(pages, holder);
    const today = londonDay(new Date());
    const typed = {status: 'self_employed', relation: 'none', weekday: '14.50', ...boxes('starts', today)};
    const path = `/listings/${listing.id}/agree`;
    for (const step of [`${path}/check`, path]) {
      const half = await asks.post(step, {...typed, status_reference: 'CEST <1>'});
      expect([half.status, half.linkedErrors]).toEqual([
        400,
        ['Enter the day of the check, today or before. (#checked-day)'],
      ]);
      expect(half.value('status_reference')).toBe('CEST <1>');
    }
    const tomorrow = {...typed, status_reference: 'CEST 1', ...boxes('checked', addDays(today, 1))};
    const early = await asks.post(path, tomorrow);
    expect([early.status, early.linkedErrors]).toEqual([
      400,
      ['Enter the day of the check, today or before. (#checked-day)'],
    ]);
    const whole = {...typed, status_reference: 'CEST 1', ...boxes('checked', '2026-01-06')};
    expect((await asks.post(`${path}/check`, whole)).text).toContain('CEST 1, 6 January 2026');
    const sent = await asks.post(path, whole);
    expect(sent.status).toBe(303);
    expect((await asks.get(sent.location)).text).toContain('CEST 1, 6 January 2026');
    const id = sent.location.split(/[/?]/)[2] ?? '';
    expect((await new Visitor(pages, listing.person).get(`/work/engagements/${id}`)).text).toContain(
      'CEST 1, 6 January 2026',
    );
    // What was typed beside “self-employed” is left alone once they are to be employed.
    const other = await scenario.pa();
    const employed = await asks.post(`/listings/${other.id}/agree`, {...whole, status: 'employed'});
    expect(employed.status).toBe(303);
    const check = {status_reference: 'CEST 1', status_checked_on: '2026-01-06'};
    for (const [more, field] of [
      [{...check, status: 'employed'}, 'status'],
      [{...check, status_checked_on: null}, 'status_checked_on'],
      [{...check, status_reference: ' '}, 'status_reference'],
    ] as const) {
      const body = {...terms(await scenario.pa()), ...more};
      const refused = await scenario.call(holder, 'post', '/engagements', body).expect(400);
      expect(refused.body).toMatchObject({code: 'VALIDATION_FAILED', errors: [{field}]});
    }
  });

  it('can decline terms that were proposed before they named one, and not accept them', async () => {
    const listing = await scenario.pa();
    const engagement = await scenario.engage(holder, listing);
    const version = await scenario.world.add('engagement_version', {
      ...{council_id: scenario.council, engagement_id: engagement, number: 2, side: 'holder', starts_on: '2099-01-01'},
      ...{status: 'self_employed', employer: 'self', notice_hours: 24, late_cancellation_bp: 0, pause_bp: 0},
      ...{pause_days: 0, sleep_ins: 'none', holiday: 'none', trial_notice_days: 7, end_notice_days: 28},
      proposed_by: holder.personId,
    });
    const path = `/engagement-versions/${version}`;
    await scenario.call(listing.person, 'post', `${path}/accept`).expect(422, /STATUS_CHECK_MISSING/);
    const past = `UPDATE engagement_version SET state = 'accepted', answered_at = now() WHERE id = $1`;
    await expect(scenario.world.owner.query(past, [version])).rejects.toThrow('engagement_version_self_checked_check');
    await scenario.call(listing.person, 'post', `${path}/decline`, {}).expect(200);
  });
});

describe('answering', () => {
  it('takes an answer once, and says so when it came too late', async () => {
    const proposed = await scenario.call(holder, 'post', '/engagements', {
      listing_id: pa.id,
      status: 'self_employed',
      starts_on: londonDay(new Date()),
      rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_450}],
    });
    const {id} = proposed.body as {id: string};
    const reason = 'x'.repeat(501);
    const long = await visitor.post(`/work/engagements/${id}/decline`, {reason});
    expect([long.status, long.errors]).toEqual([400, ['Your reason must be 500 characters or fewer']]);
    expect(long.value('reason')).toBe(reason);
    const yes = await visitor.post(`/work/engagements/${id}/accept`);
    expect([yes.status, yes.location]).toEqual([303, `/work/engagements/${id}?done=yes`]);
    expect((await visitor.get(`/work/engagements/${id}?done=yes`)).text).toContain('You accepted these terms.');
    const again = await visitor.post(`/work/engagements/${id}/decline`, {reason: 'I changed <my> mind.'});
    expect([again.status, again.errors]).toEqual([422, ['This agreement is accepted, so you cannot decline it.']]);
    expect(again.value('reason')).toBe('I changed <my> mind.');
    await scenario.world.owner.query(`UPDATE engagement SET mileage_pence = 45 WHERE id = $1`, [id]);
  });

  it('tells the one who is not listed any more in words of their own', async () => {
    const provider = await scenario.provider();
    const {id} = await request(provider);
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [provider.id]);
    const refused = await new Visitor(pages, provider.person).post(`/work/bookings/${id}/accept`);
    expect(refused.status).toBe(422);
    expect(refused.errors[0]).toMatch(/^You are not listed for \d+ \w+ \d+, so these visits cannot be accepted/);
    expect(refused.text).toContain('Accept this visit');
  });
});

describe('hours', () => {
  it('are kept as typed until they can be read', async () => {
    const path = `/work/visits/${await overVisit()}/hours`;
    expect((await visitor.get(path)).value('started')).toBe('2pm');
    const typed = {started: '', ended: '2', miles: 'many'};
    const wrong = await visitor.post(path, typed);
    expect(wrong.status).toBe(400);
    expect(wrong.errors).toEqual([
      'Enter the start time',
      'End time must say am or pm, like 2am or 2pm',
      'Miles must be a number from 0 to 500, with one figure after the point at most',
    ]);
    for (const [name, value] of Object.entries(typed)) expect([name, wrong.value(name)]).toEqual([name, value]);

    const backwards = await visitor.post(path, {started: '2pm', ended: '1pm', miles: '7.5'});
    expect([backwards.status, backwards.errors]).toEqual([400, ['End time must be after the start time.']]);
    expect(backwards.value('miles')).toBe('7.5');
  });

  it('are written only once they were looked at, and can be changed until they are approved', async () => {
    const visitId = await overVisit();
    const path = `/work/visits/${visitId}/hours`;
    const hours = {started: '2.10pm', ended: '4:25pm', miles: '10'};
    const check = await visitor.post(path, hours);
    expect(check.status).toBe(200);
    expect(check.text).toContain('2 hours 15 minutes (booked 2pm to 4pm)');
    expect(check.text).toContain('£37.13 (booked £29.00 )');
    expect((await visitor.get('/work')).text).toContain('Hours to record');
    const change = await visitor.post(path, {...hours, step: 'change'});
    expect([change.status, change.value('started'), change.value('miles')]).toEqual([200, '2.10pm', '10']);
    const sent = await visitor.post(path, {...hours, step: 'send'});
    expect([sent.status, sent.location]).toEqual([303, `${path}/sent`]);
    await scenario.call(holder, 'post', `/visits/${visitId}/query`, {reason: 'You left at <four>.'}).expect(200);
    expect((await visitor.get('/work')).text).toContain('Sent back to you. Holder Aa says: “You left at <four>.”');
    expect((await visitor.get(path)).value('ended')).toBe('4:25pm');
    await visitor.post(path, {...hours, ended: '4pm', step: 'send'});
    await scenario.call(holder, 'post', `/visits/${visitId}/approve`).expect(200);
    const late = await visitor.post(path, {...hours, step: 'send'});
    expect([late.status, late.errors]).toEqual([422, ['This visit is approved, so you cannot record hours for it.']]);
    expect((await visitor.get(path)).text).toContain('has approved these hours: 2:10pm to 4pm');
  });

  it('are not asked for before the visit', async () => {
    const {id, visits} = await request();
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    const path = `/work/visits/${visits[0]?.id ?? ''}/hours`;
    expect((await visitor.get(path)).text).toContain('This visit is still to come.');
    expect((await visitor.post(path, {started: '2pm', ended: '4pm', miles: ''})).errors).toEqual([
      'Record hours after the visit, not before it.',
    ]);
  });
});

describe('whoever it does not concern', () => {
  it('learns nothing: not by another person, another council, a made-up or malformed id, or without signing in', async () => {
    const {id, visits} = await request();
    const engagements = await scenario.call(pa.person, 'get', '/engagements').expect(200);
    const engagement = (engagements.body as {items: {id: string}[]}).items[0]?.id ?? '';
    const own = (bookingId: string, visitId: string, terms: string, listing: string) => [
      `/work/bookings/${bookingId}`,
      `/work/bookings/${bookingId}/decline`,
      `/work/visits/${visitId}/hours`,
      `/work/visits/${visitId}/hours/sent`,
      `/work/engagements/${terms}`,
      `/work/engagements/${terms}/decline`,
      `/listing/${listing}`,
      ...['words', 'area', 'services', 'rates', 'hours', 'away', 'experience'].map(
        (part) => `/listing/${listing}/${part}`,
      ),
    ];
    const real = own(id, visits[0]?.id ?? '', engagement, pa.id);
    const other = await scenario.world.council('elsewhere');
    const people = [(await scenario.pa()).person, (await scenario.pa(other)).person];
    for (const person of people) {
      const stranger = new Visitor(pages, person);
      for (const path of real) expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    for (const path of real) expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    const nobody = new Visitor(pages, null);
    const budgetHolder = new Visitor(pages, holder);
    for (const path of ['/work', '/listing', ...real]) {
      expect([path, (await nobody.get(path)).status]).toEqual([path, 401]);
      expect([path, (await budgetHolder.get(path)).status]).toEqual([path, 403]);
    }
    const made = randomUUID();
    for (const path of own(made, made, made, made))
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
    for (const path of own('x', 'x', 'x', 'x')) expect([path, (await visitor.get(path)).status]).toEqual([path, 400]);
    for (const from of ['yesterday', '2026-02-30', '1066-10-14']) {
      expect((await visitor.get(`/work?from=${from}`)).status).toBe(400);
    }
  });

  it('sends no form in another’s name', async () => {
    const {id, visits} = await request();
    const visit = visits[0]?.id ?? '';
    const forms = [
      `/work/bookings/${id}/accept`,
      `/work/bookings/${id}/decline`,
      `/work/visits/${visit}/hours`,
      '/listing',
      `/listing/${pa.id}/rest`,
      `/listing/${pa.id}/publish`,
      ...['words', 'area', 'services', 'rates', 'hours', 'away', 'away/remove', 'experience'].map(
        (part) => `/listing/${pa.id}/${part}`,
      ),
    ];
    for (const path of forms) {
      expect([path, (await visitor.send(path, {})).status]).toEqual([path, 403]);
      expect([path, (await visitor.send(path, {_csrf: 'guessed'})).status]).toEqual([path, 403]);
    }
    const stranger = new Visitor(pages, (await scenario.pa()).person);
    for (const path of forms.filter((each) => each !== '/listing')) {
      expect([path, (await stranger.post(path, {step: 'send'})).status]).toEqual([path, 404]);
    }
    expect((await scenario.call(pa.person, 'get', `/bookings/${id}`)).body).toMatchObject({status: 'requested'});
  });
});
