import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Councils} from '@app/identity';
import {Clock} from '@app/kernel';
import {JobRunner, Jobs, OutboxRelay, UnitOfWork, type RelayedEvent} from '@app/platform';
import {DELIVERY_DUE} from '../delivery/fan-out.js';
import {SendDeliveries} from './send-deliveries.js';

const SEND = 'notices.send';
const SOON_MS = 2_000;

/** In the worker: one job for a council at a time sends what is due. A sweep each minute finds what a process that died left behind. */
@Injectable()
export class SendDue implements OnModuleInit {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly send: SendDeliveries,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.relay.subscribe({name: 'sending', topics: [DELIVERY_DUE], handle: (events) => this.due(events)});
    this.runner.register({task: SEND, run: ({councilId}) => this.run(String(councilId))});
    this.runner.register({task: 'notices.sweep', cron: '* * * * *', run: () => this.sweep()});
  }

  /** Asks for a run for every council that has something due. */
  async sweep(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      await this.uow.run(councilId, async (tx) => {
        const rows = await tx.query<unknown[]>(
          `SELECT FROM delivery d JOIN council_sending s ON s.council_id = d.council_id AND s.halted_at IS NULL
           WHERE d.state = 'waiting' AND d.channel IN ('email', 'sms', 'letter') AND d.due_at <= $1 AND d.created_at >= s.since LIMIT 1`,
          [this.clock.now()],
        );
        if (rows.length) await this.ask(tx, councilId);
      });
    }
  }

  private async due(events: readonly RelayedEvent[]): Promise<void> {
    for (const councilId of new Set(events.map((event) => event.councilId))) {
      await this.uow.run(councilId, (tx) => this.ask(tx, councilId));
    }
  }

  private async run(councilId: string): Promise<void> {
    const outcome = await this.send.run(councilId);
    if (outcome === 'done') return;
    const runAt = outcome === 'busy' ? {runAt: new Date(Date.now() + SOON_MS)} : {};
    await this.uow.run(councilId, (tx) => this.ask(tx, councilId, runAt));
  }

  private ask(tx: Parameters<Jobs['add']>[0], councilId: string, when: {runAt?: Date} = {}): Promise<void> {
    return this.jobs.add(tx, SEND, {councilId}, {key: `${SEND}:${councilId}`, ...when});
  }
}
