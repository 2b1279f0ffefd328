import {Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap} from '@nestjs/common';
import {Environment, Metrics} from '@app/platform';
import {Counter} from 'prom-client';
import {DataSource} from 'typeorm';
import {LiveColumns} from '../columns/live-columns.js';
import type {EngineName, SearchEngine} from '../query/search-query.js';
import {Heartbeat} from './meilisearch/heartbeat.js';
import {MeilisearchEngine} from './meilisearch/meilisearch-engine.js';
import {MeilisearchHttp} from './meilisearch/meilisearch-http.js';
import {NotRemembered, WordMatches} from './meilisearch/word-matches.js';
import {PostgresEngine} from './postgres/postgres-engine.js';

/**
 * Which engine answers: Meilisearch as long as it does and has what was written; what it said that is still true while
 * it is away; else PostgreSQL. One that has failed costs the next searches nothing: it is asked again beside them, not
 * by them.
 */
@Injectable()
export class Engines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Engines.name);
  private readonly preferred: {
    engine: MeilisearchEngine;
    /** Answers what is remembered, without Meilisearch. */
    memory: MeilisearchEngine;
    http: MeilisearchHttp;
    columns: LiveColumns;
    heartbeat: Heartbeat;
  } | null;

  constructor(
    environment: Environment,
    dataSource: DataSource,
    metrics: Metrics,
    private readonly postgres: PostgresEngine,
  ) {
    const {SEARCH_ENGINE, SEARCH_REMEMBERS, MEILISEARCH_URL, MEILISEARCH_KEY} = environment;
    if (SEARCH_ENGINE === 'postgres' || !MEILISEARCH_URL) {
      this.preferred = null;
      return;
    }
    const http = new MeilisearchHttp(MEILISEARCH_URL, MEILISEARCH_KEY);
    const columns = new LiveColumns(dataSource, SEARCH_REMEMBERS);
    const asked = new Counter({
      name: 'search_matches_total',
      help: 'Where it was known from who matches the words of a search',
      labelNames: ['source'] as const,
      registers: [metrics.registry],
    });
    const matches = new WordMatches(http, (source) => asked.inc({source}));
    const engineWith = (match: ConstructorParameters<typeof MeilisearchEngine>[0]) =>
      new MeilisearchEngine(match, () => columns.ready, columns.known);
    const engine = engineWith((ready, query) => matches.of(ready, query));
    const memory = engineWith((ready, query) => matches.remembered(ready, query));
    const own = new MeilisearchHttp(MEILISEARCH_URL, MEILISEARCH_KEY, 1);
    const heartbeat = new Heartbeat(
      own,
      () => columns.index,
      (alive, reason) => {
        if (alive) columns.doubtIndex();
        this.log.log(alive ? 'Meilisearch is there' : `PostgreSQL answers: ${reason}`);
      },
    );
    this.preferred = {engine, memory, http, columns, heartbeat};
  }

  /** The engine that would answer now. */
  get answering(): EngineName {
    if (!this.preferred) return 'postgres';
    const {heartbeat, columns} = this.preferred;
    return heartbeat.well && columns.ready && !columns.late ? 'meilisearch' : 'postgres';
  }

  /** Whether the engine that the installation wants answers. */
  get well(): boolean {
    return this.preferred === null || this.answering === 'meilisearch';
  }

  /** Does something with the engine that answers; where it fails it is done again with PostgreSQL. */
  async ask<T>(work: (engine: SearchEngine) => Promise<T>): Promise<T & {engine: EngineName}> {
    if (this.preferred && this.answering === 'meilisearch') {
      try {
        return {...(await work(this.preferred.engine)), engine: 'meilisearch'};
      } catch (error) {
        this.preferred.heartbeat.failed(error);
      }
    } else if (this.preferred?.columns.ready) {
      try {
        return {...(await work(this.preferred.memory)), engine: 'meilisearch'};
      } catch (error) {
        if (!(error instanceof NotRemembered)) this.log.warn(`what is remembered did not answer: ${String(error)}`);
      }
    }
    return {...(await work(this.postgres)), engine: 'postgres'};
  }

  onApplicationBootstrap(): void {
    this.preferred?.columns.start();
    this.preferred?.heartbeat.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.preferred?.columns.stop(), this.preferred?.heartbeat.stop()]);
    this.preferred?.http.close();
  }
}
