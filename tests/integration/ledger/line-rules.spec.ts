import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {WeeklyFunds} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {databaseError} from '@app/platform';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let finance: TestPerson;
let line: string;
let pa: TestListing;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  finance = await scenario.world.person(scenario.council, 'Finance', ['finance']);
  line = await scenario.line(holder, 50_000);
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
});
afterAll(() => scenario.close());

let weeks = 1;
const book = (listing: TestListing, week = (weeks += 1)) =>
  scenario
    .call(holder, 'post', '/bookings', booking(listing, line, at(week, 2, '09:00'), at(week, 2, '10:00')))
    .set('Idempotency-Key', randomUUID());
const declare = (relation: string) => scenario.call(holder, 'put', `/relationships/${pa.id}`, {relation}).expect(204);

async function refused(listing: TestListing, week?: number) {
  const body: unknown = (await book(listing, week).expect(422)).body;
  const {code, detail, rule} = body as {code: string; detail: string; rule: string};
  return {code, detail, rule};
}

const never = async () => {
  const principal = {councilId: scenario.council, personId: holder.personId, actingFor: null} as never;
  return (await scenario.api.app.get(WeeklyFunds).line(principal, line)).never;
};

/** What the database says where nobody asked before. */
async function splitByHand(listing: TestListing): Promise<string | undefined> {
  const [row] = await scenario.world.owner.query<{id: string}[]>(
    `INSERT INTO booking (council_id, reference, holder_id, listing_id, requested_by)
     VALUES ($1, $2, $3, $4, $3) RETURNING id`,
    [scenario.council, randomUUID(), holder.personId, listing.id],
  );
  return scenario.world.owner
    .query(`INSERT INTO booking_split (booking_id, line_id, council_id, share_bp) VALUES ($1, $2, $3, 10000)`, [
      ...[row?.id, line, scenario.council],
    ])
    .then(
      () => undefined,
      (error: unknown) => databaseError(error)?.constraint,
    );
}

describe('family', () => {
  it('are paid where they live somewhere else, and refused with the rule where the regulations say so', async () => {
    await declare('relative_elsewhere');
    await book(pa).expect(201);
    expect(await never()).toEqual(new Map());
    for (const [relation, said, regulation] of [
      ['partner', 'wherever they live', 'reg. 3(1)'],
      ['close_relative', 'same household', 'reg. 3(2)'],
    ] as const) {
      await declare(relation);
      const refusal = await refused(pa);
      expect(refusal.code).toBe('LINE_NOT_ALLOWED');
      expect(refusal.detail).toContain(said);
      expect(refusal.detail).toContain('Ask the direct payments team');
      expect(refusal.rule).toContain(regulation);
      expect((await never()).get(pa.id)).toBe(refusal.detail);
      expect(await splitByHand(pa)).toBe('booking_split_of_its_rules');
    }
    const own = await scenario.call(holder, 'get', '/relationships').expect(200);
    expect(own.body).toMatchObject({items: [{listing_id: pa.id, relation: 'close_relative'}], total: 1});
  });

  it('are paid from the day to the day for which an officer recorded that it is necessary', async () => {
    const path = `/council/people/${holder.personId}/family-exceptions`;
    const exception = {listing_id: pa.id, reason: 'Nobody else knows how.', starts_on: today};
    await scenario.call(holder, 'post', path, exception).expect(403);
    await scenario.call(finance, 'post', path, {...exception, ends_on: addDays(today, -1)}).expect(400);
    await scenario.call(finance, 'post', path, {...exception, ends_on: addDays(today, 70)}).expect(201);
    await scenario.call(finance, 'post', path, exception).expect(409);
    await book(pa).expect(201);
    expect(await splitByHand(pa)).toBeUndefined();
    expect((await refused(pa, 14)).code).toBe('LINE_NOT_ALLOWED');
  });
});

describe('what a council says a line may pay for', () => {
  it('keeps a direct payment from the council’s own services, and no other line', async () => {
    const own = await scenario.provider();
    await book(own).expect(201);
    const mark = {listing_id: own.id, kind: 'council_service', reason: 'We run it.'};
    const body: unknown = (await scenario.call(finance, 'post', '/council/listing-marks', mark).expect(201)).body;
    await scenario.call(finance, 'post', '/council/listing-marks', mark).expect(409);
    expect(await refused(own)).toMatchObject({
      code: 'LINE_NOT_ALLOWED',
      detail: expect.stringContaining('itself runs'),
    });
    const managed = await scenario.line(holder, 50_000, {deployment: 'managed'});
    await scenario
      .call(holder, 'post', '/bookings', booking(own, managed, at(3, 4, '09:00'), at(3, 4, '10:00')))
      .set('Idempotency-Key', randomUUID())
      .expect(201);
    await scenario.call(finance, 'post', `/council/listing-marks/${(body as {id: string}).id}/end`).expect(204);
    await book(own, 8).expect(201);
  });

  it('opens a line for a care home while a trial lasts, and closes it after', async () => {
    const home = await scenario.provider();
    const mark = {listing_id: home.id, kind: 'residential_care', reason: 'It is a care home.'};
    await scenario.call(finance, 'post', '/council/listing-marks', mark).expect(201);
    expect((await refused(home)).rule).toContain('reg. 6');
    const trial = {
      ...{deployment: 'direct_payment', pays: 'residential_care', allowed: true, reason: 'We try it.'},
      ...{source: 'Cabinet, 12 March', starts_on: today, ends_on: addDays(today, 56)},
    };
    await scenario.call(holder, 'post', '/council/line-rules', trial).expect(403);
    await scenario.call(finance, 'post', '/council/line-rules', {...trial, starts_on: addDays(today, -1)}).expect(400);
    await scenario.call(finance, 'post', '/council/line-rules', trial).expect(204);
    await scenario.call(finance, 'post', '/council/line-rules', trial).expect(409);
    await book(home, 4).expect(201);
    expect((await refused(home, 12)).rule).toContain('reg. 6');
    const body: unknown = (await scenario.call(finance, 'get', '/council/line-rules').expect(200)).body;
    const {items} = body as {items: {pays: string; deployment: string; allowed: boolean; starts_on: string}[]};
    const rules = items.filter((each) => each.pays === 'residential_care' && each.deployment === 'direct_payment');
    expect(rules.map((each) => [each.allowed, each.starts_on])).toEqual([
      [true, today],
      [false, addDays(today, 57)],
    ]);
  });
});
