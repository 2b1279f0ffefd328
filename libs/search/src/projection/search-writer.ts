import {Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap} from '@nestjs/common';
import type {Day} from '@app/kernel';
import {JobRunner, Jobs, OutboxRelay} from '@app/platform';
import {DataSource} from 'typeorm';
import {MeilisearchIndexes} from './meilisearch-indexes.js';
import {PruneTimes} from '../times/prune-times.js';
import {Projector} from './projector.js';
import {VerifySearch} from './verify-search.js';

/** What may change how a listing is found; both name a listing or its member. */
const TOPICS = ['listing.changed', 'standing.changed'];
const NIGHTLY = '17 2 * * *';
/** At the first start, and when a new day has begun: rates and decisions begin and end with days. */
const PROJECT_ALL = 'search.project_all';
const ASK_AGAIN_MS = 30_000;

const PAUSE_MS = 200;
const PAUSE_AFTER_ERROR_MS = 1_000;
const COUNT_AGAIN_MS = 60_000;

/**
 * In the worker: keeps projection and index in step with the listings. The outbox tells at once what changed; the marks
 * that the database itself sets make sure that nothing is missed.
 */
@Injectable()
export class SearchWriter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SearchWriter.name);
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => undefined;
  private failing = false;
  private countAt = 0;
  private asked: {day: Day; at: number} | null = null;
  private readonly notes: PruneTimes;

  constructor(
    relay: OutboxRelay,
    runner: JobRunner,
    private readonly verify: VerifySearch,
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly projector: Projector,
    private readonly indexes: MeilisearchIndexes,
  ) {
    this.notes = new PruneTimes(dataSource);
    relay.subscribe({
      name: 'search',
      topics: TOPICS,
      handle: (events) => this.project([...new Set(events.map(({subjectId}) => subjectId))]),
    });
    runner.register({task: 'search.verify', cron: NIGHTLY, run: () => this.verifyAll()});
    runner.register({task: PROJECT_ALL, run: async () => void (await projector.everything())});
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
  }

  private async project(subjectIds: string[]): Promise<void> {
    await this.projector.project(await this.projector.listingsOf(subjectIds));
    this.wake();
  }

  private async verifyAll(): Promise<void> {
    const {right, listed, projection, index} = await this.verify.run();
    if (!right) this.log.warn(`search was not right and is mended: ${JSON.stringify({listed, projection, index})}`);
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
    await this.projectAllWhenDue();
    await this.notes.run();
    const marked = await this.projector.marked();
    if (!this.indexes.sync) return marked > 0;
    const more = (await this.indexes.sync.step()) || marked > 0;
    if (this.failing) this.log.log('the search index is written again');
    this.failing = false;
    if (!more && Date.now() >= this.countAt) {
      if (!(await this.indexes.sync.count())) this.log.warn('the search index had lost documents and is built anew');
      this.countAt = Date.now() + COUNT_AGAIN_MS;
    }
    return more;
  }

  /** One of the workers does it, however many find it due. */
  private async projectAllWhenDue(): Promise<void> {
    const day = await this.projector.due();
    if (!day || (this.asked?.day === day && Date.now() < this.asked.at + ASK_AGAIN_MS)) return;
    this.asked = {day, at: Date.now()};
    await this.dataSource.transaction((tx) => this.jobs.add(tx, PROJECT_ALL, {}, {key: PROJECT_ALL}));
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
