import {afterAll, afterEach, beforeAll, expect, it} from '@jest/globals';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import pg from 'pg';
import {buildHost, endHost, killHosts, spawnHost, startHost} from '../../../../tests/support/embedded-host.js';
import {ask, eventually, openFolder, serversOf} from '../../../../tests/support/embedded.js';
import {type EmbeddedPostgres, startPostgres} from './postgres.js';

const folder = openFolder('crash');
const dataDir = join(folder, 'data');
const leftBehind = 'Stopping the PostgreSQL that an earlier run left behind.';
let host: string;
let log: string[] = [];

const mainProcess = (): number =>
  Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
const kept = async (url: string) => (await ask<{n: number}>(url, 'SELECT n FROM kept ORDER BY n')).map(({n}) => n);

const started: EmbeddedPostgres[] = [];
async function start(folderOfData = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({dataDir: folderOfData, log: (line) => log.push(line)});
  started.push(postgres);
  return postgres;
}

/** A Node that writes a row and is killed, with its PostgreSQL left running. */
async function killedNode(n: number): Promise<number> {
  const node = await startHost(host, {part: 'postgres', dataDir});
  await ask(node.answer.running!.superuserUrl, `INSERT INTO kept VALUES (${n})`);
  await endHost(node, 'SIGKILL');
  return mainProcess();
}

beforeAll(async () => {
  host = await buildHost();
  const postgres = await start();
  await ask(postgres.ownerUrl, 'CREATE TABLE kept (n int)');
  await postgres.stop();
  log = [];
});
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  killHosts();
  log = [];
  expect(serversOf(dataDir)).toEqual([]);
});
afterAll(() => {
  for (const each of [folder, host]) rmSync(each, {recursive: true});
});

it('takes over after Node was killed: ends the PostgreSQL that went on and starts its own', async () => {
  const left = await killedNode(1);
  expect(serversOf(dataDir)).toContain(left);
  const postgres = await start();
  expect(log).toEqual([leftBehind]);
  expect(serversOf(dataDir)).not.toContain(left);
  expect(await kept(postgres.ownerUrl)).toEqual([1]);
});

it('recovers after Node and the main process of PostgreSQL were killed', async () => {
  process.kill(await killedNode(2), 'SIGKILL');
  const postgres = await start();
  expect(await kept(postgres.ownerUrl)).toEqual([1, 2]);
});

it('is not misled by a pid file that names another living process', async () => {
  process.kill(await killedNode(3), 'SIGKILL');
  await eventually(() => serversOf(dataDir).length === 0);
  const bystander = spawn('sleep', ['60']);
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)));
  const postgres = await start();
  expect(bystander.signalCode).toBeNull();
  expect(await kept(postgres.ownerUrl)).toEqual([1, 2, 3]);
  bystander.kill();
});

it('brings PostgreSQL back on the same port when it is killed while we run', async () => {
  const postgres = await start();
  process.kill(mainProcess(), 'SIGKILL');
  await eventually(() =>
    kept(postgres.ownerUrl)
      .then((rows) => rows.length === 3)
      .catch(() => false),
  );
  expect(log[0]).toBe('PostgreSQL ended unexpectedly (SIGKILL); starting it again.');
});

it('starts afresh when the very first start was killed half-way', async () => {
  const unfinished = join(folder, 'unfinished');
  const home = join(unfinished, 'postgres');
  const {host: node, answered} = spawnHost(host, {part: 'postgres', dataDir: unfinished});
  await eventually(() => existsSync(home) && readdirSync(home).some((name) => existsSync(join(home, name, 'base'))));
  await endHost(node, 'SIGKILL');
  await answered;
  expect(node.answer).toEqual({});
  const postgres = await start(unfinished);
  expect(await ask(postgres.ownerUrl, 'SELECT 1 AS one')).toEqual([{one: 1}]);
});

it('leaves Ctrl-C in the terminal to us: PostgreSQL answers until we stop it', async () => {
  const node = await startHost(host, {part: 'postgres', dataDir});
  const exited = once(node.child, 'exit');
  process.kill(-node.child.pid!, 'SIGINT'); // to the whole group, as a terminal does
  expect(await exited).toEqual([0, null]);
  expect(node.log).toEqual(['stopped in order']);
});

it.each(['exit', 'end'] as const)('ends with Node that did not stop it (%s)', async (then) => {
  const node = await startHost(host, {part: 'postgres', dataDir, then});
  expect(node.answer.error).toBeUndefined();
  if (node.child.exitCode === null) await once(node.child, 'exit');
  await eventually(() => serversOf(dataDir).length === 0);
});

it('ends sessions that are still open when it is stopped', async () => {
  const postgres = await start();
  const client = new pg.Client({connectionString: postgres.ownerUrl});
  client.on('error', () => {});
  await client.connect();
  const waiting = client.query('SELECT pg_sleep(60)').catch((error: {code: string}) => error.code);
  await postgres.stop();
  expect(await waiting).toBe('57P01');
});
