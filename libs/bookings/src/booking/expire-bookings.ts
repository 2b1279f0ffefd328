import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner} from '@app/platform';
import {DataSource} from 'typeorm';
import {RefuseBooking} from './refuse-booking.js';

/** Every ten minutes: requests whose first visit has come without an answer give their time and money back. */
@Injectable()
export class ExpireBookings implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly refuse: RefuseBooking,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.expire', cron: '*/10 * * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const late = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM unanswered_bookings()`,
    );
    const faults: unknown[] = [];
    for (const {council_id: councilId, id} of late) {
      await this.refuse.expire(councilId, id).catch((error: unknown) => faults.push(error));
    }
    // The job fails, so that somebody sees it; those behind have been dealt with.
    if (faults.length)
      throw new Error(`${faults.length} of ${late.length} requests could not expire`, {cause: faults[0]});
  }
}
