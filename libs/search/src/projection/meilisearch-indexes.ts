import {Injectable, type OnApplicationShutdown} from '@nestjs/common';
import {Environment} from '@app/platform';
import {DataSource} from 'typeorm';
import {MeilisearchHttp} from '../engines/meilisearch/meilisearch-http.js';
import type {Differences} from './differences.js';
import {IndexAdmin} from './index-admin.js';
import {IndexSync} from './index-sync.js';
import {verifyIndex} from './index-verify.js';

/** The indexes of this installation's Meilisearch, where it has one. */
@Injectable()
export class MeilisearchIndexes implements OnApplicationShutdown {
  private readonly http: MeilisearchHttp | null;
  private readonly admin: IndexAdmin | null;
  /** Null without Meilisearch. */
  readonly sync: IndexSync | null;

  constructor(
    environment: Environment,
    private readonly dataSource: DataSource,
  ) {
    const {SEARCH_ENGINE, MEILISEARCH_URL, MEILISEARCH_KEY} = environment;
    const wanted = SEARCH_ENGINE === 'meilisearch' && MEILISEARCH_URL !== undefined;
    this.http = wanted ? new MeilisearchHttp(MEILISEARCH_URL, MEILISEARCH_KEY, 4) : null;
    this.admin = this.http && new IndexAdmin(this.http);
    this.sync = this.admin && new IndexSync(dataSource, this.admin);
  }

  /** @returns null where there is no index yet, or no Meilisearch */
  async verify(): Promise<Differences | null> {
    return this.admin && verifyIndex(this.dataSource, this.admin);
  }

  onApplicationShutdown(): void {
    this.close();
  }

  close(): void {
    this.http?.close();
  }
}
