import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {stillRightDays} from '@app/listings';
import {JobRunner, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {COMMUNITY_ASKED} from './community-facts.js';

/** Of what somebody speaks for, only they say that it is right. */
const TOUCHED = `CASE WHEN claimed_at IS NULL THEN greatest(changed_at, confirmed_at) ELSE greatest(claimed_at, confirmed_at) END`;
const UNANSWERED = `asked_at > ${TOUCHED}`;

/** Asks whether an entry is still right, and lets it rest when nobody says so: by the same dated rule as listings. */
@Injectable()
export class CommunityNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'community.still_right', cron: '35 5 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id} of councils) await this.uow.run(id, (tx) => this.ofCouncil(tx, id));
  }

  private async ofCouncil(tx: Tx, councilId: string): Promise<void> {
    const now = this.clock.now();
    const today = londonDay(now);
    const {askDays, restDays} = await stillRightDays(tx, today);
    const [rested] = await tx.query<[{id: string}[], number]>(
      `UPDATE community_listing SET state = 'resting' WHERE state = 'live' AND ${UNANSWERED} AND asked_at < $1 RETURNING id`,
      [startOfDay(addDays(today, 1 - restDays))],
    );
    for (const {id} of rested) {
      const subject = {kind: 'community_listing', id};
      await this.audit.record(tx, {
        councilId,
        action: 'community.rests_unanswered',
        subject,
        after: {state: 'resting'},
      });
    }
    const [asked] = await tx.query<[{id: string}[], number]>(
      `UPDATE community_listing SET asked_at = $2
       WHERE state = 'live' AND ${TOUCHED} < $1 AND (${UNANSWERED}) IS NOT TRUE RETURNING id`,
      [startOfDay(addDays(today, -askDays)), now],
    );
    for (const {id} of asked) await this.outbox.publish(tx, councilId, COMMUNITY_ASKED, id);
    await tx.query(`DELETE FROM community_key WHERE expires_at < $1`, [now]);
  }
}
