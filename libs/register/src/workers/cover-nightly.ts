import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Councils} from '@app/identity';
import {JobRunner, UnitOfWork, type Tx} from '@app/platform';
import {StandingChanged} from '../standing/standing-changed.js';

/**
 * On the day from which a register asks for a certificate of each worker, those who are named count, and one for the
 * whole no longer does. A minute past London's midnight, summer and winter; changes nothing where all is as it should be.
 */
@Injectable()
export class CoverNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly councils: Councils,
    private readonly uow: UnitOfWork,
    private readonly standingChanged: StandingChanged,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'register.cover_workers', cron: '1 0,23 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      await this.uow.run(councilId, (tx) => this.council(tx, councilId));
    }
  }

  private async council(tx: Tx, councilId: string): Promise<void> {
    // The database puts evidence right with every write to one of an organisation's workers.
    await tx.query(
      `UPDATE enterprise_worker SET ended_by = ended_by WHERE id IN (
         SELECT DISTINCT ON (organisation_id) id FROM enterprise_worker WHERE until_on IS NULL ORDER BY organisation_id, id)`,
    );
    const changed = await tx.query<{id: string}[]>(
      `SELECT m.id FROM member m WHERE m.organisation_id IS NOT NULL AND (
         EXISTS (SELECT FROM evidence e WHERE e.member_id = m.id AND e.recorded_at = now())
         OR EXISTS (SELECT FROM evidence_void v WHERE v.member_id = m.id AND v.voided_at = now()))`,
    );
    for (const {id} of changed) await this.standingChanged.publish(tx, councilId, id);
  }
}
