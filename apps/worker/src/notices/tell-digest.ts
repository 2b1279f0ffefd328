import {Injectable, type OnModuleInit} from '@nestjs/common';
import {ConversationDigest} from '@app/conversations';
import {Clock, londonDay} from '@app/kernel';
import {Notices} from '@app/notifications';
import {JobRunner, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';

/** Late in the afternoon, when people may still answer. */
const DAILY = '0 16 * * *';
const HOUR_MS = 3_600_000;
const WAITED_MS = 20 * HOUR_MS;
const LONGEST_MS = 14 * 24 * HOUR_MS;

/** Once a day, on the ways that they chose: that messages have waited since yesterday. Nothing where nothing waits. */
@Injectable()
export class TellDigest implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly digest: ConversationDigest,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'conversations.digest', cron: DAILY, run: () => this.run()});
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const [since, before] = [new Date(now.getTime() - LONGEST_MS), new Date(now.getTime() - WAITED_MS)];
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id: councilId} of councils) {
      await this.uow.run(councilId, async (tx) => {
        for (const {personId, conversations} of await this.digest.unread(tx, since, before)) {
          const key = `conversations.digest:${londonDay(now)}:${personId}`;
          const data = {conversations};
          await this.notices.tell(tx, {councilId, to: {personId}, template: 'message_digest', data, key});
        }
      });
    }
  }
}
