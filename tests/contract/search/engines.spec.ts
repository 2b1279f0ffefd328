import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connection} from '@app/platform';
import fc from 'fast-check';
import {rmSync} from 'node:fs';
import {DataSource} from 'typeorm';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {LiveColumns, type Ready, type Remembering} from '../../../libs/search/src/columns/live-columns.js';
import {MeilisearchHttp} from '../../../libs/search/src/engines/meilisearch/meilisearch-http.js';
import {MemoryEngine} from '../../../libs/search/src/engines/memory-engine.js';
import {WordMatches, type MatchedFrom} from '../../../libs/search/src/engines/meilisearch/word-matches.js';
import {PostgresEngine} from '../../../libs/search/src/engines/postgres/postgres-engine.js';
import {Doubts} from '../../../libs/search/src/facts/doubts.js';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {IndexAdmin} from '../../../libs/search/src/projection/index-admin.js';
import {IndexSync} from '../../../libs/search/src/projection/index-sync.js';
import type {SearchEngine, SearchQuery} from '../../../libs/search/src/query/search-query.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {until} from '../../support/until.js';
import {agree, agreeThroughout} from './agreeing.js';
import {ANYBODY} from './anybody.js';
import {enginesBehind, FaultyFront, FAULTS} from './faulty-front.js';
import {listing} from './random-listings.js';
import {writeListings} from './write-listings.js';
import {scratch} from '../../support/scratch.js';

const LISTINGS = 3_000;
/** `SEARCH_CONTRACT=full` asks thousands of questions; otherwise as many as fit beside the other tests. */
const FULL = process.env.SEARCH_CONTRACT === 'full';
const RUNS = FULL ? 1_500 : 150;
const PATIENCE = FULL ? 600_000 : 60_000;
/** Few enough that some is forgotten while the engine is asked. */
const REMEMBERED = 100_000;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

const folder = scratch('search');
/** Null where there is no program for this machine: then its tests are not run, and the count of skipped ones says so. */
const server = await startMeilisearch({dataDir: folder});
const withMeilisearch = server ? it : it.skip;

const range = (count: number, at = (index: number) => index) => Array.from({length: count}, (_, index) => at(index));
/** Listings of these numbers; the same numbers give the same ids. */
const listingsWith = (numbers: readonly number[], seed: number): DocumentRow[] =>
  fc.sample(fc.tuple(...numbers.map(listing)), {numRuns: 1, seed})[0] ?? [];

describe('the engines', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let postgres: SearchEngine;
  let meilisearch: SearchEngine;
  /** PostgreSQL for the words, memory for all else. */
  let remembering: SearchEngine;
  let columns: LiveColumns;
  let sync: IndexSync;
  let http: MeilisearchHttp;
  const documents = new Map<string, DocumentRow>();
  const asked: Record<MatchedFrom, number> = {memory: 0, index: 0};

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(connection(database.appUrl)).initialize();
    postgres = new PostgresEngine(dataSource);
    columns = new LiveColumns(dataSource, REMEMBERED);
    http = new MeilisearchHttp(server?.url ?? 'http://127.0.0.1:1', server?.key);
    sync = new IndexSync(dataSource, new IndexAdmin(http));
    const matches = new WordMatches(http, (source) => (asked[source] += 1));
    const doubts = new Doubts(dataSource);
    meilisearch = new MemoryEngine<Ready>(
      {name: 'meilisearch', match: (ready, query) => matches.of(ready, query), strict: false},
      () => columns.ready,
      doubts,
    );
    const words = new PostgresEngine(dataSource);
    const match = ({columns: {seats}}: Remembering, query: SearchQuery) => words.matches(query, seats);
    remembering = new MemoryEngine({name: 'postgres', match, strict: true}, () => columns.remembering, doubts);
    await write(listingsWith(range(LISTINGS), SEED), []);
  }, 120_000);

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  /** Puts and takes listings, and waits until both engines know. */
  async function write(given: readonly DocumentRow[], take: readonly string[]): Promise<void> {
    await put(given, take);
    if (server) while (await sync.step());
    await columns.refresh();
  }

  /** In the projection alone. */
  async function put(given: readonly DocumentRow[], take: readonly string[]): Promise<void> {
    await writeListings(dataSource, given, take);
    for (const each of given) documents.set(each.id, each);
    for (const id of take) documents.delete(id);
  }

  const agrees = (engine: SearchEngine, asked: SearchQuery) => agree(engine, [...documents.values()], asked);
  const agreesThroughout = (engine: SearchEngine, runs: number) =>
    agreeThroughout(engine, documents, {runs, seed: SEED});

  it('PostgreSQL answers as the reference does', () => agreesThroughout(postgres, RUNS), PATIENCE);
  it('PostgreSQL with what is remembered does', () => agreesThroughout(remembering, RUNS), PATIENCE);
  withMeilisearch('Meilisearch answers as the reference does', () => agreesThroughout(meilisearch, RUNS), PATIENCE);

  describe('after listings changed, went and came back', () => {
    beforeAll(async () => {
      const changed = listingsWith(
        range(LISTINGS / 5, (index) => index * 3),
        SEED + 1,
      );
      const kept = new Set(changed.map(({id}) => id));
      const gone = listingsWith(
        range(LISTINGS / 10, (index) => index * 10 + 1),
        SEED,
      ).filter(({id}) => !kept.has(id));
      await write(
        changed,
        gone.map(({id}) => id),
      );
      await write(
        listingsWith(
          range(LISTINGS / 25, (index) => index * 10 + 1),
          SEED + 2,
        ),
        [],
      );
    }, 60_000);

    it('PostgreSQL does', () => agreesThroughout(postgres, RUNS / 2), PATIENCE);
    it('PostgreSQL with what is remembered does', () => agreesThroughout(remembering, RUNS / 2), PATIENCE);
    withMeilisearch('Meilisearch does', () => agreesThroughout(meilisearch, RUNS / 2), PATIENCE);

    withMeilisearch('what it remembers is what the index says, and goes with each change', async () => {
      const [changed, ...others] = [...documents.values()].filter(({listed_through}) => listed_through === null);
      const {latitude, longitude} = changed as DocumentRow;
      const origin = {latitude, longitude};
      const near = {...ANYBODY, words: ['zumba'], origin, within: 900, day: '2026-07-01'};
      for (const sort of ['distance', 'relevance'] as const) {
        await agrees(meilisearch, {...near, sort});
        const {index} = asked;
        await agrees(meilisearch, {...near, sort, chosen: {kind: ['pa']}});
        expect(asked.index).toBe(index);
      }
      await write([{...(changed as DocumentRow), words: ['zumba']}], []);
      await agrees(meilisearch, near);
      await write(
        [{...(changed as DocumentRow), words: ['hoover']}],
        others.slice(0, 1).map(({id}) => id),
      );
      await agrees(meilisearch, near);
      await agrees(meilisearch, {...near, words: ['hoover']});
    });

    withMeilisearch('what is asked often is known everywhere, and goes with each change too', async () => {
      const wide = {...ANYBODY, words: ['hoover'], day: '2026-07-01'};
      await until(async () => {
        const {index} = asked;
        await agrees(meilisearch, wide);
        return asked.index === index;
      });
      const [changed, other] = [...documents.values()].filter(({words}) => !words.includes('hoover'));
      await write([{...(changed as DocumentRow), words: ['hoover']}], [(other as DocumentRow).id]);
      await agrees(meilisearch, wide);
    });

    withMeilisearch.each(FAULTS)('a server that %s costs nobody an answer', async (fault) => {
      const front = await FaultyFront.before(server as {url: string; key: string});
      const {engines, close} = enginesBehind(front.url, (server as {key: string}).key, dataSource, postgres);
      const ask = (word = 'learning') => engines.ask((engine) => engine.search({...ANYBODY, words: [word]}));
      try {
        await until(() => engines.answering === 'meilisearch');
        const {total} = await ask();
        front.fault = fault;
        const begun = performance.now();
        const others = ['zumba', 'hoover', 'day', 'centre', 'dogs', 'cooks', 'walks', 'swims'].map((word) => ask(word));
        expect(await ask()).toMatchObject({total, engine: 'postgres'});
        for (const other of await Promise.all(others)) expect(other.engine).toBe('postgres');
        expect(performance.now() - begun).toBeLessThan(3_000); // the deadline is 400 ms for all at once, and then the other engine
        front.fault = null;
        await until(() => engines.answering === 'meilisearch');
        expect(await ask()).toMatchObject({total, engine: 'meilisearch'});
      } finally {
        await close();
        await front.close();
      }
    });

    withMeilisearch('a server that is older than what we ask of it is not asked', async () => {
      const front = await FaultyFront.before(server as {url: string; key: string});
      front.fault = 'is older';
      const {engines, close} = enginesBehind(front.url, (server as {key: string}).key, dataSource, postgres);
      const ask = () => engines.ask((engine) => engine.search({...ANYBODY, words: ['learning']}));
      try {
        await until(() => front.versionsSaid > 1);
        expect(await ask()).toMatchObject({engine: 'postgres'});
        front.fault = null;
        await until(() => engines.answering === 'meilisearch');
        expect(await ask()).toMatchObject({engine: 'meilisearch'});
      } finally {
        await close();
        await front.close();
      }
    });

    withMeilisearch('what is remembered is answered while the server is away, as long as it is true', async () => {
      const front = await FaultyFront.before(server as {url: string; key: string});
      const {engines, close} = enginesBehind(
        front.url,
        (server as {key: string}).key,
        dataSource,
        postgres,
        REMEMBERED,
      );
      // Shown to everybody, and not found already: by no slip either.
      const changed = [...documents.values()].find(
        ({audience, words}) => audience === 'public' && !words.some((word) => /^.?[zu]/.test(word)),
      ) as DocumentRow;
      const near = {...ANYBODY, words: ['zumba'], origin: changed, within: 900, day: '2020-01-01'};
      const ask = (query: SearchQuery) => engines.ask((engine) => engine.search(query));
      try {
        await until(() => engines.answering === 'meilisearch');
        const {total} = await ask(near);
        front.fault = 'never answers';
        await until(() => engines.answering === 'postgres');
        expect(await ask(near)).toMatchObject({total, engine: 'meilisearch'});
        expect(await ask({...near, words: []})).toMatchObject({engine: 'meilisearch'}); // there is nothing to ask it
        expect(await ask({...near, words: ['swims']})).toMatchObject({engine: 'postgres'});
        await put([{...changed, words: ['zumba']}], []);
        await until(async () => (await ask(near)).engine === 'postgres');
        expect(await ask(near)).toMatchObject({total: total + 1});
      } finally {
        await close();
        await front.close();
      }
    });

    withMeilisearch('two that write at once leave what was written last', async () => {
      const other = new IndexSync(dataSource, new IndexAdmin(http));
      const [one] = [...documents.values()] as [DocumentRow];
      const writing: Promise<unknown>[] = [];
      for (const word of ['hoover', 'zumba', 'marta', 'lukasz']) {
        await put([{...one, words: [word]}], []);
        writing.push(sync.step(), other.step());
      }
      await Promise.all(writing);
      await write([], []);
      await agrees(meilisearch, {...ANYBODY, words: ['lukasz']});
      await agrees(meilisearch, {...ANYBODY, words: ['marta']});
    });

    withMeilisearch('what is no id is refused before it gets there, where it would mean everything', async () => {
      const admin = new IndexAdmin(http);
      const uid = (await sync.current()) as string;
      for (const wrong of ['', '.', '..', '*', 'a/b', `${uid}?`]) {
        await expect(admin.drop(wrong)).rejects.toThrow(RangeError);
        await expect(admin.write(wrong, [], [1])).rejects.toThrow(RangeError);
      }
      for (const wrong of [NaN, -1, 1.5, Infinity])
        await expect(admin.write(uid, [], [wrong])).rejects.toThrow(RangeError);
      expect(await admin.count(uid)).toBe(documents.size);
    });

    withMeilisearch('an index is built of nothing at all, too', async () => {
      await write([], [...documents.keys()]);
      const wanted = await sync.build();
      while (await sync.step());
      expect(await sync.current()).toBe(wanted);
      await columns.refresh();
      await agrees(meilisearch, {...ANYBODY, words: ['learning']});
    });
  });
});
