import {rmSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {loadReferenceData} from '@app/geography';
import {JudgedSearch} from '../../../apps/standalone/src/bench/judged/judged-search.js';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {scratch} from '../../support/scratch.js';

/** A change that answers the judged questions worse than this is not taken. Raise it when one answers them better. */
const LEAST = {ndcg: 0.981, zeroResults: 0};

const folder = scratch('judged');
const server = await startMeilisearch({dataDir: folder});
const withMeilisearch = server ? it : it.skip;

describe('the judged questions', () => {
  let database: TestDatabase;
  let search: JudgedSearch;

  beforeAll(async () => {
    database = await testDatabase();
    await loadReferenceData(database.ownerUrl);
    search = await JudgedSearch.open(database.superuserUrl, server);
  }, 60_000);
  afterAll(async () => {
    await search.close();
    await database.drop();
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  async function isGoodEnough(engine: 'postgres' | 'meilisearch'): Promise<void> {
    const {queries, ndcg, zeroResults} = await search.judge(engine);
    expect(queries).toBeGreaterThanOrEqual(120);
    expect(ndcg).toBeGreaterThanOrEqual(LEAST.ndcg);
    expect(zeroResults).toBeLessThanOrEqual(LEAST.zeroResults);
  }

  it('are answered well by PostgreSQL', () => isGoodEnough('postgres'));
  withMeilisearch('are answered well by Meilisearch', () => isGoodEnough('meilisearch'));
});
