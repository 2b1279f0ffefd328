import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {MoveCoverOn} from './move-cover-on.js';

/** Every minute: where somebody had their time to answer, the next one is asked. */
@Injectable()
export class CoverClock implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly moves: MoveCoverOn,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.cover', cron: '* * * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const due = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM cover_to_move_on()`,
    );
    for (const {council_id: councilId, id} of due) {
      await this.uow.run(councilId, (tx) => this.moves.run(tx, councilId, id));
    }
  }
}
