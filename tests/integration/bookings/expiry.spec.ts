import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {ExpireBookings} from '../../../libs/bookings/src/booking/expire-bookings.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let provider: TestListing;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  provider = await scenario.provider(5);
  line = await scenario.line(holder, 50_000);
});
afterAll(() => scenario.close());

/** A request whose time has come without an answer. */
async function unanswered(hour: string): Promise<string> {
  const body = booking(provider, line, at(1, 2, `${hour}:00`), at(1, 2, `${hour}:30`));
  const made = await scenario.call(holder, 'post', '/bookings', body).expect(201);
  const {id} = made.body as {id: string};
  await scenario.world.owner.query(
    `UPDATE visit SET starts_at = starts_at - interval '14 days', ends_at = ends_at - interval '14 days' WHERE booking_id = $1`,
    [id],
  );
  return id;
}

async function states(): Promise<Record<string, string>> {
  const rows = await scenario.world.owner.query<{id: string; state: string}[]>(`SELECT id, state FROM booking`);
  return Object.fromEntries(rows.map((row) => [row.id, row.state]));
}

describe('requests that nobody answers', () => {
  it('expire, give their money back, and are not held up by one that cannot', async () => {
    const broken = await unanswered('09');
    const fine = await unanswered('10');
    const coming = await scenario
      .call(holder, 'post', '/bookings', booking(provider, line, at(2, 2, '09:00'), at(2, 2, '09:30')))
      .expect(201);
    const {id: later} = coming.body as {id: string};
    // Somebody went behind the database's back: more than was ever held is to be given back.
    await scenario.world.owner.query(
      `UPDATE visit_split SET amount_pence = 10000000 WHERE visit_id IN (SELECT id FROM visit WHERE booking_id = $1)`,
      [broken],
    );
    const expire = scenario.api.app.get(ExpireBookings, {strict: false});
    await expect(expire.run()).rejects.toThrow(/1 of 2/);
    expect(await states()).toEqual({[broken]: 'requested', [fine]: 'expired', [later]: 'requested'});
    const [entry] = await scenario.world.owner.query<object[]>(
      `SELECT actor_id, subject_id FROM audit_entry WHERE action = 'booking.expired'`,
    );
    expect(entry).toEqual({actor_id: null, subject_id: fine});
    expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  });
});
