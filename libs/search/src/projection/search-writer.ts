import {Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap} from '@nestjs/common';
import {JobRunner, OutboxRelay} from '@app/platform';
import {DataSource} from 'typeorm';
import {WORDS_VERSION} from '../words/document-words.js';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {Projector} from './projector.js';
import {VerifySearch} from './verify-search.js';

/** What may change how a listing is found; both name a listing or its member. */
const TOPICS = ['listing.changed', 'standing.changed'];
/** Soon after midnight in London, in summer and in winter: rates and decisions begin and end with days. */
const NIGHTLY = '2 0,23 * * *';

const PAUSE_MS = 200;
const PAUSE_AFTER_ERROR_MS = 1_000;
const COUNT_AGAIN_MS = 60_000;

/** In the worker: keeps projection and index in step with the listings, by what the outbox tells. */
@Injectable()
export class SearchWriter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SearchWriter.name);
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => undefined;
  private failing = false;
  private countAt = 0;

  constructor(
    relay: OutboxRelay,
    jobs: JobRunner,
    verify: VerifySearch,
    private readonly dataSource: DataSource,
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {
    relay.subscribe({
      name: 'search',
      topics: TOPICS,
      handle: (events) => this.project([...new Set(events.map(({subjectId}) => subjectId))]),
    });
    jobs.register({task: 'search.verify', cron: NIGHTLY, run: async () => void (await verify.run())});
  }

  onApplicationBootstrap(): void {
    this.stopping = false;
    this.running ??= this.loop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = null;
    this.indexes.close();
  }

  private async project(subjectIds: string[]): Promise<void> {
    await this.projector.project(await this.projector.listingsOf(subjectIds));
    this.wake();
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      const more = await this.step().catch((error: unknown) => {
        if (!this.failing) this.log.warn(`the search index waits: ${String(error)}`);
        this.failing = true;
        this.countAt = 0;
        return false;
      });
      if (!more && !this.stopping) await this.rest(this.failing ? PAUSE_AFTER_ERROR_MS : PAUSE_MS);
    }
  }

  private async step(): Promise<boolean> {
    await this.projectAllOnce();
    if (!this.indexes.sync) return false;
    const more = await this.indexes.sync.step();
    if (this.failing) this.log.log('the search index is written again');
    this.failing = false;
    if (!more && Date.now() >= this.countAt) {
      if (!(await this.indexes.sync.count())) this.log.warn('the search index had lost documents and is built anew');
      this.countAt = Date.now() + COUNT_AGAIN_MS;
    }
    return more;
  }

  /** The first time ever, and when words are made in another way than the projection was. */
  private async projectAllOnce(): Promise<void> {
    const [state] = await this.dataSource.query<{version: number}[]>(
      `SELECT words_version AS version FROM search_state`,
    );
    if (state?.version === WORDS_VERSION) return;
    await this.projector.everything();
    await this.dataSource.query(`UPDATE search_state SET words_version = $1`, [WORDS_VERSION]);
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
