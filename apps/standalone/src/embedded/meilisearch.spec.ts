import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {once} from 'node:events';
import {lstatSync, mkdtempSync, rmSync, chmodSync, truncateSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Meilisearch} from 'meilisearch';
import {buildHost, endHost, startHost} from '../../../../tests/support/embedded-host.js';
import {eventually, openFolder, processesNaming} from '../../../../tests/support/embedded.js';
import {freePort} from './free-port.js';
import {meilisearchFiles} from './meilisearch-files.js';
import {type EmbeddedMeilisearch, startMeilisearch} from './meilisearch.js';

const folder = openFolder('search');
const dataDir = join(folder, 'data');
const server = join(dataDir, 'meilisearch', 'server');
let host: string;
let log: string[] = [];

const servers = (of = server): number[] => processesNaming(join(of, 'data'));

async function start(choosePort = freePort): Promise<EmbeddedMeilisearch> {
  const started = await startMeilisearch({dataDir, log: (line) => log.push(line)}, choosePort);
  if (!started) throw new Error(log.join('\n'));
  return started;
}

async function documents({url, key}: {url: string; key: string}): Promise<number> {
  const client = new Meilisearch({host: url, apiKey: key});
  return (await client.getStats()).indexes.kept?.numberOfDocuments ?? 0;
}

async function add(id: number, {url, key}: {url: string; key: string}): Promise<void> {
  const task = await new Meilisearch({host: url, apiKey: key}).index('kept').addDocuments([{id}]).waitTask();
  expect(task.status).toBe('succeeded');
}

beforeAll(async () => {
  host = await buildHost();
});
afterEach(() => {
  log = [];
  expect(servers()).toEqual([]);
});
afterAll(() => {
  for (const each of [folder, host]) rmSync(each, {recursive: true});
});

it('starts, keeps its index, and leaves nothing running', async () => {
  const first = await start();
  await add(1, first);
  expect((await fetch(`${first.url}/stats`)).status).toBe(401);
  expect(lstatSync(join(dataDir, 'meilisearch', 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(lstatSync(server).mode & 0o777).toBe(0o700);
  await first.stop();
  expect(servers()).toEqual([]);

  const second = await start();
  expect(second.key).toBe(first.key);
  expect(await documents(second)).toBe(1);
  await second.stop();
});

it('is brought back on the same port when it ends by itself', async () => {
  const search = await start();
  process.kill(servers()[0]!, 'SIGKILL');
  await eventually(() =>
    documents(search)
      .then((count) => count === 1)
      .catch(() => false),
  );
  expect(log).toEqual(['Meilisearch ended unexpectedly (SIGKILL); starting it again.']);
  await search.stop();
});

it('stays down after kill until restart', async () => {
  const search = await start();
  await search.kill();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(servers()).toEqual([]);
  await search.restart();
  expect(await documents(search)).toBe(1);
  await search.restart(); // of a running one, too
  expect(await documents(search)).toBe(1);
  await search.stop();
  expect(log).toEqual([]);
});

it('takes over after Node was killed', async () => {
  const node = await startHost(host, {part: 'meilisearch', dataDir});
  const left = servers();
  await endHost(node, 'SIGKILL');
  expect(servers()).toEqual(left);
  const search = await start();
  expect(log).toEqual(['Stopping the Meilisearch that an earlier run left behind.']);
  expect(servers()).not.toEqual(left);
  expect(await documents(search)).toBe(1);
  await search.stop();
});

it.each(['exit', 'end'] as const)('ends with Node that did not stop it (%s)', async (then) => {
  const node = await startHost(host, {part: 'meilisearch', dataDir, then});
  expect(node.answer.error).toBeUndefined();
  if (node.child.exitCode === null) await once(node.child, 'exit');
  await eventually(() => servers().length === 0);
});

it('leaves a folder alone that another living process uses', async () => {
  const node = await startHost(host, {part: 'meilisearch', dataDir});
  await expect(start()).rejects.toThrow(`already running with this data folder (process ${node.child.pid})`);
  await endHost(node, 'SIGKILL');
  await (await start()).stop();
});

it('takes another port when something else was quicker', async () => {
  const other = createServer((peer) => peer.destroy()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const ports = [(other.address() as AddressInfo).port, await freePort()];
  const search = await start(() => Promise.resolve(ports.shift()!));
  expect(await documents(search)).toBe(1);
  expect(log).toEqual([]);
  await search.stop();
  other.close();
});

describe.each([
  ['of another version', () => writeFileSync(join(server, 'data', 'VERSION'), '1.10.0')],
  ['cut short', () => truncateSync(join(server, 'data', 'tasks', 'data.mdb'), 100)],
  ['without a version', () => rmSync(join(server, 'data', 'VERSION'))],
])('an index %s', (_, spoil) => {
  it('is thrown away and begun afresh', async () => {
    const before = await start();
    await add(1, before);
    await before.stop();
    spoil();
    const search = await start();
    expect(log).toEqual([
      'Meilisearch could not open its index: it starts afresh, and the index is built again from PostgreSQL.',
    ]);
    expect(await documents(search)).toBe(0);
    await search.stop();
  });
});

it('finds nothing to run where npm has none for the platform', () => {
  expect(meilisearchFiles(join(dataDir, 'meilisearch'), () => {}, '@gaubee/none')).toBeNull();
});

if (process.getuid?.() === 0) {
  it('keeps its index elsewhere when only root may enter the data folder', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'alongside-closed-'));
    chmodSync(closed, 0o700);
    const lines: string[] = [];
    for (const count of [0, 1]) {
      const search = await startMeilisearch({dataDir: closed, log: (line) => lines.push(line)});
      expect(await documents(search!)).toBe(count);
      await add(1, search!);
      await search!.stop();
    }
    expect(lines.filter((line) => /^Meilisearch keeps its index in .*\/alongside-root\//.test(line))).toHaveLength(1);
    rmSync(closed, {recursive: true});
  });
}
