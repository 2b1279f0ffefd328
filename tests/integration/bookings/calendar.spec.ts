import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, startOfDay} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const MINUTE = 60_000;

let scenario: Scenario;
let pages: PagesApp;
let holder: TestPerson;
let line: string;
let pa: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  holder = await scenario.holder();
  line = await scenario.line(holder, 100_000, {weeks: 60});
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

interface Asked {
  id: string;
  visitId: string;
}

async function asked(startsAt: string, minutes: number): Promise<Asked> {
  const endsAt = new Date(Date.parse(startsAt) + minutes * MINUTE).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt)).expect(201);
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  return {id, visitId: visits[0]?.id ?? ''};
}

const accept = ({id}: Asked) => scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);

/** Makes an address on the page and gives its path. */
async function addressOf(person: TestPerson): Promise<string> {
  const page = await new Visitor(pages, person).post('/calendar/address');
  const path = /\/calendars\/[\w-]{43}\.ics/.exec(page.text)?.[0];
  if (!path) throw new Error(`no address: ${page.text}`);
  return path;
}

const fetchFile = (path: string) => fetch(pages.baseUrl + path);

/** The properties of each event, unfolded (RFC 5545, 3.1). */
async function eventsOf(path: string): Promise<Map<string, string>[]> {
  const answer = await fetchFile(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const text = await answer.text();
  expect(text.split('\r\n').every((each) => Buffer.byteLength(each) <= 75)).toBe(true);
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const events: Map<string, string>[] = [];
  for (const each of lines) {
    if (each === 'BEGIN:VEVENT') events.push(new Map());
    const [name = '', value = ''] = each.split(/:(.*)/s);
    events.at(-1)?.set(name, value);
  }
  return events;
}

const eventOf = async (path: string, {visitId}: Asked) =>
  (await eventsOf(path)).find((each) => each.get('UID') === `${visitId}@alongside`);

describe('a calendar’s address', () => {
  it('gives each side its visits by their own words, and what changes about them, under one UID', async () => {
    const visit = await asked(at(2, 2, '09:00'), 120);
    const [mine, theirs] = [await addressOf(holder), await addressOf(pa.person)];
    const before = await eventOf(mine, visit);
    expect(before?.get('STATUS')).toBe('TENTATIVE');
    expect([...(before?.keys() ?? [])]).toContain('DTSTART;TZID=Europe/London');
    expect(before?.get('DTSTART;TZID=Europe/London')).toMatch(/T090000$/);
    await accept(visit);
    const after = await eventOf(mine, visit);
    expect(after?.get('STATUS')).toBe('CONFIRMED');
    expect(Number(after?.get('SEQUENCE'))).toBeGreaterThan(Number(before?.get('SEQUENCE')));
    expect((await eventOf(theirs, visit))?.get('SUMMARY')).toBe(`Visit to ${holder.name}`);
    expect(after?.get('SUMMARY')).not.toContain('Visit to');
    await scenario.call(holder, 'post', `/bookings/${visit.id}/cancel`).expect(200);
    const cancelled = await eventOf(mine, visit);
    expect(cancelled?.get('STATUS')).toBe('CANCELLED');
    expect(Number(cancelled?.get('SEQUENCE'))).toBeGreaterThan(Number(after?.get('SEQUENCE')));
    expect(JSON.stringify([...(cancelled ?? [])])).not.toMatch(/pence|£/);
  });

  it('ends at once when a new one is made, or when it is ended, and is kept nowhere', async () => {
    const first = await addressOf(holder);
    const second = await addressOf(holder);
    expect([(await fetchFile(first)).status, (await fetchFile(second)).status]).toEqual([404, 200]);
    await new Visitor(pages, holder).post('/calendar/address/end');
    expect((await fetchFile(second)).status).toBe(404);
    const kept = await scenario.world.owner.query<object[]>(`SELECT row_to_json(f)::text AS row FROM calendar_feed f`);
    expect(JSON.stringify(kept)).not.toContain(second.slice('/calendars/'.length, -'.ics'.length));
    await expect(
      scenario.world.owner.query(`UPDATE calendar_feed SET ended_at = NULL WHERE ended_at IS NOT NULL`),
    ).rejects.toMatchObject({constraint: 'calendar_feed_ended'});
    for (const wrong of ['/calendars/x.ics', '/calendars/x', `/calendars/${'A'.repeat(43)}.ics`]) {
      expect((await fetchFile(wrong)).status).toBe(404);
    }
  });

  it('is for nobody else to make: who acts for somebody is refused, and two at once leave one', async () => {
    const friend = await scenario.holder();
    await scenario.world.represents(scenario.council, friend, holder, 'nominated');
    const paths = await Promise.all([addressOf(friend), addressOf(friend), addressOf(friend)]);
    const statuses = await Promise.all(paths.map(async (path) => (await fetchFile(path)).status));
    expect(statuses.sort()).toEqual([200, 404, 404]);
    const acting = new Visitor(pages, friend);
    await acting.post('/acting', {person: holder.personId});
    expect((await acting.get('/calendar/address')).text).toContain(`Only ${holder.name} can make this address`);
    expect((await acting.post('/calendar/address')).status).toBe(403);
  });
});

describe('the calendar’s pages', () => {
  it('show a month and a week to both sides, a visit over midnight once, and nothing that was declined', async () => {
    const night = await asked(at(3, 3, '22:00'), 540);
    await accept(night);
    const declined = await asked(at(3, 4, '10:00'), 60);
    await scenario.call(pa.person, 'post', `/bookings/${declined.id}/decline`, {}).expect(200);
    const day = londonDay(new Date(at(3, 3, '22:00')));
    const [mine, theirs] = [new Visitor(pages, holder), new Visitor(pages, pa.person)];
    const month = await mine.get(`/calendar?month=${day.slice(0, 7)}`);
    expect(month.text.match(/10pm to 7am the next day/g)).toHaveLength(1);
    expect(month.text).not.toContain('10am to 11am');
    const picture = {small_id: randomUUID(), large_id: randomUUID(), alternative: 'Amina smiling'};
    await scenario.world.add(
      'listing_picture',
      {...picture, listing_id: pa.id, council_id: scenario.council, added_by: pa.person.personId, added_at: new Date()},
      'listing_id',
    );
    const face = `/listings/${pa.id}/picture/${picture.small_id}`;
    const sheet = () => mine.get(`/calendar/week?from=${day}`);
    expect((await sheet()).html).toContain(face);
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [pa.id]);
    expect((await sheet()).html).not.toContain(face);
    await scenario.world.owner.query(`UPDATE listing SET state = 'live' WHERE id = $1`, [pa.id]);
    const week = await theirs.get(`/calendar/week?from=${addDays(day, 2)}`);
    expect(week.text).toContain(`10pm to 7am the next day ${holder.name.split(' ')[0]}`);
    expect(week.text).not.toContain(holder.name);
    expect((await new Visitor(pages, await scenario.holder()).get(`/calendar/week?from=${day}`)).text).not.toContain(
      '10pm',
    );
  });

  it('are right in the weeks of both clock changes', async () => {
    scenario.api.clock.travelTo(startOfDay('2027-03-01'));
    const spring = await new Visitor(pages, holder).get('/calendar?month=2027-03');
    expect(spring.html.match(/<time datetime="2027-03-28"/g)).toHaveLength(1);
    const autumn = await new Visitor(pages, holder).get('/calendar/week?from=2027-10-31');
    expect(autumn.text).toContain('Monday 25 October to Sunday 31 October');
  });

  it.each([
    '/calendar?month=13',
    '/calendar?month=2026-13',
    '/calendar/week?from=yesterday',
    '/calendar?month=0001-01',
  ])('refuse %s with what to give', async (path) => {
    const answer = await new Visitor(pages, holder).get(path);
    expect(answer.status).toBe(400);
  });
});
