import {randomUUID} from 'node:crypto';
import {Logger} from '@nestjs/common';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {Outbox, OutboxRelay, UnitOfWork, type OutboxSubscriber, type RelayedEvent, type Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {until} from '../../support/until.js';

let database: TestDatabase;
let app: DataSource;
let uow: UnitOfWork;
const council = randomUUID();
const outbox = new Outbox();

beforeAll(async () => {
  Logger.overrideLogger(false); // failures are what these tests make
  database = await testDatabase();
  app = await connectAs('app', database, 8);
  uow = new UnitOfWork(app);
});
afterAll(async () => {
  await app.destroy();
  await database.drop();
});
afterEach(() => app.query(`DELETE FROM outbox_event`));

const publish = (topic: string, ids: string[], then: (tx: Tx) => Promise<void> = () => Promise.resolve()) =>
  uow.run(council, async (tx) => {
    await outbox.publish(tx, council, topic, ids);
    await then(tx);
  });

const left = async () =>
  (await app.query<{attempts: number}[]>(`SELECT attempts FROM outbox_event ORDER BY id`)).map((row) => row.attempts);
const dueNow = () => app.query(`UPDATE outbox_event SET due_at = now()`);

/** Takes note of what it is told, or fails. */
function subscriber(name: string, topics: string[], failing: () => boolean = () => false) {
  const told: string[] = [];
  const it: OutboxSubscriber = {
    name,
    topics,
    handle: (events: RelayedEvent[]) => {
      if (failing()) return Promise.reject(new Error('not now'));
      told.push(...events.map((event) => event.subjectId));
      return Promise.resolve();
    },
  };
  return {it, told};
}

function relay(...subscribers: OutboxSubscriber[]): OutboxRelay {
  const made = new OutboxRelay(app);
  for (const each of subscribers) made.subscribe(each);
  return made;
}

const ids = (count: number) => Array.from({length: count}, () => randomUUID());

describe('the outbox', () => {
  it('tells nothing before commit, everything after, in order, once, and nothing of what was rolled back', async () => {
    const one = subscriber('one', ['a.done']);
    const relayed = relay(one.it);
    const [early, undone] = [ids(3), ids(2)];
    await publish('a.done', early, async () => {
      expect(await relayed.relayOnce()).toBe(0);
    });
    await publish('a.done', undone, () => Promise.reject(new Error('no'))).catch(() => null);
    expect(await relayed.relayOnce()).toBe(3);
    expect(one.told).toEqual(early);
    expect(await relayed.relayOnce()).toBe(0);
    expect(await left()).toEqual([]);
  });

  it('tells each only what it asked for; what nobody asked for is done with', async () => {
    const [a, b, both] = [
      subscriber('a', ['a.done']),
      subscriber('b', ['b.done']),
      subscriber('both', ['a.done', 'b.done']),
    ];
    const [first, second] = [randomUUID(), randomUUID()];
    await publish('a.done', [first]);
    await publish('b.done', [second]);
    await publish('nobody.cares', ids(1));
    await relay(a.it, b.it, both.it).relayOnce();
    expect([a.told, b.told, both.told]).toEqual([[first], [second], [first, second]]);
    expect(await left()).toEqual([]);
  });

  it('keeps what was written for a later time until then', async () => {
    const one = subscriber('one', ['a.done']);
    const id = randomUUID();
    await uow.run(council, (tx) => outbox.publish(tx, council, 'a.done', id, new Date(Date.now() + 60_000)));
    await relay(one.it).relayOnce();
    expect(one.told).toEqual([]);
    await dueNow();
    await relay(one.it).relayOnce();
    expect(one.told).toEqual([id]);
  });

  it('tries again who failed, longer apart each time, and holds up nobody else and nothing else', async () => {
    let down = true;
    const failing = subscriber('failing', ['a.done'], () => down);
    const [after, other] = [subscriber('after', ['a.done']), subscriber('other', ['b.done'])];
    const relayed = relay(failing.it, after.it, other.it);
    const [a, b] = [ids(2), ids(2)];
    await publish('a.done', a);
    await publish('b.done', b);
    await relayed.relayOnce();
    expect([after.told, other.told]).toEqual([a, b]);
    expect(await left()).toEqual([1, 1]);
    expect(await relayed.relayOnce()).toBe(0);
    const more = ids(1);
    await publish('b.done', more);
    await relayed.relayOnce();
    expect(other.told).toEqual([...b, ...more]);
    await dueNow();
    await relayed.relayOnce();
    const [wait] = await app.query<{seconds: number}[]>(
      `SELECT extract(epoch FROM due_at - now())::float8 AS seconds FROM outbox_event`,
    );
    expect(wait?.seconds).toBeGreaterThan(1);
    expect(wait?.seconds).toBeLessThanOrEqual(2);
    down = false;
    await dueNow();
    await relayed.relayOnce();
    expect(failing.told).toEqual(a);
    expect(await left()).toEqual([]);
  });

  it('goes on trying when it has failed for days', async () => {
    const failing = subscriber('failing', ['a.done'], () => true);
    await publish('a.done', ids(2));
    await app.query(`UPDATE outbox_event SET attempts = 5000`);
    expect(await relay(failing.it).relayOnce()).toBe(2);
    expect(await left()).toEqual([5_001, 5_001]);
    const [wait] = await app.query<{far: boolean}[]>(
      `SELECT bool_and(due_at BETWEEN now() + interval '4 minutes' AND now() + interval '6 minutes') AS far FROM outbox_event`,
    );
    expect(wait).toEqual({far: true});
  });

  it('is told by two relays at once without leaving anything out or over', async () => {
    const [one, two] = [subscriber('one', ['a.done']), subscriber('two', ['a.done'])];
    const relays = [relay(one.it), relay(two.it)];
    const all: string[] = [];
    for (let batch = 0; batch < 4; batch += 1) {
      const some = ids(400);
      all.push(...some);
      await publish('a.done', some);
    }
    for (const each of relays) each.start();
    await until(async () => (await left()).length === 0);
    await Promise.all(relays.map((each) => each.stop()));
    expect([...one.told, ...two.told].sort()).toEqual(all.sort());
  });

  it('loses nothing when it is told to stop in the middle', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const told: string[] = [];
    let begun = false;
    const slow: OutboxSubscriber = {
      name: 'slow',
      topics: ['a.done'],
      handle: async (events) => {
        begun = true;
        await held;
        told.push(...events.map((event) => event.subjectId));
      },
    };
    const relayed = relay(slow);
    const some = ids(3);
    await publish('a.done', some);
    relayed.start();
    await until(() => begun);
    const stopped = relayed.stop();
    release();
    await stopped;
    expect(told).toEqual(some);
    expect(await left()).toEqual([]);
    await publish('a.done', ids(1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await left()).toEqual([0]);
  });
});
