import {Injectable, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap} from '@nestjs/common';
import {BookingsModule} from '@app/bookings';
import {GeographyModule} from '@app/geography';
import {AuditSealer, IdentityModule} from '@app/identity';
import {SendDue} from '@app/notifications';
import {JobRunner, OutboxRelay} from '@app/platform';
import {SearchWorkerModule} from '@app/search';
import {NoticesWorkerModule} from './notices/notices-worker.module.js';

/** Starts what works in the background, and lets it finish what it has begun before the process ends. */
@Injectable()
class BackgroundWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly jobs: JobRunner,
    private readonly sealer: AuditSealer,
    private readonly sending: SendDue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.start();
    this.relay.start();
    this.sealer.start();
    await this.sending.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.jobs.stop(), this.relay.stop(), this.sealer.stop()]);
  }
}

@Module({
  imports: [IdentityModule, GeographyModule, BookingsModule, SearchWorkerModule, NoticesWorkerModule],
  providers: [BackgroundWork],
})
export class WorkerModule {}
