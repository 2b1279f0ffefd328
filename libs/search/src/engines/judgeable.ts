import type {Position} from '@app/geography';
import type {Day} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {LiveColumns, type Ready} from '../columns/live-columns.js';
import type {ListingFacts} from '../facts/listing-facts.js';
import {documentOf} from '../projection/document-of.js';
import {IndexAdmin} from '../projection/index-admin.js';
import {IndexSync} from '../projection/index-sync.js';
import {writeDocuments} from '../projection/write-documents.js';
import type {EngineName, Hit, SearchEngine} from '../query/search-query.js';
import type {Thesauri} from '../terms/thesauri.js';
import {MemoryEngine} from './memory-engine.js';
import {MeilisearchHttp} from './meilisearch/meilisearch-http.js';
import {WordMatches} from './meilisearch/word-matches.js';
import {PostgresEngine} from './postgres/postgres-engine.js';

/** A listing as its document is made from. */
export type DocumentToMake = ListingFacts;

interface Asked {
  words: readonly string[];
  meant: readonly (readonly string[])[];
  origin: Position | null;
  within: number;
  day: Day;
}

/** Both engines over given listings, asked in order of relevance: for judging how good the order is. */
export interface JudgeableEngines {
  first(engine: EngineName, asked: Asked): Promise<Hit[]>;
  close(): void;
}

/** @param server null where there is no Meilisearch */
export async function judgeableEngines(
  dataSource: DataSource,
  server: {url: string; key: string} | null,
  listings: readonly DocumentToMake[],
  thesauri: Thesauri,
  day: Day,
): Promise<JudgeableEngines> {
  await dataSource.transaction(async (tx) => {
    await tx.query(`SELECT FROM search_state FOR UPDATE`);
    const documents = listings.map((each) => documentOf(each, day, thesauri.of(each.councilId)));
    await writeDocuments(
      tx,
      listings.map(({id}) => id),
      documents,
    );
  });
  const http = server && new MeilisearchHttp(server.url, server.key);
  const engines: Partial<Record<EngineName, SearchEngine>> = {postgres: new PostgresEngine(dataSource)};
  if (http) {
    const sync = new IndexSync(dataSource, new IndexAdmin(http));
    while (await sync.step());
    const columns = new LiveColumns(dataSource, 0);
    await columns.refresh();
    const matches = new WordMatches(http, () => undefined);
    engines.meilisearch = new MemoryEngine<Ready>(
      {name: 'meilisearch', match: (ready, asked) => matches.of(ready, asked), strict: false},
      () => columns.ready,
      columns.known,
    );
  }
  return {
    first: async (name, asked) => {
      const engine = engines[name];
      if (!engine) throw new Error(`there is no ${name} here`);
      const {hits} = await engine.search({
        ...asked,
        councilId: null,
        audiences: ['public'],
        reached: false,
        chosen: {},
        maxRatePence: null,
        only: null,
        without: new Set(),
        later: new Set(),
        costs: null,
        sort: 'relevance',
        offset: 0,
        limit: 10,
      });
      return hits;
    },
    close: () => http?.close(),
  };
}
