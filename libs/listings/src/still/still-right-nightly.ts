import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {JobRunner, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {keepVersion} from '../changes/versions.js';
import {stillRightDays, TOUCHED, UNANSWERED} from './still-right.js';

export const STILL_RIGHT_ASKED = 'listing.still_right_asked';
export const RESTS_UNANSWERED = 'listing.rests_unanswered';

/**
 * Once a day: asks about listings that nobody has touched for the council's period, and lets those rest that nobody
 * answered for. May run twice; a night that was missed is made up for.
 */
@Injectable()
export class StillRightNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'listings.still_right', cron: '20 5 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id} of councils) {
      await this.uow.run(id, async (tx) => {
        await this.rest(tx, id);
        await this.ask(tx, id);
      });
    }
  }

  private async ask(tx: Tx, councilId: string): Promise<void> {
    const today = londonDay(this.clock.now());
    const {askDays} = await stillRightDays(tx, today);
    const asked = await tx.query<{id: string}[]>(
      `INSERT INTO listing_confirmation (listing_id, council_id, asked_at)
       SELECT l.id, l.council_id, $2 FROM listing l LEFT JOIN listing_confirmation c ON c.listing_id = l.id
       WHERE l.state = 'live' AND ${TOUCHED} < $1 AND (${UNANSWERED}) IS NOT TRUE
       ON CONFLICT (listing_id) DO UPDATE SET asked_at = excluded.asked_at RETURNING listing_id AS id`,
      [startOfDay(addDays(today, -askDays)), this.clock.now()],
    );
    for (const {id} of asked) await this.outbox.publish(tx, councilId, STILL_RIGHT_ASKED, id);
  }

  private async rest(tx: Tx, councilId: string): Promise<void> {
    const today = londonDay(this.clock.now());
    const {restDays} = await stillRightDays(tx, today);
    const due = await tx.query<{id: string}[]>(
      `SELECT l.id FROM listing l JOIN listing_confirmation c ON c.listing_id = l.id
       WHERE l.state = 'live' AND ${UNANSWERED} AND c.asked_at < $1 ORDER BY l.id FOR NO KEY UPDATE OF l`,
      [startOfDay(addDays(today, 1 - restDays))],
    );
    for (const {id} of due) {
      await tx.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [id]);
      await keepVersion(tx, id);
      const entry = {councilId, subject: {kind: 'listing', id}};
      await this.audit.record(tx, {...entry, action: RESTS_UNANSWERED, after: {state: 'resting'}});
      await this.outbox.publish(tx, councilId, 'listing.changed', id);
      await this.outbox.publish(tx, councilId, RESTS_UNANSWERED, id);
    }
  }
}
