import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {refusalOf} from '../../support/problem.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let line: string;
let pa: TestListing;
let provider: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 500_000);
  pa = await scenario.pa();
  provider = await scenario.provider(100);
});
afterAll(() => scenario.close());

/** What is wrong with a body or a question, and the field that the refusal names. */
type Case = [what: string, path: string, body: () => object | undefined, status: number, field: string | null];

const nine = () => at(2, 2, '09:00');
const ten = () => at(2, 2, '10:00');
const asked = (more: object) => ({...booking(provider, line, nine(), ten()), ...more});
const rate = (pence: unknown) => ({
  ...terms(pa),
  rates: [{band: 'weekday', unit: 'hour', rate_pence: pence}],
});

const BODIES: Case[] = [
  ['a rate of -1', '/engagements', () => rate(-1), 400, 'rates.0.rate_pence'],
  ['a rate of 10^15', '/engagements', () => rate(1e15), 400, 'rates.0.rate_pence'],
  ['a rate of half a penny', '/engagements', () => rate(1450.5), 400, 'rates.0.rate_pence'],
  ['a rate in words', '/engagements', () => rate('1450'), 400, 'rates.0.rate_pence'],
  ['an end before its start', '/bookings', () => asked({starts_at: ten(), ends_at: nine()}), 400, 'ends_at'],
  ['an end at its start', '/bookings', () => asked({ends_at: nine()}), 400, 'ends_at'],
  ['a visit of 30 hours', '/bookings', () => asked({ends_at: at(2, 3, '15:00')}), 400, 'ends_at'],
  [
    'a visit in the past',
    '/bookings',
    () => asked({starts_at: at(-1, 2, '09:00'), ends_at: at(-1, 2, '10:00')}),
    400,
    'starts_at',
  ],
  ['a day without a time', '/bookings', () => asked({starts_at: londonDay(new Date())}), 400, 'starts_at'],
  ['a time without an offset', '/bookings', () => asked({starts_at: '2027-03-02T09:00:00'}), 400, 'starts_at'],
  ['a day that is none', '/bookings', () => asked({starts_at: '2027-02-30T09:00:00Z'}), 400, 'starts_at'],
  [
    'a recurrence without an end',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=WEEKLY'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'a recurrence of seconds',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=SECONDLY;COUNT=9'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'a recurrence of a thousand years',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=DAILY;UNTIL=30260101T000000Z'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'a recurrence of 5,000 visits',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=DAILY;COUNT=5000'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'a recurrence without a day',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'a recurrence of which every day is left out',
    '/bookings',
    () => asked({recurrence: {rrule: 'FREQ=DAILY;COUNT=1', except: [nine().slice(0, 10)]}}),
    400,
    'recurrence.except',
  ],
  [
    'a recurrence that is nonsense',
    '/bookings',
    () => asked({recurrence: {rrule: 'EVERY DAY'}}),
    400,
    'recurrence.rrule',
  ],
  [
    'shares of more than all',
    '/bookings',
    () => asked({splits: [{budget_line_id: line, share_bp: 10_001}]}),
    400,
    'splits',
  ],
  [
    'shares of less than all',
    '/bookings',
    () => asked({splits: [{budget_line_id: line, share_bp: 9_999}]}),
    400,
    'splits',
  ],
  [
    'the same line twice',
    '/bookings',
    () =>
      asked({
        splits: [
          {budget_line_id: line, share_bp: 5_000},
          {budget_line_id: line, share_bp: 5_000},
        ],
      }),
    400,
    'splits',
  ],
  ['nobody who pays', '/bookings', () => asked({splits: []}), 400, 'splits'],
  ['an id that is none', '/bookings', () => asked({listing_id: 'x'}), 400, 'listing_id'],
  [
    'a listing that is not there',
    '/bookings',
    () => asked({listing_id: '01a201c3-2578-7164-8f70-366ce93faab9'}),
    404,
    null,
  ],
];

it.each(BODIES)('refuses %s', async (_, path, body, status, field) => {
  const problem = refusalOf(await scenario.call(holder, 'post', path, body()));
  expect(problem.status).toBe(status);
  if (field === null) return;
  const named = problem.errors.map((error) => error.field);
  expect(named.some((name) => name === field || name.startsWith(`${field}.`))).toBe(true);
  for (const {message} of problem.errors) expect(message).toMatch(/^[A-Z].+[.]$/);
});

const QUESTIONS: [string, number, string, string][] = [
  ['near=ZZ99 9ZZ', 422, 'POSTCODE_UNKNOWN', 'near'],
  ['near=Nowhere at all', 422, 'POSTCODE_UNKNOWN', 'near'],
  ['near=NG1 5DT&within_km=-1', 400, 'VALIDATION_FAILED', 'within_km'],
  ['near=NG1 5DT&within_km=ten', 400, 'VALIDATION_FAILED', 'within_km'],
  ['page=0', 400, 'VALIDATION_FAILED', 'page'],
  ['page=1e9', 400, 'VALIDATION_FAILED', 'page'],
  ['per_page=101', 400, 'VALIDATION_FAILED', 'per_page'],
  ['sort=best', 400, 'VALIDATION_FAILED', 'sort'],
  ['kind=robot', 400, 'VALIDATION_FAILED', 'kind'],
  ['max_rate_pence=0.5', 400, 'VALIDATION_FAILED', 'max_rate_pence'],
  ['available_from=2027-03-02T09:00:00Z', 400, 'VALIDATION_FAILED', 'available_to'],
  ['q=a%00b', 400, 'VALIDATION_FAILED', 'q'],
  ['q=' + 'x'.repeat(2_000), 400, 'VALIDATION_FAILED', 'q'],
  ['colour=blue', 400, 'VALIDATION_FAILED', 'colour'],
];

it.each(QUESTIONS)('refuses to search for %s', async (query, status, code, field) => {
  const problem = refusalOf(await scenario.call(null, 'get', `/search?${encodeURI(query).replaceAll('%25', '%')}`));
  expect({...problem, errors: problem.errors.map((error) => error.field)}).toMatchObject({
    status,
    code,
    errors: [field],
  });
});

describe('a body that is not what it says', () => {
  const send = (type: string, body: string) =>
    scenario.call(holder, 'post', '/bookings').set('Content-Type', type).send(body);

  it('of 2 MB is refused before it is read', async () => {
    const problem = refusalOf(await send('application/json', JSON.stringify({listing_id: 'x'.repeat(2_000_000)})));
    expect(problem.status).toBe(413);
  });

  it.each([
    ['broken JSON', 'application/json', '{"listing_id": '],
    ['nothing', 'application/json', ''],
    ['text', 'text/plain', 'book it'],
    ['XML', 'application/xml', '<booking/>'],
    ['a form', 'application/x-www-form-urlencoded', 'listing_id=1'],
    ['JSON with a prototype', 'application/json', '{"__proto__": {"admin": true}}'],
    ['JSON nested a thousand deep', 'application/json', '['.repeat(1_000) + ']'.repeat(1_000)],
  ])('as %s is refused', async (_, type, body) => {
    expect(refusalOf(await send(type, body)).status).toBeGreaterThanOrEqual(400);
  });
});

it('gives markup back as the text it is', async () => {
  const name = '<script>alert(1)</script>';
  await scenario.world.owner.query(`UPDATE listing SET summary = $2 WHERE id = $1`, [provider.id, name]);
  const answer = await scenario.call(null, 'get', `/listings/${provider.id}`).expect(200);
  expect((answer.body as {summary: string}).summary).toBe(name);
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringContaining('application/json'),
    'x-content-type-options': 'nosniff',
  });
});
