import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import type {TestPerson} from '../../support/people.js';

interface Figures {
  allocated_pence: number;
  contribution_pence: number;
  held_pence: number;
  committed_pence: number;
  spent_pence: number;
  ring_fenced_pence: number;
  available_pence: number;
}

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let line: string;
let visitsMade = 0;
const HOUR = 3_600_000;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 25_000);
  pa = await scenario.pa();
});
afterAll(() => scenario.close());

async function figures(person = holder): Promise<Figures> {
  const response = await scenario.call(person, 'get', '/budgets').expect(200);
  const {items} = response.body as {items: {lines: {id: string; period: Figures}[]}[]};
  const period = items[0]?.lines[0]?.period as Figures;
  expect(period.allocated_pence + period.contribution_pence).toBe(
    period.held_pence + period.committed_pence + period.spent_pence + period.ring_fenced_pence + period.available_pence,
  );
  return period;
}

describe('from terms to money spent', () => {
  it('agrees, books, accepts, records, approves; the budget follows each step', async () => {
    const early = booking(pa, line, at(1, 2, '09:00'), at(1, 2, '11:00'));
    await scenario.call(holder, 'post', '/bookings', early).expect(422, /ENGAGEMENT_REQUIRED/);
    const engagement = await scenario.engage(holder, pa);

    const before = await figures();
    expect(before).toMatchObject({allocated_pence: 100_000, held_pence: 0, available_pence: 100_000});
    const body = booking(pa, line, at(1, 2, '09:00'), at(1, 2, '11:00'), {
      engagement_id: engagement,
      recurrence: {rrule: 'FREQ=WEEKLY;COUNT=2'},
    });
    const made = await scenario.call(holder, 'post', '/bookings', body).expect(201);
    const {id, visits, holds} = made.body as {id: string; visits: {id: string}[]; holds: object[]};
    expect(made.body).toMatchObject({
      status: 'requested',
      reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
    });
    expect(visits).toHaveLength(2);
    expect(holds).toEqual([{budget_line_id: line, amount_pence: 5_800}]);
    expect(await figures()).toMatchObject({held_pence: 5_800, available_pence: 94_200});

    await scenario.call(holder, 'post', `/bookings/${id}/accept`).expect(403);
    const accepted = await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    expect(accepted.body).toMatchObject({status: 'accepted', visits: [{status: 'accepted'}, {status: 'accepted'}]});
    expect(await figures()).toMatchObject({held_pence: 0, committed_pence: 5_800});
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(422, /ILLEGAL_TRANSITION/);
  });

  it('spends what the hours cost and gives the rest back', async () => {
    const {visitId, bookingId, startedAt} = await endedVisit();
    const hours = {
      started_at: startedAt.toISOString(),
      ended_at: new Date(startedAt.getTime() + 1.5 * HOUR).toISOString(),
    };
    await scenario.call(holder, 'post', `/visits/${visitId}/approve`).expect(422, /ILLEGAL_TRANSITION/);
    const recorded = await scenario.call(pa.person, 'post', `/visits/${visitId}/hours`, hours).expect(200);
    expect(recorded.body).toMatchObject({status: 'recorded', actual_pence: 2_175});
    await scenario.call(holder, 'post', `/visits/${visitId}/query`, {reason: 'You left at ten past.'}).expect(200);
    await scenario.call(pa.person, 'post', `/visits/${visitId}/hours`, hours).expect(200);
    const before = await figures();
    await scenario.call(pa.person, 'post', `/visits/${visitId}/approve`).expect(403);
    await scenario.call(holder, 'post', `/visits/${visitId}/approve`).expect(200);
    const after = await figures();
    expect(after.spent_pence - before.spent_pence).toBe(2_175);
    expect(after.committed_pence - before.committed_pence).toBe(-2_900);
    expect(after.available_pence - before.available_pence).toBe(725);
    await scenario.call(holder, 'post', `/visits/${visitId}/approve`).expect(422, /ILLEGAL_TRANSITION/);
    const read = await scenario.call(holder, 'get', `/bookings/${bookingId}`).expect(200);
    expect(read.body).toMatchObject({visits: [{status: 'approved', actual_pence: 2_175}]});
  });

  it('refuses hours before the visit, of more than a day, or far from it', async () => {
    const {visitId, startedAt} = await endedVisit();
    const hours = (from: number, to: number) => ({
      started_at: new Date(startedAt.getTime() + from * HOUR).toISOString(),
      ended_at: new Date(startedAt.getTime() + to * HOUR).toISOString(),
    });
    const refused = async (body: object, field: string) => {
      const answer = await scenario.call(pa.person, 'post', `/visits/${visitId}/hours`, body).expect(400);
      expect(answer.body).toMatchObject({code: 'VALIDATION_FAILED', errors: [{field}]});
    };
    await refused(hours(0, 3), 'ended_at');
    await refused(hours(1, 0.5), 'ended_at');
    await refused(hours(-11, 14), 'ended_at');
    await refused(hours(-13, -12), 'started_at');
    await refused({...hours(0, 2), mileage: 1e6}, 'mileage');
    await refused({...hours(0, 2), mileage: 1.25}, 'mileage');
    await refused({...hours(0, 2), started_at: 'yesterday'}, 'started_at');
  });
});

/** Books and accepts a visit two weeks ahead, then goes to the moment at which it has ended. */
async function endedVisit(): Promise<{visitId: string; bookingId: string; startedAt: Date}> {
  scenario.api.clock.back();
  const startsAt = at(2, 3 + (visitsMade % 3), visitsMade < 3 ? '14:00' : '16:30');
  visitsMade += 1;
  const startedAt = new Date(startsAt);
  const endsAt = new Date(startedAt.getTime() + 2 * HOUR).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt)).expect(201);
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
  scenario.api.clock.travelTo(endsAt);
  return {visitId: visits[0]?.id ?? '', bookingId: id, startedAt};
}
