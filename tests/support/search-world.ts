import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {SearchResponse} from '../../apps/api/src/search/search.dto.js';
import {meilisearchFiles} from '../../apps/standalone/src/embedded/meilisearch-files.js';
import {startMeilisearch} from '../../apps/standalone/src/embedded/meilisearch.js';
import {Scenario} from './scenario.js';
import {until} from './until.js';
import {startWorker} from './worker.js';
import {scratch} from './scratch.js';

type Meilisearch = NonNullable<Awaited<ReturnType<typeof startMeilisearch>>>;

export interface FoundNow {
  status: number;
  answer: SearchResponse;
}

/** API, worker, PostgreSQL and Meilisearch, all of them real, and the door that anybody searches by. */
export class SearchWorld {
  private constructor(
    readonly scenario: Scenario,
    /** Null where there is no program for this machine. */
    readonly meilisearch: Meilisearch | null,
    private readonly folder: string,
    private readonly url: string,
    private readonly worker: {close(): Promise<void>},
  ) {}

  static async open(): Promise<SearchWorld> {
    const folder = scratch('search');
    const meilisearch = await startMeilisearch({dataDir: folder});
    const variables = {
      RATE_LIMIT: '1000000',
      ...(meilisearch && {MEILISEARCH_URL: meilisearch.url, MEILISEARCH_KEY: meilisearch.key}),
    };
    const scenario = await Scenario.open({variables});
    const worker = await startWorker(scenario.database, scenario.api.clock, variables);
    return new SearchWorld(scenario, meilisearch, folder, await scenario.api.app.getUrl(), worker);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.scenario.close();
    await this.meilisearch?.stop();
    rmSync(this.folder, {recursive: true, force: true});
  }

  /** Asks as somebody who is not signed in, over a connection. */
  async find(query: string): Promise<FoundNow> {
    const answer = await fetch(`${this.url}/api/v1/search?${query}`);
    return {status: answer.status, answer: (await answer.json()) as SearchResponse};
  }

  async total(query: string): Promise<number> {
    return (await this.find(query)).answer.total;
  }

  /** Takes a document out of an index behind our back, and waits until it is gone. */
  async spoil(uid: string, key: string): Promise<void> {
    if (!this.meilisearch) return;
    await this.ask(`/indexes/${uid}/documents/delete-batch`, [key]);
    await until(async () => !(await this.holds(uid, key)));
  }

  async holds(uid: string, key: string): Promise<boolean> {
    return (await this.ask(`/indexes/${uid}/documents/${key}`)).ok;
  }

  private ask(path: string, body?: unknown): Promise<Response> {
    const headers = {Authorization: `Bearer ${this.meilisearch?.key}`, 'Content-Type': 'application/json'};
    return fetch(`${this.meilisearch?.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      ...(body !== undefined && {body: JSON.stringify(body)}),
    });
  }

  /** All that Meilisearch has kept, its key aside; it must be down. */
  loseIndexes(): void {
    const files = meilisearchFiles(join(this.folder, 'meilisearch'), () => undefined);
    if (files) rmSync(files.folder, {recursive: true, force: true});
  }
}
