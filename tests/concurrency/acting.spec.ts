import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Method} from '../support/app.js';
import type {TestPerson} from '../support/people.js';
import {at, booking, Scenario, type TestListing} from '../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let helper: TestPerson;
let officer: TestPerson;
let line: string;
let provider: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  const {world, council} = scenario;
  holder = await scenario.holder();
  helper = await world.person(council, 'Helping Person', []);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  line = await scenario.line(holder, 500_000);
  provider = await scenario.provider(50);
});
afterAll(() => scenario.close());

const represents = () => scenario.world.represents(scenario.council, helper, holder, 'nominated');
const wanted = () => booking(provider, line, at(12, 3, '09:00'), at(12, 3, '10:00'));
const call = (method: Method, path: string, body?: object) =>
  scenario.call(helper, method, path, body).set('Acting-For', holder.personId);

describe('a booking while the representation ends', () => {
  const made = async () =>
    (await scenario.world.owner.query<object[]>(`SELECT FROM booking WHERE requested_by = $1`, [helper.personId]))
      .length;

  it('is refused when the end came first, though the request came before it', async () => {
    const id = await represents();
    const before = await made();
    const ending = scenario.world.owner.createQueryRunner();
    await ending.startTransaction();
    await ending.query(
      `UPDATE representation SET revoked_at = now(), revoked_by = $2, revoke_reason = 'Over' WHERE id = $1`,
      [id, officer.personId],
    );
    // Its session was read while the end was not committed; it now waits for that, within its own transaction.
    const asked = call('post', '/bookings', wanted()).then((answer) => answer);
    await waiting();
    await ending.commitTransaction();
    await ending.release();
    expect((await asked).body).toMatchObject({status: 403, code: 'REPRESENTATION_ENDED'});
    expect(await made()).toBe(before);
  });

  it('stands when it came first: the end waits for it', async () => {
    const id = await represents();
    const holding = scenario.world.owner.createQueryRunner();
    await holding.startTransaction();
    await holding.query(`SELECT FROM listing WHERE id = $1 FOR UPDATE`, [provider.id]);
    const asked = call('post', '/bookings', wanted()).then((answer) => answer);
    await waiting();
    const ended = scenario
      .call(officer, 'post', `/council/representations/${id}/end`, {reason: 'It is over'})
      .then((answer) => answer);
    await waiting(2);
    await holding.commitTransaction();
    await holding.release();
    expect((await asked).status).toBe(201);
    expect((await ended).status).toBe(204);
    await call('get', '/budgets').expect(403, /REPRESENTATION_ENDED/);
  });

  /** Until so many of the database's sessions wait for a lock. */
  async function waiting(many = 1): Promise<void> {
    for (;;) {
      const [row] = await scenario.world.owner.query<{n: number}[]>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      if ((row?.n ?? 0) >= many) return;
    }
  }
});
