import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connection} from '@app/platform';
import fc from 'fast-check';
import {rmSync} from 'node:fs';
import {DataSource} from 'typeorm';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {LiveColumns, type Ready} from '../../../libs/search/src/columns/live-columns.js';
import {matchWords} from '../../../libs/search/src/engines/meilisearch/match-words.js';
import {MeilisearchHttp} from '../../../libs/search/src/engines/meilisearch/meilisearch-http.js';
import {WordMatches} from '../../../libs/search/src/engines/meilisearch/word-matches.js';
import {MemoryEngine} from '../../../libs/search/src/engines/memory-engine.js';
import {PostgresEngine} from '../../../libs/search/src/engines/postgres/postgres-engine.js';
import {Doubts} from '../../../libs/search/src/facts/doubts.js';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {IndexAdmin} from '../../../libs/search/src/projection/index-admin.js';
import {IndexSync} from '../../../libs/search/src/projection/index-sync.js';
import {Thesauri} from '../../../libs/search/src/terms/thesauri.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {scratch} from '../../support/scratch.js';
import {until} from '../../support/until.js';
import {agree} from './agreeing.js';
import {ANYBODY} from './anybody.js';
import {enginesBehind, FaultyFront} from './faulty-front.js';
import {listing} from './random-listings.js';
import {writeListings} from './write-listings.js';

const LISTINGS = 3_000;
/** Enough for all that people are known to look for. */
const PLENTY = 10_000_000;
const PATIENCE = 60_000;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

const folder = scratch('search-words');
/** Null where there is no program for this machine: then its tests are not run, and the count of skipped ones says so. */
const server = await startMeilisearch({dataDir: folder});
const withMeilisearch = server ? it : it.skip;

describe('what is known of words', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let postgres: PostgresEngine;
  let columns: LiveColumns;
  let http: MeilisearchHttp;
  let documents: DocumentRow[];

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(connection(database.appUrl)).initialize();
    postgres = new PostgresEngine(dataSource);
    columns = new LiveColumns(dataSource, PLENTY);
    http = new MeilisearchHttp(server?.url ?? 'http://127.0.0.1:1', server?.key);
    const numbers = Array.from({length: LISTINGS}, (_, number) => listing(number));
    documents = fc.sample(fc.tuple(...numbers), {numRuns: 1, seed: SEED})[0] ?? [];
    await writeListings(dataSource, documents);
    const sync = new IndexSync(dataSource, new IndexAdmin(http));
    if (server) while (await sync.step());
    await columns.refresh();
  }, 120_000);

  afterAll(async () => {
    http.close();
    await dataSource.destroy();
    await database.drop();
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  withMeilisearch('what is asked in parts is what is asked at once', async () => {
    const uid = columns.index as string;
    const cells = [...new Set([...documents].map(({cell}) => cell))];
    const parts = [cells.slice(0, 20), cells.slice(20, 200), cells.slice(200)].map((part) => [
      `cell IN [${part.join()}]`,
    ]);
    const ask = (filters: string[][]) =>
      matchWords(http, uid, {words: ['hoover'], filters, ranked: true}, PATIENCE).then(({all, asTyped}) =>
        [all, asTyped].map((those) => those?.sort((a, b) => a - b)),
      );
    const [all] = await ask([[]]);
    expect(all?.length).toBeGreaterThan(50);
    expect(await ask(parts)).toEqual(await ask([[]]));
  });

  withMeilisearch('whom several words match is known of each of them', async () => {
    let index = 0;
    const matches = new WordMatches(http, (source) => (index += Number(source === 'index')));
    const engine = new MemoryEngine<Ready>(
      {name: 'meilisearch', match: (ready, query) => matches.of(ready, query), strict: false},
      () => columns.ready,
      new Doubts(dataSource),
    );
    const known = async (...words: string[]) => {
      const before = index;
      await agree(engine, documents, {...ANYBODY, sort: 'relevance', words, day: '2026-07-01'});
      return index === before;
    };
    await until(() => known('cooks', 'dog'));
    await until(() => known('walks', 'do'));
    expect(await known('cooks', 'walks', 'do')).toBe(true);
    expect(await known('walks', 'cooks', 'dog')).toBe(true);
    expect(await known('dog', 'cooks')).toBe(false);
  });

  withMeilisearch('what people are known to look for is known before anybody does', async () => {
    const {questions} = await Thesauri.on(dataSource, '2026-07-01');
    const front = await FaultyFront.before(server as {url: string; key: string});
    const {engines, close} = enginesBehind(front.url, (server as {key: string}).key, dataSource, postgres, PLENTY);
    try {
      await until(() => front.wordsAsked >= questions.length); // one after the other: all but the last are known
      front.fault = 'never answers';
      for (const words of questions.slice(0, 20)) {
        const {total, engine} = await engines.ask((each) => each.search({...ANYBODY, words}));
        expect({engine, total}).toEqual({
          engine: 'meilisearch',
          total: (await postgres.search({...ANYBODY, words})).total,
        });
      }
    } finally {
      await close();
      await front.close();
    }
  });
});
