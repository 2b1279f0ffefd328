import {randomUUID} from 'node:crypto';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import type {TestPerson} from '../support/people.js';
import {at, booking, Scenario} from '../support/scenario.js';

const CLIENTS = 32;

let scenario: Scenario;
let baseUrl: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  const {port} = scenario.api.app.getHttpServer().address() as AddressInfo;
  baseUrl = `http://127.0.0.1:${port}/api/v1`;
});
afterAll(async () => {
  expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
  expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  await scenario.close();
});

interface Answer {
  status: number;
  body: {code?: string; id?: string; holds?: {amount_pence: number}[]; available_pence?: number; needed_pence?: number};
}

async function send(person: TestPerson, path: string, body: object, key?: string): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${person.token}`,
      ...(key && {'Idempotency-Key': key}),
    },
    body: JSON.stringify(body),
  });
  return {status: response.status, body: (await response.json()) as Answer['body']};
}

const count = (answers: readonly Answer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe('32 clients at once', () => {
  it('one slot of a PA goes to exactly one of several holders', async () => {
    const pa = await scenario.pa();
    const holders = await Promise.all(
      Array.from({length: 4}, async () => {
        const holder = await scenario.holder();
        await scenario.engage(holder, pa);
        return {holder, line: await scenario.line(holder, 50_000)};
      }),
    );
    const answers = await Promise.all(
      Array.from({length: CLIENTS}, (_, index) => {
        const {holder, line} = holders[index % holders.length] as (typeof holders)[number];
        // Overlapping, not the same: each starts a little later than the one before.
        const minute = String(index % 30).padStart(2, '0');
        return send(holder, '/bookings', booking(pa, line, at(2, 2, `09:${minute}`), at(2, 2, '11:00')), randomUUID());
      }),
    );
    expect(count(answers, 201)).toBe(1);
    expect(answers.filter((answer) => answer.status === 409 && answer.body.code === 'SLOT_TAKEN')).toHaveLength(
      CLIENTS - 1,
    );
  });

  it('a provider with room for three takes exactly three', async () => {
    const provider = await scenario.provider(3);
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 500_000);
    const body = booking(provider, line, at(2, 3, '10:00'), at(2, 3, '12:00'));
    const answers = await Promise.all(Array.from({length: CLIENTS}, () => send(holder, '/bookings', body)));
    expect([count(answers, 201), count(answers, 409)]).toEqual([3, CLIENTS - 3]);
  });

  it('a pattern that meets a taken slot books none of its visits', async () => {
    const provider = await scenario.provider();
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 50_000);
    const taken = await send(holder, '/bookings', booking(provider, line, at(4, 1, '09:00'), at(4, 1, '10:00')));
    expect(taken.status).toBe(201);
    const pattern = booking(provider, line, at(2, 1, '09:00'), at(2, 1, '10:00'), {
      recurrence: {rrule: 'FREQ=WEEKLY;COUNT=6'},
    });
    const answer = await send(holder, '/bookings', pattern);
    expect(answer).toMatchObject({status: 409, body: {code: 'SLOT_TAKEN', clashes: [at(4, 1, '09:00')]}});
    const [rows] = await scenario.world.owner.query<{count: number}[]>(
      `SELECT count(*) FROM visit v JOIN booking b ON b.id = v.booking_id WHERE b.holder_id = $1`,
      [holder.personId],
    );
    expect(rows?.count).toBe(1);
  });

  it('the last £20 of a line are never held twice', async () => {
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 500, {weeks: 4});
    const providers = await Promise.all(Array.from({length: 8}, () => scenario.provider(CLIENTS)));
    // £14.50 for an hour: one fits into £20, never two.
    const answers = await Promise.all(
      Array.from({length: CLIENTS}, (_, index) => {
        const provider = providers[index % providers.length] as (typeof providers)[number];
        return send(holder, '/bookings', booking(provider, line, at(2, 4, '09:00'), at(2, 4, '10:00')));
      }),
    );
    expect(count(answers, 201)).toBe(1);
    const refused = answers.filter((answer) => answer.status === 422);
    expect(refused).toHaveLength(CLIENTS - 1);
    for (const {body} of refused) {
      expect(body).toMatchObject({code: 'ALLOCATION_INSUFFICIENT', needed_pence: 1_450, available_pence: 550});
    }
  });

  it('one idempotency key books once and answers every time the same', async () => {
    const provider = await scenario.provider(CLIENTS);
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 50_000);
    const body = booking(provider, line, at(3, 2, '09:00'), at(3, 2, '10:00'));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({length: CLIENTS}, () => send(holder, '/bookings', body, key)));
    expect(count(answers, 201)).toBe(CLIENTS);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const other = booking(provider, line, at(3, 2, '09:00'), at(3, 2, '10:30'));
    expect(await send(holder, '/bookings', other, key)).toMatchObject({
      status: 409,
      body: {code: 'IDEMPOTENCY_CONFLICT'},
    });
    const stranger = await scenario.holder();
    const own = booking(provider, await scenario.line(stranger, 50_000), at(3, 2, '09:00'), at(3, 2, '10:00'));
    expect((await send(stranger, '/bookings', own, key)).status).toBe(201);
  });

  it('accepting and cancelling at once has one outcome, and the money follows it', async () => {
    const pa = await scenario.pa();
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 50_000);
    await scenario.engage(holder, pa);
    for (let week = 2; week < 8; week += 1) {
      const made = await send(holder, '/bookings', booking(pa, line, at(week, 5, '09:00'), at(week, 5, '10:00')));
      const path = `/bookings/${made.body.id ?? ''}`;
      const answers = await Promise.all([
        send(pa.person, `${path}/accept`, {}),
        send(holder, `${path}/cancel`, {}),
        send(pa.person, `${path}/decline`, {}),
      ]);
      for (const answer of answers) expect([200, 422]).toContain(answer.status);
      expect(count(answers, 200)).toBeGreaterThanOrEqual(1);
    }
  });
});
