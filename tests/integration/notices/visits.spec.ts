import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {INestApplicationContext} from '@nestjs/common';
import {londonDay} from '@app/kernel';
import {FollowFunds} from '../../../libs/bookings/src/funding/follow-funds.js';
import {TellReminders} from '../../../apps/worker/src/notices/tell-reminders.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing, STATUS_CHECK} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {startWorker} from '../../support/worker.js';

let scenario: Scenario;
let worker: Awaited<ReturnType<typeof startWorker>>;
let holder: TestPerson;
let pa: TestListing;
let backup: TestListing;
let line: string;
let engagement: string;
const HOUR = 3_600_000;

beforeAll(async () => {
  scenario = await Scenario.open();
  worker = await startWorker(scenario.database, scenario.api.clock);
  holder = await scenario.world.person(scenario.council, 'Edith Hall', ['holder']);
  pa = await scenario.pa();
  backup = await scenario.provider();
  line = await scenario.line(holder, 50_000, {weeks: 12});
  engagement = await scenario.engage(holder, pa);
  const contacts = [
    {kind: 'friend', name: 'Fay Friend', phone: '01632 960003'},
    {kind: 'provider', listing_id: backup.id, name: 'Help at hand', phone: '01632 960001'},
  ];
  await scenario.call(holder, 'put', '/backup', {contacts}).expect(200);
}, 60_000);
afterAll(async () => {
  await worker.close();
  await scenario.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const relayed = () =>
  until(async () => {
    const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
    return row?.n === 0;
  });
const seen = new Map<string, number>();

/** What somebody has been told since they were last asked about. */
async function told(person: TestPerson): Promise<string[]> {
  const {items} = (await call(person, 'get', '/notices').expect(200)).body as {items: {subject: string}[]};
  const before = seen.get(person.personId) ?? 0;
  seen.set(person.personId, items.length);
  return items
    .slice(0, items.length - before)
    .map(({subject}) => subject)
    .sort();
}

async function news(): Promise<Record<string, string[]>> {
  await relayed();
  return {holder: await told(holder), pa: await told(pa.person), backup: await told(backup.person)};
}

async function booked(startsAt: string, count = 1): Promise<{id: string; visits: string[]}> {
  const endsAt = new Date(new Date(startsAt).getTime() + HOUR).toISOString();
  const body = booking(pa, line, startsAt, endsAt, {recurrence: {rrule: `FREQ=WEEKLY;COUNT=${count}`}});
  const made = await call(holder, 'post', '/bookings', body).expect(201);
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  await call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  await news();
  return {id, visits: visits.map((visit) => visit.id)};
}

describe('what becomes of visits', () => {
  it('is told to those whom it concerns, once: moves, what is called off, who was not there', async () => {
    const {visits} = await booked(at(1, 2, '09:00'), 5);
    const [first = '', second = '', third = ''] = visits;
    const times = {reach: 'one', starts_at: at(1, 2, '14:00'), ends_at: at(1, 2, '15:00')};
    const made = await call(pa.person, 'post', `/visits/${first}/changes`, times).expect(201);
    const {id} = made.body as {id: string};
    expect(await news()).toEqual({holder: ['Worker A. would like other times'], pa: [], backup: []});
    await call(holder, 'post', `/visit-changes/${id}/accept`).expect(200);
    const agreed = {
      holder: ['Other times are agreed: Worker A.'],
      pa: ['Other times are agreed: Edith Hall'],
      backup: [],
    };
    expect(await news()).toEqual(agreed);
    await call(holder, 'post', `/visits/${second}/cancel`).expect(200);
    await call(pa.person, 'post', `/visits/${third}/cancel`, {reach: 'following'}).expect(200);
    expect(await news()).toEqual({
      holder: ['A visit is called off: Worker A.', 'Visits are called off: Worker A.'],
      pa: ['A visit is called off: Edith Hall', 'Visits are called off: Edith Hall'],
      backup: [],
    });
    scenario.api.clock.travelTo(at(1, 2, '14:30'));
    await call(holder, 'post', `/visits/${first}/no-show`).expect(200);
    scenario.api.clock.back();
    expect(await news()).toMatchObject({pa: ['Nobody came to a visit: Edith Hall']});
    await scenario.world.owner.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id, due_at)
       VALUES ($1, 'visit_change.accepted', $2, now()), ($1, 'visit.cancelled', $3, now())`,
      [scenario.council, id, second],
    );
    expect(await news()).toEqual({holder: [], pa: [], backup: []});
  });

  it('and of cover: who is asked, who is to be rung, who comes', async () => {
    const {visits} = await booked(at(2, 3, '09:00'));
    const made = await call(pa.person, 'post', `/visits/${visits[0] ?? ''}/cover`).expect(201);
    const {asks} = made.body as {asks: {id: string}[]};
    expect(await news()).toEqual({
      holder: ['Please ring your back-up: Worker A.', 'Somebody else is looked for: Worker A.'],
      pa: [],
      backup: [],
    });
    await call(holder, 'post', `/cover-asks/${asks[0]?.id ?? ''}/rung`, {comes: false}).expect(204);
    expect(await news()).toEqual({holder: [], pa: [], backup: ['Can you come instead? Edith Hall']});
    await call(backup.person, 'post', `/cover-asks/${asks[1]?.id ?? ''}/accept`).expect(200);
    expect(await news()).toEqual({
      holder: ['Somebody comes instead: Worker A.'],
      pa: ['Somebody comes instead: Edith Hall'],
      backup: ['Somebody comes instead: Edith Hall'],
    });
  });

  it('and of pauses, terms, who pays and the end', async () => {
    await booked(at(3, 4, '09:00'), 4);
    const days = {kind: 'hospital', from_day: londonDay(new Date(at(3, 1, '12:00'))), until_day: null};
    const pause = (await call(holder, 'post', '/pauses', days).expect(201)).body as {id: string};
    expect(await news()).toEqual({holder: ['Visits pause: Worker A.'], pa: ['Visits pause: Edith Hall'], backup: []});
    const from = {from_day: londonDay(new Date(at(4, 1, '12:00')))};
    await call(holder, 'post', `/pauses/${pause.id}/resume`, from).expect(200);
    expect(await news()).toEqual({holder: ['Visits go on: Worker A.'], pa: ['Visits go on: Edith Hall'], backup: []});
    const other = await scenario.line(holder, 30_000, {weeks: 12});
    const splits = [{budget_line_id: other, share_bp: 10_000}];
    await call(holder, 'post', `/engagements/${engagement}/payers`, {...from, splits}).expect(200);
    expect(await news()).toEqual({
      holder: ['Another budget pays for visits: Worker A.'],
      pa: ['Another budget pays for visits: Edith Hall'],
      backup: [],
    });
    const terms = {
      ...STATUS_CHECK,
      ...{starts_on: from.from_day, status: 'self_employed', employer: 'self', sleep_ins: 'none', holiday: 'none'},
      ...{notice_hours: 48, late_cancellation_bp: 5_000, pause_bp: 0, pause_days: 0},
      ...{trial_notice_days: 7, end_notice_days: 7, rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_500}]},
    };
    const version = (await call(holder, 'post', `/engagements/${engagement}/versions`, terms).expect(201)).body as {
      id: string;
    };
    expect(await news()).toEqual({holder: [], pa: ['Edith Hall would like other terms'], backup: []});
    await call(pa.person, 'post', `/engagement-versions/${version.id}/accept`).expect(200);
    expect(await news()).toEqual({
      holder: ['Other terms are agreed: Worker A.'],
      pa: ['Other terms are agreed: Edith Hall'],
      backup: [],
    });
    const friend = await scenario.holder();
    const {id, visits} = await booked(at(6, 4, '13:00'), 3);
    await sharedWith(friend, id);
    // Called off before, it is none of those that the end calls off.
    await scenario.world.owner.query(`UPDATE visit SET state = 'cancelled' WHERE id = $1`, [visits[2]]);
    const lastDay = londonDay(new Date(at(5, 1, '12:00')));
    await call(pa.person, 'post', `/engagements/${engagement}/end`, {last_day: lastDay}).expect(204);
    expect(await news()).toEqual({
      holder: ['Your work together ends: Worker A.'],
      pa: ['Your work together ends: Edith Hall'],
      backup: [],
    });
    // Whoever shares what it calls off is told why, at once and on every way they have.
    const notices = await scenario.world.owner.query<object[]>(
      `SELECT n.subject, n.body, array_agg(d.channel) AS ways
       FROM notice n JOIN delivery d ON d.notice_id = n.id WHERE n.person_id = $1 GROUP BY n.id`,
      [friend.personId],
    );
    expect(notices).toEqual([
      {
        subject: 'Visits that you share are called off: Worker A.',
        body: expect.stringMatching(
          /under an agreement that ends\. Its last day is .*\s+2 visits after it are called off/,
        ),
        ways: ['email'],
      },
    ]);
  });
});

/** As it is once somebody was let join, and it was booked. */
async function sharedWith({personId}: TestPerson, bookingId: string): Promise<void> {
  const {world, council} = scenario;
  const shared = await world.add('shared_support', {
    ...{council_id: council, listing_id: pa.id, organiser_id: holder.personId, title: 'Lake', share_by: 'equal'},
    ...{absence: 'absent_pays', starts_at: at(6, 4, '13:00'), ends_at: at(6, 4, '14:00'), code_hash: randomBytes(32)},
  });
  for (const person_id of [holder.personId, personId]) {
    await world.add('shared_member', {
      ...{council_id: council, shared_id: shared, person_id, line_id: line, weight: 1, state: 'agreed'},
      asked_by: person_id,
    });
  }
  await world.owner.query(`UPDATE booking SET shared_id = $2 WHERE id = $1`, [bookingId, shared]);
}

it('is told to both sides when an allocation ends in the middle of a pattern, with what to do', async () => {
  const other = await scenario.holder();
  const budget = await scenario.line(other, 50_000, {weeks: 12});
  const body = booking(backup, budget, at(6, 1, '09:00'), at(6, 1, '10:00'), {
    recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'},
  });
  const made = await call(other, 'post', '/bookings', body).expect(201);
  await call(backup.person, 'post', `/bookings/${(made.body as {id: string}).id}/accept`).expect(200);
  await scenario.world.owner.query(
    `INSERT INTO line_change (council_id, line_id, kind, from_day, reason) VALUES ($1, $2, 'end', $3, 'For a test.')`,
    [scenario.council, budget, at(6, 7, '12:00').slice(0, 10)],
  );
  await scenario.api.app.get(FollowFunds, {strict: false}).run();
  await relayed();
  expect(await told(other)).toContain('Nothing pays for some visits any more: Enterprise');
  expect(await told(backup.person)).toContain(`Nothing pays for some visits any more: ${other.name}`);
});

describe('reminders', () => {
  it('of the coming day go once to each who wants them, after the council’s hour and outside quiet hours', async () => {
    const other = await scenario.holder();
    const budget = await scenario.line(other, 50_000, {weeks: 12});
    const [early, late] = [at(5, 3, '09:00'), at(5, 3, '14:00')];
    for (const start of [early, late]) {
      const end = new Date(Date.parse(start) + HOUR).toISOString();
      const made = await call(other, 'post', '/bookings', booking(backup, budget, start, end)).expect(201);
      await call(backup.person, 'post', `/bookings/${(made.body as {id: string}).id}/accept`).expect(200);
    }
    const contact = {channels: ['email'], format: 'standard', language: 'en', quiet_from: '16:00', quiet_to: '19:00'};
    await call(other, 'put', '/contact', contact).expect(200);
    const job = (worker as INestApplicationContext).get(TellReminders);
    const reminded = async (time: string) => {
      scenario.api.clock.travelTo(at(5, 2, time));
      await job.run();
      await job.run();
      const rows = await scenario.world.owner.query<{id: string; body: string; due: Date}[]>(
        `SELECT n.person_id AS id, n.body, d.due_at AS due FROM notice n LEFT JOIN delivery d ON d.notice_id = n.id
         WHERE n.template = 'visits_ahead'`,
      );
      scenario.api.clock.back();
      return rows;
    };
    expect(await reminded('16:30')).toEqual([]);
    const rows = await reminded('17:10');
    expect(rows.map(({id}) => id).sort()).toEqual([other.personId, backup.person.personId].sort());
    const mine = rows.find(({id}) => id === other.personId);
    expect(mine?.body).toMatch(/9am to 10am: .* comes to you\n2pm to 3pm: /);
    expect(mine?.due).toEqual(new Date(at(5, 2, '19:00')));
    expect(await reminded('21:00')).toHaveLength(2);
    await scenario.world.owner.query(`DELETE FROM delivery; DELETE FROM notice WHERE template = 'visits_ahead'`);
    await call(other, 'put', '/contact', {...contact, reminders: false}).expect(200, /"reminders":false/);
    expect((await reminded('17:10')).map(({id}) => id)).toEqual([backup.person.personId]);
  });
});
