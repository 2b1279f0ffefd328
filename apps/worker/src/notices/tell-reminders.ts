import {Injectable, type OnModuleInit} from '@nestjs/common';
import {ReminderFacts, type DayAhead} from '@app/bookings';
import {addDays, Clock, inLondon, londonDay, type Day} from '@app/kernel';
import {Notices, Reminders} from '@app/notifications';
import {JobRunner, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';

/** Every hour: a council's own hour is on London's clock, and an hour that was missed is made up for. */
const HOURLY = '5 * * * *';

/**
 * Before a day with visits whoever is supported and whoever comes is reminded of all of it at once, in their own way and
 * outside their quiet hours; once, however often the job runs.
 */
@Injectable()
export class TellReminders implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly facts: ReminderFacts,
    private readonly reminders: Reminders,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.remind', cron: HOURLY, run: () => this.run()});
  }

  async run(): Promise<void> {
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id} of councils) await this.uow.run(id, (tx) => this.remind(tx, id));
  }

  private async remind(tx: Tx, councilId: string): Promise<void> {
    const now = this.clock.now();
    const rule = await this.facts.rule(tx, councilId, londonDay(now));
    if (rule.daysBefore === 0 || inLondon(now).hour < rule.atHour) return;
    const day = addDays(londonDay(now), rule.daysBefore);
    const ahead = await this.facts.on(tx, day);
    const wanted = await this.reminders.wantedBy(
      tx,
      ahead.map(({personId}) => personId),
    );
    for (const each of ahead) if (wanted.has(each.personId)) await this.one(tx, councilId, day, each);
  }

  private async one(tx: Tx, councilId: string, day: Day, {personId, visits}: DayAhead): Promise<void> {
    await this.notices.tell(tx, {
      councilId,
      to: {personId},
      template: 'visits_ahead',
      data: {
        day,
        visits: visits.map(({startsAt, endsAt, who, side}) => ({
          ...{startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), who, side},
        })),
      },
      key: `visits.ahead:${day}:${personId}`,
    });
  }
}
