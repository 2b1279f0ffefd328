import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

const today = londonDay(new Date());
const tomorrow = addDays(today, 1);
const DEAR = 9_900;

/** What is booked costs what it cost on the day on which it was booked, whatever is charged from then on. */
describe('what a listing charges from today', () => {
  let scenario: Scenario;
  let holder: TestPerson;
  let line: string;

  beforeAll(async () => {
    scenario = await Scenario.open();
    holder = await scenario.holder();
    line = await scenario.line(holder, 100_000);
  });
  afterAll(() => scenario.close());

  const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
  const post = async (who: TestPerson, path: string, body: object = {}) =>
    (await call(who, 'post', path, body).set('Idempotency-Key', randomUUID())).body as {id: string};
  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const prices = async (id: string) =>
    (
      await owner<{price: number; held: number}>(
        `SELECT price_pence::integer AS price,
                (SELECT sum(amount_pence)::integer FROM visit_split s WHERE s.visit_id = v.id) AS held
         FROM visit v WHERE booking_id = $1 ORDER BY starts_at`,
        [id],
      )
    ).map(({price, held}) => [price, held]);
  const raise = (listing: TestListing, startsOn = tomorrow) =>
    call(listing.person, 'put', '/listings/mine/rates', {
      starts_on: startsOn,
      rates: [{band: 'weekday', unit: 'hour', rate_pence: DEAR}],
    });

  it('does not touch a pattern of visits, asked for before and accepted after', async () => {
    const provider = await scenario.provider();
    const weekly = {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=4'}};
    const made = await post(holder, '/bookings', booking(provider, line, at(1, 2, '09:00'), at(1, 2, '11:00'), weekly));
    const before = await prices(made.id);
    expect(before).toEqual(Array.from({length: 4}, () => [2_900, 2_900]));
    await raise(provider).expect(200);
    scenario.api.clock.travelTo(londonInstant(tomorrow, '10:00'));
    await call(provider.person, 'post', `/bookings/${made.id}/accept`).expect(200);
    expect(await prices(made.id)).toEqual(before);
    scenario.api.clock.back();
  });

  it('does not touch what was agreed with a PA, before or after', async () => {
    const pa = await scenario.pa();
    await scenario.engage(holder, pa);
    const first = await post(holder, '/bookings', booking(pa, line, at(6, 2, '09:00'), at(6, 2, '10:00')));
    await raise(pa, today).expect(200);
    const second = await post(holder, '/bookings', booking(pa, line, at(6, 3, '09:00'), at(6, 3, '10:00')));
    expect([await prices(first.id), await prices(second.id)]).toEqual([[[1_450, 1_450]], [[1_450, 1_450]]]);
  });

  it('does not touch a place in a group', async () => {
    const provider = await scenario.provider(1);
    const group = {kind: 'group', title: 'Pottery', price_pence: 1_200, capacity: 3};
    const made = await call(provider.person, 'post', '/listings/mine/offers', group).expect(201);
    const [offer] = (made.body as {items: {id: string}[]}).items;
    const session = await scenario.world.add('offer_session', {
      ...{council_id: scenario.council, offer_id: offer?.id, place: 'The hall', capacity: 3},
      ...{starts_at: at(2, 3, '10:00'), ends_at: at(2, 3, '12:00')},
    });
    const place = async (who: TestPerson, from: string) => {
      const path = `/listings/${provider.id}/sessions/${session}/book`;
      const booked = await call(who, 'post', path, {budget_line_id: from}).set('Idempotency-Key', randomUUID());
      return (booked.body as {booking_id: string}).booking_id;
    };
    const first = await place(holder, line);
    const change = {title: 'Pottery', price_pence: DEAR, capacity: 3};
    await call(provider.person, 'put', `/listings/mine/offers/${offer?.id}`, change).expect(200);
    const other = await scenario.holder();
    const later = await place(other, await scenario.line(other, 50_000));
    expect([await prices(first), await prices(later)]).toEqual([[[1_200, 1_200]], [[DEAR, DEAR]]]);
  });

  it('cannot be said of yesterday, by the database neither', async () => {
    const pa = await scenario.pa();
    const {app} = scenario.api;
    await raise(pa, addDays(today, -1)).expect(400, /starts_on/);
    for (const sql of [
      `UPDATE rate SET rate_pence = ${DEAR} WHERE listing_id = $1`,
      `UPDATE rate SET starts_on = '2021-01-01' WHERE listing_id = $1`,
      `DELETE FROM rate WHERE listing_id = $1`,
    ]) {
      const done = app.get(UnitOfWork).run(scenario.council, (tx) => tx.query(sql, [pa.id]));
      await expect(done).rejects.toThrow(/permission denied|up to yesterday stands/);
    }
  });
});
