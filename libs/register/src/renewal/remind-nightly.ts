import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Councils} from '@app/identity';
import {JobRunner} from '@app/platform';
import {RemindLapses} from './remind-lapses.js';

/** Every morning, and after midnight of London in summer and winter alike: may run twice, reminds once. */
@Injectable()
export class RemindNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly councils: Councils,
    private readonly remind: RemindLapses,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'register.remind', cron: '40 4 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const faults: unknown[] = [];
    const councils = [...(await this.councils.names()).keys()];
    for (const id of councils) await this.remind.nightly(id).catch((error: unknown) => faults.push(error));
    // The job fails, so that somebody sees it; the other councils have been dealt with.
    if (faults.length) throw new Error(`reminders failed in ${faults.length} councils`, {cause: faults[0]});
  }
}
