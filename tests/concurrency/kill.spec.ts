import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import type {TestPerson} from '../support/people.js';
import {ProductProcess} from '../support/process.js';
import {at, booking, Scenario, type TestListing} from '../support/scenario.js';

const CLIENTS = 16;
const KILLS = 3;

let scenario: Scenario;
let holders: {holder: TestPerson; line: string}[];
let providers: TestListing[];

beforeAll(async () => {
  scenario = await Scenario.open();
  providers = await Promise.all(Array.from({length: 4}, () => scenario.provider(2)));
  holders = await Promise.all(
    Array.from({length: 4}, async () => {
      const holder = await scenario.holder();
      return {holder, line: await scenario.line(holder, 30_000)};
    }),
  );
});
afterAll(() => scenario.close());

/** What the API said it did, before it was killed. */
const acknowledged = new Map<string, 'requested' | 'accepted' | 'cancelled'>();

/** Answers that were our own fault. */
const faults: string[] = [];

describe('a process killed in the middle of its work', () => {
  it('leaves every penny accounted for, and everything it acknowledged', async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const api = await ProductProcess.start('api', {DATABASE_URL: scenario.database.appUrl});
      let running = true;
      const clients = Array.from({length: CLIENTS}, async (_, client) => {
        for (let step = 0; running; step += 1) await act(api.url, round, client, step).catch(() => null);
      });
      await untilBusy(round);
      await api.kill();
      running = false;
      await Promise.all(clients);
      expect((await verifyLedger(scenario.world.owner)).faults).toEqual([]);
      expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS * CLIENTS);
    const rows = await scenario.world.owner.query<{id: string; state: string}[]>(`SELECT id, state FROM booking`);
    const states = new Map(rows.map((row) => [row.id, row.state]));
    // A later step may have been done without its answer arriving; an earlier one may not have been lost.
    const order = ['requested', 'accepted', 'cancelled'];
    const lost = [...acknowledged].filter(([id, state]) => order.indexOf(states.get(id) ?? '') < order.indexOf(state));
    expect(lost).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});

async function untilBusy(round: number): Promise<void> {
  const before = acknowledged.size;
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(10)) {
    if (acknowledged.size >= before + CLIENTS * 2 + round * 7) return;
  }
}

/** One client books its own hours and answers what it booked, as fast as it can. */
async function act(url: string, round: number, client: number, step: number): Promise<void> {
  const {holder, line} = holders[client % holders.length] as (typeof holders)[number];
  const provider = providers[(client + step) % providers.length] as TestListing;
  const hour = String(8 + (step % 10)).padStart(2, '0');
  const week = 2 + ((client + round * 7 + Math.floor(step / 10)) % 40);
  const body = booking(provider, line, at(week, 1 + (step % 5), `${hour}:00`), at(week, 1 + (step % 5), `${hour}:45`));
  const made = await post<{id: string}>(url, holder, '/bookings', body);
  if (!made) return;
  acknowledged.set(made.id, 'requested');
  if (await post(url, provider.person, `/bookings/${made.id}/accept`, {})) acknowledged.set(made.id, 'accepted');
  if (step % 3 === 0 && (await post(url, holder, `/bookings/${made.id}/cancel`, {})))
    acknowledged.set(made.id, 'cancelled');
}

async function post<T>(url: string, person: TestPerson, path: string, body: object): Promise<T | null> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${person.token}`},
    body: JSON.stringify(body),
  });
  if (answer.status >= 500) faults.push(await answer.text());
  return answer.ok ? ((await answer.json()) as T) : null;
}
