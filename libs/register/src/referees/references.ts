import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {JobRunner, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {REFERENCE_REMINDER} from './ask-referees.js';

const REMIND_AFTER_MS = 7 * 86_400_000;

/** What time does to references: a reminder after a week, once; and their end, which retention sees to each night. */
@Injectable()
export class References implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'references.remind', cron: '15 * * * *', run: () => this.remind()});
  }

  /** Says of each referee who has not answered for a week that they are to be reminded; saying it twice does no harm. */
  async remind(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - REMIND_AFTER_MS);
    const late = await this.dataSource.query<{council_id: string; referee_id: string}[]>(
      `SELECT council_id, referee_id FROM references_to_remind($1)`,
      [before],
    );
    for (const {council_id: councilId, referee_id: refereeId} of late) {
      await this.uow.run(councilId, (tx) => this.outbox.publish(tx, councilId, REFERENCE_REMINDER, refereeId));
    }
  }

  /**
   * Removes what referees said, and who they were, of applications closed before then; never before the rule on
   * references says so, nor of anybody on whom there is a legal hold.
   * @returns how many referees it was
   */
  async purge(tx: Tx, before: Date): Promise<number> {
    const [row] = await tx.query<{gone: number}[]>(`SELECT purge_references($1) AS gone`, [before]);
    return row?.gone ?? 0;
  }
}
