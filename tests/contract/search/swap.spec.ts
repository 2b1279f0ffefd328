import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connection} from '@app/platform';
import fc from 'fast-check';
import {rmSync} from 'node:fs';
import {DataSource} from 'typeorm';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {MeilisearchHttp} from '../../../libs/search/src/engines/meilisearch/meilisearch-http.js';
import type {IndexedDocument} from '../../../libs/search/src/engines/meilisearch/recipe.js';
import {IndexAdmin} from '../../../libs/search/src/projection/index-admin.js';
import {IndexSync} from '../../../libs/search/src/projection/index-sync.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {scratch} from '../../support/scratch.js';
import {listing} from './random-listings.js';
import {writeListings} from './write-listings.js';

const LISTINGS = 60;
const folder = scratch('search-swap');
/** Null where there is no program for this machine: then its tests are not run, and the count of skipped ones says so. */
const server = await startMeilisearch({dataDir: folder});
const withMeilisearch = server ? it : it.skip;

/** Gives Meilisearch something else than it is told to. */
class Careless extends IndexAdmin {
  spoil: ((put: readonly IndexedDocument[]) => IndexedDocument[]) | null = null;

  override begin(uid: string, put: readonly IndexedDocument[], remove: readonly number[]): Promise<number[]> {
    return super.begin(uid, this.spoil ? this.spoil(put) : put, remove);
  }
}

describe('an index that is built beside the one that answers', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let http: MeilisearchHttp;
  let admin: Careless;
  let sync: IndexSync;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(connection(database.appUrl)).initialize();
    http = new MeilisearchHttp(server?.url ?? 'http://127.0.0.1:1', server?.key);
    admin = new Careless(http);
    sync = new IndexSync(dataSource, admin);
    const numbers = Array.from({length: LISTINGS}, (_, number) => listing(number));
    await writeListings(dataSource, fc.sample(fc.tuple(...numbers), {numRuns: 1})[0] ?? []);
    if (server) while (await sync.step());
  }, 60_000);

  afterAll(async () => {
    http.close();
    await dataSource.destroy();
    await database.drop();
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  withMeilisearch.each<[string, (put: readonly IndexedDocument[]) => IndexedDocument[], string]>([
    ['holds too few', (put) => put.slice(1), 'should hold'],
    ['says something else', (put) => put.map((each) => ({...each, words: ['otherwise']})), 'does not say'],
  ])('does not answer while it %s, and does once it is right', async (_, spoil, reason) => {
    const before = await sync.current();
    expect(before).not.toBeNull();
    const wanted = await sync.build();
    admin.spoil = spoil;
    const build = async () => {
      while (await sync.step());
    };
    await expect(build()).rejects.toThrow(reason);
    expect(await sync.current()).toBe(before);
    admin.spoil = null;
    await build();
    expect(await sync.current()).toBe(wanted);
    expect(await admin.count(wanted)).toBe(LISTINGS);
  });
});
