import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner} from '@app/platform';
import {DataSource} from 'typeorm';
import {EndEngagement} from './end-engagement.js';

/** Each night: agreements whose last day is over have ended. */
@Injectable()
export class EndNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly ends: EndEngagement,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'engagements.end', cron: '10 0 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const over = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM engagements_over()`,
    );
    for (const {council_id: councilId, id} of over) await this.ends.over(councilId, id);
  }
}
