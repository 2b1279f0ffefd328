import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner} from '@app/platform';
import {DataSource} from 'typeorm';
import {AnswerChange} from './answer-change.js';

/** Every ten minutes: proposals that nobody answered before one of their visits come to nothing. */
@Injectable()
export class ExpireChanges implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly answers: AnswerChange,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.expire_changes', cron: '*/10 * * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const late = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM unanswered_changes()`,
    );
    for (const {council_id: councilId, id} of late) await this.answers.expire(councilId, id);
  }
}
