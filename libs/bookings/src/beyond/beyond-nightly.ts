import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner, Outbox, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';

/** Told with a member's id: look again whether bookings of theirs are beyond their listing. */
export const BEYOND_DUE = 'bookings.beyond_due';

/** Once a day for everybody with visits to come: what no event told, like a day that has come. May run twice. */
@Injectable()
export class BeyondNightly implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.beyond', cron: '50 4 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const rows = await this.dataSource.query<{council_id: string; member_id: string}[]>(
      `SELECT council_id, member_id FROM members_with_visits()`,
    );
    const councils = new Map<string, string[]>();
    for (const {council_id, member_id} of rows) {
      councils.set(council_id, [...(councils.get(council_id) ?? []), member_id]);
    }
    for (const [council, members] of councils) {
      await this.uow.run(council, (tx) => this.outbox.publish(tx, council, BEYOND_DUE, members));
    }
  }
}
