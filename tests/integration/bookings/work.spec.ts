import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ReadWork, RecordHours} from '@app/bookings';
import {Sessions, type Principal} from '@app/identity';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import type {TestPerson} from '../../support/people.js';

const HOUR = 3_600_000;

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  line = await scenario.line(holder, 25_000);
  pa = await scenario.pa();
  await scenario.engage(holder, pa);
});
afterAll(() => scenario.close());

async function principalOf(person: TestPerson): Promise<Principal> {
  const principal = await scenario.api.app.get(Sessions).principal(person.token);
  if (!principal) throw new Error(`${person.name} is not signed in`);
  return principal;
}

async function request(startsAt: string, more: object = {}): Promise<{id: string; visits: {id: string}[]}> {
  const endsAt = new Date(new Date(startsAt).getTime() + 2 * HOUR).toISOString();
  const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt, more)).expect(201);
  return made.body as {id: string; visits: {id: string}[]};
}

describe('what waits for a PA or provider', () => {
  it('lists requests without an answer, with what they come to', async () => {
    const work = scenario.api.app.get(ReadWork);
    const {id} = await request(at(2, 1, '09:00'), {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'}});
    expect(await work.requests(await principalOf(pa.person))).toEqual([
      expect.objectContaining({
        id,
        holder: {id: holder.personId, name: holder.name},
        visits: 3,
        startsAt: new Date(at(2, 1, '09:00')),
        endsAt: new Date(at(2, 1, '11:00')),
        lastStartsAt: new Date(at(4, 1, '09:00')),
        pricePence: 3 * 2_900,
      }),
    ]);
    expect(await work.requests(await principalOf((await scenario.pa()).person))).toEqual([]);
    await scenario.call(pa.person, 'post', `/bookings/${id}/decline`, {}).expect(200);
    expect(await work.requests(await principalOf(pa.person))).toEqual([]);
  });

  it('lists hours to record, those that wait for approval, and why some were sent back', async () => {
    const [work, worker] = [scenario.api.app.get(ReadWork), await principalOf(pa.person)];
    const {id, visits} = await request(at(2, 2, '09:00'));
    const visitId = visits[0]?.id ?? '';
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    expect(await work.hours(worker)).toEqual({toRecord: [], recorded: []});

    scenario.api.clock.travelTo(at(2, 2, '12:00'));
    expect(await work.hours(worker)).toMatchObject({toRecord: [{id: visitId, queryReason: null}], recorded: []});
    const hours = {startedAt: new Date(at(2, 2, '09:00')), endedAt: new Date(at(2, 2, '10:30')), miles: null};
    const records = scenario.api.app.get(RecordHours);
    expect(await records.preview(worker, visitId, hours)).toMatchObject({totalPence: 2_175});
    expect(await work.visit(worker, visitId)).toMatchObject({state: 'accepted', actualPence: null});
    await expect(records.preview(await principalOf(holder), visitId, hours)).rejects.toThrow('could not find');
    await expect(work.visit(await principalOf(holder), visitId)).rejects.toThrow('could not find');

    expect(await records.run(worker, visitId, hours)).toBe(2_175);
    expect(await work.hours(worker)).toMatchObject({toRecord: [], recorded: [{id: visitId, actualPence: 2_175}]});
    await scenario.call(holder, 'post', `/visits/${visitId}/query`, {reason: 'You left at ten.'}).expect(200);
    expect(await work.hours(worker)).toMatchObject({toRecord: [{id: visitId, queryReason: 'You left at ten.'}]});
    await records.run(worker, visitId, hours);
    expect(await work.hours(worker)).toMatchObject({recorded: [{id: visitId, queryReason: null}]});
    scenario.api.clock.back();
  });
});
