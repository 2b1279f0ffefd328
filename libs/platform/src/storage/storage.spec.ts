import {randomBytes, randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import S3rver from 's3rver';
import {readEnvironment} from '../env/environment.js';
import type {FileStorage} from './file-storage.js';
import {FolderStorage} from './folder-storage.js';
import {S3Storage} from './s3-storage.js';
import {SealedFiles} from './sealed-files.js';

const SECRET = 'a key for the files of this test only';
const newKey = () => `${randomUUID()}/${randomUUID()}`;
const failing = () =>
  Readable.from(
    (function* () {
      yield Buffer.alloc(100_000, 'x');
      throw new Error('the sender went away');
    })(),
  );

describe.each(['a folder', 'a bucket'])('files in %s', (where) => {
  let folder: string;
  let server: S3rver | null = null;
  let storage: FileStorage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alongside-storage-'));
    if (where === 'a folder') {
      storage = new FolderStorage(folder);
      return;
    }
    server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      directory: folder,
      silent: true,
      configureBuckets: [{name: 'files', configs: []}],
    });
    const {port} = await server.run();
    storage = new S3Storage({
      name: 'files',
      region: 'eu-west-2',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    });
  }, 60_000);
  afterAll(async () => {
    await server?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  const files = (secret = SECRET) => new SealedFiles(storage, readEnvironment({NODE_ENV: 'test', FILES_KEY: secret}));
  const onDisk = () =>
    readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('come back as they were, and lie there unreadable', async () => {
    for (const content of [randomBytes(3_000_000), Buffer.from('a'), Buffer.alloc(0)]) {
      const key = newKey();
      await files().put(key, Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]));
      expect((await files().open(key)).equals(content)).toBe(true);
    }
    const key = newKey();
    await files().put(key, Readable.from([Buffer.from('a private letter')]));
    for (const path of onDisk()) expect(readFileSync(path).includes('private letter')).toBe(false);
    expect((await buffer(await storage.get(key))).subarray(0, 3).toString()).toBe('AS1');
  });

  it('do not open once they were changed, moved to another name, or with another key', async () => {
    const key = newKey();
    await files().put(key, Readable.from([Buffer.alloc(1_000, 'b')]));
    const sealed = await buffer(await storage.get(key));
    for (const at of [5, 20, 500, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await storage.put(key, Readable.from([changed]));
      await expect(files().open(key)).rejects.toThrow();
    }
    await storage.put(key, Readable.from([sealed.subarray(0, 300)]));
    await expect(files().open(key)).rejects.toThrow();
    const moved = newKey();
    await storage.put(moved, Readable.from([sealed]));
    await expect(files().open(moved)).rejects.toThrow();
    await storage.put(key, Readable.from([sealed]));
    await expect(files('another key that is long enough here').open(key)).rejects.toThrow();
    expect(await files().open(key)).toHaveLength(1_000);
  });

  it('are kept whole or not at all', async () => {
    const before = onDisk().length;
    const key = newKey();
    await expect(files().put(key, failing())).rejects.toThrow('the sender went away');
    await expect(storage.get(key)).rejects.toThrow();
    expect(onDisk()).toHaveLength(before);
  });

  it('go when they are removed, and removing what is not there does nothing', async () => {
    const key = newKey();
    await files().put(key, Readable.from([Buffer.from('x')]));
    await storage.remove(key);
    await expect(storage.get(key)).rejects.toThrow();
    await storage.remove(key);
  });

  it('are told of by the day they were kept', async () => {
    const key = newKey();
    await files().put(key, Readable.from([Buffer.from('x')]));
    const half = `${newKey()}.half`;
    if (where === 'a folder') {
      mkdirSync(join(folder, half, '..'));
      writeFileSync(join(folder, half), 'y');
    }
    const keptBefore = async (moment: number) => {
      const keys: string[] = [];
      for await (const each of storage.keptBefore(new Date(moment))) keys.push(each);
      return keys;
    };
    expect(await keptBefore(Date.now() - 60_000)).toEqual([]);
    expect(onDisk().some((path) => path.endsWith('.half'))).toBe(where === 'a folder');
    expect(await keptBefore(Date.now() + 60_000)).toContain(key);
    expect(onDisk().some((path) => path.endsWith('.half'))).toBe(false);
  });

  it('have keys that lead nowhere else', async () => {
    for (const key of ['../secret', '/etc/passwd', `${randomUUID()}/../../x`, '']) {
      await expect(storage.get(key)).rejects.toThrow('not the key of a file');
    }
  });
});

it('files cannot be kept without a key', () => {
  const files = new SealedFiles(new FolderStorage(tmpdir()), readEnvironment({NODE_ENV: 'test'}));
  expect(() => files.requireReady()).toThrow('no key is set');
});
