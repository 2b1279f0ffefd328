import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {badBodies, type BadBody, type Json} from '../../support/bad-values.js';
import type {TestPerson} from '../../support/people.js';
import {refusalOf} from '../../support/problem.js';
import {at, booking, HOURLY_PENCE, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let provider: TestListing;
let line: string;
let engagement: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 500_000);
  pa = await scenario.pa();
  provider = await scenario.provider(100);
  engagement = await scenario.engage(holder, provider);
});
afterAll(() => scenario.close());

/** What each of these takes, all of its fields filled in. */
const DOORS: Record<string, () => {who: TestPerson; path: string; body: Json}> = {
  'POST /sessions': () => ({who: holder, path: '/sessions', body: {email: holder.email, password: 'not the password'}}),
  'POST /bookings': () => ({who: holder, path: '/bookings', body: wanted()}),
  'POST /bookings/quote': () => ({who: holder, path: '/bookings/quote', body: wanted()}),
  'POST /bookings/:id/decline': () => ({
    who: pa.person,
    path: `/bookings/${randomUUID()}/decline`,
    body: {reason: 'No.'},
  }),
  'POST /engagements': () => ({
    who: holder,
    path: '/engagements',
    body: {
      listing_id: pa.id,
      status: 'employed',
      starts_on: londonDay(new Date()),
      rates: [{band: 'weekday', unit: 'hour', rate_pence: HOURLY_PENCE}],
    },
  }),
  'POST /engagements/:id/decline': () => ({
    who: pa.person,
    path: `/engagements/${randomUUID()}/decline`,
    body: {reason: 'No.'},
  }),
  'POST /visits/:id/hours': () => ({
    who: pa.person,
    path: `/visits/${randomUUID()}/hours`,
    body: {started_at: '2026-03-03T09:00:00Z', ended_at: '2026-03-03T10:00:00+00:00', mileage: 1.5},
  }),
  'POST /visits/:id/query': () => ({who: holder, path: `/visits/${randomUUID()}/query`, body: {reason: 'Earlier.'}}),
};

function wanted(): Json {
  const more = {engagement_id: engagement, recurrence: {rrule: 'FREQ=WEEKLY;COUNT=2'}};
  return booking(provider, line, at(2, 2, '09:00'), at(2, 2, '10:00'), more) as Json;
}

const OPTIONAL = new Set(['engagement_id', 'recurrence', 'mileage', 'reason']);
const WORDS = new Set(['reason', 'email', 'password']);

/** What is not wrong after all: an optional field left out or null, other words where any will do. */
function fine({path, what}: BadBody, door: string): boolean {
  const optional = OPTIONAL.has(path) && !door.endsWith('/query');
  if (optional && (what === 'left out' || what === 'null')) return true;
  if (WORDS.has(path) && (what === 'string' || (what === 'empty string' && path !== 'email')))
    return !door.endsWith('/query') || what === 'string';
  return false;
}

describe.each(Object.keys(DOORS))('%s', (door) => {
  it('refuses every field that is not what it should be, and names it', async () => {
    const {who, path, body} = DOORS[door]?.() ?? {who: holder, path: '', body: null};
    const bad = badBodies(body).filter((each) => !fine(each, door));
    expect(bad.length).toBeGreaterThan(10);
    for (const each of bad) {
      const problem = refusalOf(await scenario.call(who, 'post', path, each.body as object));
      const fields = problem.errors.map((error) => error.field);
      const named = fields.some(
        (field) => each.path === field || each.path.startsWith(`${field}.`) || field.startsWith(`${each.path}.`),
      );
      expect({each, status: problem.status, fields, named}).toEqual({each, status: 400, fields, named: true});
    }
  });

  it.each([
    ['null', null],
    ['a number', 1],
    ['a string', 'text'],
    ['a list', []],
    ['a list of one', [{}]],
    ['true', true],
  ])('refuses a body that is %s', async (_, wrong) => {
    const {who, path} = DOORS[door]?.() ?? {who: holder, path: ''};
    const sent = scenario.call(who, 'post', path).set('Content-Type', 'application/json');
    const {status, errors} = refusalOf(await sent.send(JSON.stringify(wrong)));
    if (wrong === null && door.endsWith('/decline')) expect(status).toBe(404);
    else expect({status, named: errors.length > 0}).toEqual({status: 400, named: true});
    expect(errors.map((error) => error.field)).not.toContain('undefined');
  });
});
