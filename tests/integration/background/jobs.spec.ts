import {randomUUID} from 'node:crypto';
import {Logger} from '@nestjs/common';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {JobRunner, Jobs, readEnvironment, UnitOfWork, type JobHandler, type Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {until} from '../../support/until.js';

let database: TestDatabase;
let app: DataSource;
let uow: UnitOfWork;
let runner: JobRunner;
const jobs = new Jobs();
let ran: unknown[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false); // failures are what these tests make
  database = await testDatabase();
  app = await connectAs('app', database);
  uow = new UnitOfWork(app);
});
afterAll(async () => {
  await app.destroy();
  await database.drop();
});
beforeEach(() => {
  ran = [];
  runner = new JobRunner(readEnvironment({NODE_ENV: 'test', DATABASE_URL: database.appUrl}));
});
afterEach(async () => {
  await runner.stop();
  await app.query(`DELETE FROM graphile_worker._private_jobs`);
});

const note: JobHandler = {
  task: 'test.note',
  run: (payload) => {
    ran.push(payload.id);
    return Promise.resolve();
  },
};

const inTransaction = (work: (tx: Tx) => Promise<void>) => uow.run(randomUUID(), work);
const add = (id: string, options = {}) => inTransaction((tx) => jobs.add(tx, 'test.note', {id}, options));
const waiting = () =>
  app.query<{task: string; locked: boolean; attempts: number}[]>(
    `SELECT task_identifier AS task, locked_at IS NOT NULL AS locked, attempts FROM graphile_worker.jobs ORDER BY id`,
  );

describe('a job', () => {
  it('runs after commit, and never when what added it was rolled back', async () => {
    runner.register(note);
    await runner.start();
    await add('known'); // the very first job of a task makes others of it wait for its commit
    await until(() => ran.length === 1);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const late = inTransaction(async (tx) => {
      await jobs.add(tx, 'test.note', {id: 'late'});
      await held;
    });
    await inTransaction(async (tx) => {
      await jobs.add(tx, 'test.note', {id: 'undone'});
      throw new Error('no');
    }).catch(() => null);
    await add('first');
    await until(() => ran.length > 1);
    expect(ran).toEqual(['known', 'first']);
    release();
    await late;
    await until(() => ran.length > 2);
    expect(ran).toEqual(['known', 'first', 'late']);
    expect(await waiting()).toEqual([]);
  });

  it('runs at its time, and once when it was added again under the same key', async () => {
    await add('later', {runAt: new Date(Date.now() + 60_000)});
    for (const id of ['one', 'two', 'three']) await add(id, {key: 'same'});
    runner.register(note);
    await runner.start();
    await until(async () => (await waiting()).length === 1);
    expect(ran).toEqual(['three']);
    expect(await waiting()).toMatchObject([{task: 'test.note', locked: false}]);
    await app.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await until(() => ran.length > 1);
    expect(ran).toEqual(['three', 'later']);
  });

  it('is tried again when it failed', async () => {
    let attempts = 0;
    runner.register({
      task: 'test.fails',
      run: () => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(new Error('not now')) : Promise.resolve();
      },
    });
    await runner.start();
    await inTransaction((tx) => jobs.add(tx, 'test.fails', {}));
    await until(async () => (await waiting())[0]?.attempts === 1 && attempts === 1);
    await app.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await until(() => attempts === 2);
    await until(async () => (await waiting()).length === 0);
  });

  it('that runs when the process stops is finished first, and neither locked nor run again', async () => {
    let begun = 0;
    let finished = 0;
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    runner.register({
      task: 'test.slow',
      run: async () => {
        begun += 1;
        await released;
        finished += 1;
      },
    });
    await runner.start();
    await inTransaction((tx) => jobs.add(tx, 'test.slow', {}));
    await until(() => begun === 1);
    const stopped = runner.stop();
    release();
    await stopped;
    expect({begun, finished, waiting: await waiting()}).toEqual({begun: 1, finished: 1, waiting: []});
    await inTransaction((tx) => jobs.add(tx, 'test.slow', {}));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(begun).toBe(1);
  });

  it('belongs to one handler, or the process does not start', () => {
    runner.register(note);
    expect(() => runner.register(note)).toThrow('two handlers for the job test.note');
  });

  it('stops twice without harm, and a runner that never started too', async () => {
    await runner.stop();
    await runner.start();
    await runner.stop();
    await runner.stop();
  });
});
