import {execFileSync} from 'node:child_process';
import {closeSync, openSync, rmSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connection} from '@app/platform';
import fc from 'fast-check';
import {DataSource} from 'typeorm';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {MeilisearchHttp} from '../../../libs/search/src/engines/meilisearch/meilisearch-http.js';
import {PostgresEngine} from '../../../libs/search/src/engines/postgres/postgres-engine.js';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {IndexAdmin} from '../../../libs/search/src/projection/index-admin.js';
import {IndexSync} from '../../../libs/search/src/projection/index-sync.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {scratch} from '../../support/scratch.js';
import {until} from '../../support/until.js';
import {ANYBODY} from './anybody.js';
import {enginesBehind} from './faulty-front.js';
import {listing} from './random-listings.js';
import {writeListings} from './write-listings.js';

/** For the index; and for the program, which is copied there where its user can't reach the package's own. */
const SIZE = '320m';
const LISTINGS = 100;

/** A disk of its own that can be filled; null where this machine lets nobody make one. */
function smallDisk(): string | null {
  const folder = scratch('disk');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', folder], {stdio: 'ignore'});
    return folder;
  } catch {
    return null;
  }
}

const disk = smallDisk();
const server =
  disk === null
    ? null
    : await startMeilisearch({dataDir: disk}).catch((error: unknown) => {
        execFileSync('umount', ['-l', disk], {stdio: 'ignore'});
        throw error;
      });
const where = server ? it : it.skip;

describe('a Meilisearch whose disk is full', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let sync: IndexSync;
  let http: MeilisearchHttp;

  beforeAll(async () => {
    if (!server) return;
    database = await testDatabase();
    dataSource = await new DataSource(connection(database.appUrl)).initialize();
    http = new MeilisearchHttp(server.url, server.key);
    sync = new IndexSync(dataSource, new IndexAdmin(http));
    await write(documents);
    while (await sync.step());
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    http?.close();
    await dataSource?.destroy();
    await database?.drop();
    if (disk) execFileSync('umount', ['-l', disk], {stdio: 'ignore'});
  });

  const documents = fc.sample(fc.tuple(...Array.from({length: LISTINGS}, (_, at) => listing(at))), {
    numRuns: 1,
    seed: 1,
  })[0] as DocumentRow[];

  const write = (rows: readonly DocumentRow[]) => writeListings(dataSource, rows);

  where(
    'costs nobody an answer, and what was changed meanwhile is written when there is room again',
    async () => {
      const {url, key} = server as {url: string; key: string};
      const {engines, close} = enginesBehind(url, key, dataSource, new PostgresEngine(dataSource));
      const ask = () => engines.ask((engine) => engine.search({...ANYBODY, day: '2020-01-01', words: ['trombone']}));
      try {
        await until(() => engines.answering === 'meilisearch');
        expect(await ask()).toMatchObject({total: 0, engine: 'meilisearch'});
        const ballast = fill(disk as string);
        await write([{...(documents[0] as DocumentRow), words: ['trombone']}]);
        await expect(sync.step()).rejects.toThrow(/space|Meilisearch/);
        await until(async () => {
          const {total, engine} = await ask(); // never refused, whoever answers
          return total === 1 && engine === 'postgres';
        });
        rmSync(ballast);
        await until(async () => {
          await sync.step().catch(() => undefined);
          return engines.answering === 'meilisearch';
        });
        expect(await ask()).toMatchObject({total: 1, engine: 'meilisearch'});
      } finally {
        await close();
      }
    },
    60_000,
  );
});

/** Writes until nothing more fits. */
function fill(folder: string): string {
  const path = join(folder, 'ballast');
  const file = openSync(path, 'w');
  try {
    for (const part of [Buffer.alloc(1 << 20), Buffer.alloc(4_096)]) {
      try {
        for (;;) writeSync(file, part);
      } catch (error) {
        if ((error as {code?: string}).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
  return path;
}
