import {randomUUID} from 'node:crypto';
import {Injectable, Logger, type OnModuleInit} from '@nestjs/common';
import {Clock, DomainError, londonDay} from '@app/kernel';
import type {Audience} from '@app/listings';
import {JobRunner, Outbox, UnitOfWork} from '@app/platform';
import {LookAgain} from '@app/search';
import {DataSource} from 'typeorm';
import {inputOf, type AskedAgain} from './asked-again.js';
import {MOST_FOUND} from './saved-search.errors.js';

export const SEARCH_FOUND = 'saved_search.found';

interface KeptSearch {
  id: string;
  asked: AskedAgain;
  /** Of which audiences the person is: what shows to others alone is not found for them. */
  audiences: Audience[];
}

/**
 * Once a day: asks each saved search again and keeps whom it finds for the first time. What is new is told by what
 * follows the commit. May run twice: whom it has seen it never finds again. Whom somebody has blocked it does not find.
 */
@Injectable()
export class LookAgainDaily implements OnModuleInit {
  private readonly log = new Logger(LookAgainDaily.name);

  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly looks: LookAgain,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'choices.look_again', cron: '10 7 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id} of councils) {
      const searches = await this.uow.run(id, (tx) =>
        tx.query<KeptSearch[]>(
          `SELECT id, asked, audiences_of(holder_id) AS audiences FROM saved_search WHERE paused_at IS NULL ORDER BY looked_at, id`,
        ),
      );
      for (const search of searches) await this.look(id, search);
    }
  }

  /** One that can be asked no more, like of a place that is gone, is no reason to leave out the others. */
  private async look(councilId: string, {id, asked, audiences}: KeptSearch): Promise<void> {
    try {
      const found = await this.looks.run(councilId, inputOf(asked, londonDay(this.clock.now())), audiences);
      await this.keep(councilId, id, found.slice(0, MOST_FOUND));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({skipped: 'a saved search', search: id, code: error.code});
    }
  }

  private async keep(councilId: string, id: string, found: readonly string[]): Promise<void> {
    const alert = randomUUID();
    await this.uow.run(councilId, async (tx) => {
      // Paused or deleted meanwhile, it tells nothing.
      const [kept] = await tx.query<[unknown[], number]>(
        `UPDATE saved_search SET looked_at = now() WHERE id = $1 AND paused_at IS NULL RETURNING id`,
        [id],
      );
      if (kept.length === 0) return;
      const fresh = await tx.query<unknown[]>(
        `INSERT INTO saved_search_seen (search_id, listing_id, council_id, alert_id)
         SELECT $1, l.id, $3, $4 FROM listing l JOIN saved_search s ON s.id = $1
         WHERE l.id = ANY ($2::uuid[]) AND NOT conversation_blocked(s.holder_id, l.id, l.person_id) ON CONFLICT (search_id, listing_id) DO NOTHING RETURNING listing_id`,
        [id, found, councilId, alert],
      );
      if (fresh.length > 0) await this.outbox.publish(tx, councilId, SEARCH_FOUND, alert);
    });
  }
}
