import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const TODAY = londonDay(new Date());
const MARK = 'Not listed for this day';
const VISITS = 40;

describe('bookings beyond a listing', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let holder: TestPerson;
  let officer: TestPerson;
  let pa: TestListing;
  let id: string;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    worker = await startWorker(scenario.database, scenario.api.clock);
    const {world, council} = scenario;
    holder = await scenario.holder();
    officer = await world.person(council, 'Olu Officer', ['officer']);
    pa = await scenario.pa(council, {checkedOn: addDays(TODAY, -30)});
    const line = await scenario.line(holder, 50_000);
    const engagement_id = await scenario.engage(holder, pa);
    const asked = booking(pa, line, at(2, 2, '09:00'), at(2, 2, '11:00'), {
      engagement_id,
      recurrence: {rrule: `FREQ=WEEKLY;COUNT=${VISITS}`},
    });
    const sent = await scenario.call(holder, 'post', '/bookings', asked).expect(201);
    id = (sent.body as {id: string}).id;
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  });
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const relayed = () =>
    until(async () => {
      const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
      return row?.n === 0;
    });
  const changed = async () => {
    await scenario.world.owner.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id, due_at) VALUES ($1, 'standing.changed', $2, now())`,
      [scenario.council, pa.memberId],
    );
    await relayed();
  };
  const unchecked = (sql: string, values: unknown[]) =>
    scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(sql, values);
    });
  const told = async (person: TestPerson, about: RegExp) => {
    const sent = await scenario.call(person, 'get', '/notices?per_page=100').expect(200);
    const {items} = sent.body as {items: {subject: string; body: string}[]};
    return items.filter((each) => about.test(each.subject));
  };
  const page = async (person: TestPerson, path = `/bookings/${id}`) =>
    (await new Visitor(pages, person).get(path)).text;
  const inApi = async (person: TestPerson) => {
    const sent = await scenario.call(person, 'get', `/bookings/${id}`).expect(200);
    return (sent.body as {visits: {beyond: object | null}[]}).visits.map((each) => each.beyond);
  };
  const marks = (text: string) => text.split(MARK).length - 1;

  it('are marked for both sides when something lapses before their visits, and each is told once', async () => {
    expect(marks(await page(holder))).toBe(0);
    const lastDay = londonDay(new Date(at(2, 3, '12:00')));
    await unchecked(`UPDATE evidence SET valid_until = $2 WHERE member_id = $1`, [pa.memberId, lastDay]);
    await changed();
    await changed();
    expect(marks(await page(holder))).toBe(VISITS - 1);
    expect(await page(holder)).toMatch(
      /Worker A\. is listed now, but not for the visits from .* It is for you to decide/,
    );
    expect(await page(pa.person)).toMatch(/You are listed now, but not for the visits from .* unless you renew/);
    const since = londonDay(new Date(at(3, 2, '12:00')));
    const ends = {since, reason: 'listing_ends'};
    const all = [null, ...Array<object>(VISITS - 1).fill(ends)];
    expect(await inApi(holder)).toEqual(all);
    expect(await inApi(pa.person)).toEqual(all);
    expect(marks(await page(holder, '/support'))).toBeGreaterThan(0); // the next four weeks
    expect(marks(await page(pa.person, `/work?from=${lastDay}`))).toBe(4); // four weeks of its diary
    expect(await told(holder, /may not be listed for all visits/)).toHaveLength(1);
    const [worker] = await told(pa.person, /Renew before your coming visits/);
    expect(worker?.body).toContain(`${VISITS - 1} visits from`);
    expect(await told(pa.person, /Renew before/)).toHaveLength(1);
  });

  it('are cleared by a renewal, and told again if it comes to be so again', async () => {
    const [application] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT id FROM application WHERE member_id = $1`,
      [pa.memberId],
    );
    const path = `/applications/${application?.id}/evidence/identity`;
    await scenario.call(officer, 'put', path, {checked_on: TODAY, facts: {document: 'passport'}}).expect(200);
    await relayed();
    expect(marks(await page(holder))).toBe(0);
    expect(marks(await page(pa.person))).toBe(0);
    expect(
      await scenario.world.owner.query(
        `SELECT cleared_at IS NOT NULL AS cleared FROM booking_beyond WHERE booking_id = $1`,
        [id],
      ),
    ).toEqual([{cleared: true}]);
    await unchecked(`UPDATE evidence SET valid_until = $2 WHERE member_id = $1`, [pa.memberId, addDays(TODAY, 1)]);
    await changed();
    expect(await told(holder, /may not be listed for all visits/)).toHaveLength(2);
    await unchecked(`UPDATE evidence SET valid_until = NULL WHERE member_id = $1`, [pa.memberId]);
    await changed();
  });

  it('say no more than “not currently listed” for somebody suspended with forty visits ahead, and stay booked', async () => {
    await scenario.call(officer, 'post', `/members/${pa.memberId}/suspension`).expect(204);
    await relayed();
    expect(marks(await page(holder))).toBe(VISITS);
    const since = londonDay(new Date(at(2, 2, '12:00')));
    expect(await inApi(holder)).toEqual(Array(VISITS).fill({since, reason: 'not_currently_listed'}));
    expect(await page(holder)).toContain('Worker A. is not currently listed. It is for you to decide');
    expect(await page(pa.person)).toContain('You are not currently listed.');
    for (const person of [holder, pa.person]) {
      const messages = await told(person, /not currently listed/);
      expect(messages).toHaveLength(1);
      expect(JSON.stringify(messages)).not.toMatch(/suspen|concern|safeguard/i);
      expect(await page(person)).not.toMatch(/suspen|concern|safeguard/i);
    }
    await scenario.call(officer, 'delete', `/members/${pa.memberId}/suspension`).expect(204);
    await relayed();
    expect(marks(await page(holder))).toBe(0);
  });

  it('say nothing to either side when a concern took the listing down: that is for the duty officer alone', async () => {
    const before = [(await told(holder, /./)).length, (await told(pa.person, /./)).length];
    const suspension = await scenario.world.add('suspension', {
      council_id: scenario.council,
      member_id: pa.memberId,
      starts_at: new Date(Date.now() - 1_000),
      recorded_by: officer.personId,
    });
    await scenario.world.add('concern', {
      council_id: scenario.council,
      member_id: pa.memberId,
      text: 'For a test',
      suspension_id: suspension,
      recorded_by: officer.personId,
    });
    await changed();
    expect(marks(await page(holder))).toBe(0);
    expect(marks(await page(pa.person))).toBe(0);
    expect(await inApi(holder)).toEqual(Array(VISITS).fill(null));
    expect([(await told(holder, /./)).length, (await told(pa.person, /./)).length]).toEqual(before);
  });
});
