import {Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import {Environment, Metrics} from '@app/platform';
import {Counter, Gauge} from 'prom-client';
import {DataSource} from 'typeorm';
import {LiveColumns, type Ready, type Remembering} from '../columns/live-columns.js';
import type {EngineName, SearchEngine, SearchQuery} from '../query/search-query.js';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import {Heartbeat} from './meilisearch/heartbeat.js';
import {MeilisearchHttp} from './meilisearch/meilisearch-http.js';
import {WordMatches} from './meilisearch/word-matches.js';
import {MemoryEngine, NotInMemory, type Matching} from './memory-engine.js';
import {PostgresEngine} from './postgres/postgres-engine.js';

/**
 * Which engine answers: Meilisearch as long as it does and has what was written; what it said that is still true while
 * it is away; else PostgreSQL, for the words alone where memory has all else. One that has failed costs the next
 * searches nothing: it is asked again beside them, not by them.
 */
@Injectable()
export class Engines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Engines.name);
  private readonly columns: LiveColumns;
  private stopped = false;
  private readonly words: MemoryEngine<Remembering>;
  private readonly preferred: {
    engine: MemoryEngine<Ready>;
    /** Answers what is remembered, without Meilisearch. */
    remembered: MemoryEngine<Ready>;
    matches: WordMatches;
    http: MeilisearchHttp;
    heartbeat: Heartbeat;
  } | null;

  constructor(
    {SEARCH_ENGINE, SEARCH_REMEMBERS, MEILISEARCH_URL, MEILISEARCH_KEY}: Environment,
    dataSource: DataSource,
    metrics: Metrics,
    private readonly postgres: PostgresEngine,
    private readonly thesauri: ThesauriWatch,
    private readonly clock: Clock,
  ) {
    const asked = new Counter({
      name: 'search_matches_total',
      help: 'Where it was known from who matches the words of a search',
      labelNames: ['source'] as const,
      registers: [metrics.registry],
    });
    const url = SEARCH_ENGINE === 'postgres' ? undefined : MEILISEARCH_URL;
    const columns = (this.columns = new LiveColumns(
      dataSource,
      url ? (SEARCH_REMEMBERS ?? null) : 0,
      (ready) => void this.expect(ready),
    ));
    const match = ({columns: {seats}}: Remembering, query: SearchQuery) => {
      asked.inc({source: 'postgres'});
      return postgres.matches(query, seats);
    };
    this.words = new MemoryEngine({name: 'postgres', match, strict: true}, () => columns.remembering, columns.known);
    if (!url) {
      this.preferred = null;
      return;
    }
    const http = new MeilisearchHttp(url, MEILISEARCH_KEY);
    const matches = new WordMatches(http, (source) => asked.inc({source}));
    new Gauge({
      name: 'search_words_awaited',
      help: 'Words of which it is to be known everywhere soon whom they match',
      registers: [metrics.registry],
      collect() {
        this.set(matches.awaited);
      },
    });
    // What was shown in its stead was what is written: what is remembered may say no less while it is away.
    const engineWith = (match: Matching<Ready>['match'], strict = false) =>
      new MemoryEngine<Ready>({name: 'meilisearch', match, strict}, () => columns.ready, columns.known);
    const heartbeat = new Heartbeat(
      new MeilisearchHttp(url, MEILISEARCH_KEY, 1),
      () => columns.index,
      (alive, reason) => {
        if (alive) columns.doubtIndex();
        if (alive && columns.ready) void this.expect(columns.ready);
        this.log.log(alive ? 'Meilisearch is there' : `PostgreSQL answers: ${reason}`);
      },
    );
    this.preferred = {
      engine: engineWith((ready, query) => matches.of(ready, query)),
      remembered: engineWith(async (ready, query) => {
        await columns.known.now(); // what is remembered after that is of no earlier moment
        return matches.remembered(ready, query);
      }, true),
      matches,
      http,
      heartbeat,
    };
  }

  /** The engine that would answer now. */
  get answering(): EngineName {
    if (!this.preferred) return 'postgres';
    const {heartbeat} = this.preferred;
    return heartbeat.well && this.columns.ready && !this.columns.late ? 'meilisearch' : 'postgres';
  }

  /** Whether the engine that the installation wants answers. */
  get well(): boolean {
    return this.preferred === null || this.answering === 'meilisearch';
  }

  /** Does something with the engine that answers; where it fails it is done again with another. */
  async ask<T>(work: (engine: SearchEngine) => Promise<T>): Promise<T & {engine: EngineName}> {
    if (this.preferred && this.answering === 'meilisearch') {
      try {
        return {...(await work(this.preferred.engine)), engine: 'meilisearch'};
      } catch (error) {
        this.preferred.heartbeat.failed(error);
      }
    } else if (this.preferred && this.columns.ready) {
      const answer = await this.inMemory(this.preferred.remembered, work);
      if (answer) return answer;
    }
    if (!this.stopped) this.columns.start(); // where there is no Meilisearch nobody has needed it before
    const answer = this.columns.remembering && (await this.inMemory(this.words, work));
    return answer ?? {...(await work(this.postgres)), engine: 'postgres'};
  }

  private async inMemory<T>(engine: SearchEngine, work: (engine: SearchEngine) => Promise<T>) {
    try {
      return {...(await work(engine)), engine: engine.name};
    } catch (error) {
      if (!(error instanceof NotInMemory)) this.log.warn(`memory did not answer: ${String(error)}`);
      return null;
    }
  }

  /** What the words are that everybody is known to look for is found out before they do. */
  private async expect(ready: Ready): Promise<void> {
    try {
      const thesauri = await this.thesauri.on(londonDay(this.clock.now()));
      this.preferred?.matches.expect(ready, thesauri.questions);
    } catch (error) {
      this.log.warn(`what people look for could not be read: ${String(error)}`);
    }
  }

  onApplicationBootstrap(): void {
    if (!this.preferred) return;
    this.columns.start();
    this.preferred.heartbeat.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.all([this.columns.stop(), this.preferred?.heartbeat.stop()]);
    this.preferred?.http.close();
  }
}
