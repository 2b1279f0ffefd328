import {Module, type DynamicModule} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {Clock, SystemClock} from '@app/kernel';
import {DataSource} from 'typeorm';
import {servingOptions} from './database/data-source.js';
import {requireServingRole} from './database/serving-role.js';
import {StateTransition} from './database/state-transition.entity.js';
import {UnitOfWork} from './database/unit-of-work.js';
import {Environment} from './env/environment.js';
import {Health, HealthController} from './http/health.js';
import {Metrics, MetricsController} from './http/metrics.js';
import {IdempotencyKey} from './idempotency/idempotency-key.entity.js';
import {Idempotency} from './idempotency/idempotency.js';
import {JobRunner} from './jobs/job-runner.js';
import {Jobs} from './jobs/jobs.js';
import {OutboxEvent} from './outbox/outbox-event.entity.js';
import {OutboxRelay} from './outbox/outbox-relay.js';
import {Outbox} from './outbox/outbox.js';
import {FileStorage} from './storage/file-storage.js';
import {SealedFiles} from './storage/sealed-files.js';
import {Secrets} from './storage/secrets.js';
import {storageOf} from './storage/storage-of.js';
import {VirusScanner} from './storage/virus-scanner.js';

const PROVIDED = [
  UnitOfWork,
  Outbox,
  OutboxRelay,
  Jobs,
  JobRunner,
  Health,
  Metrics,
  Idempotency,
  SealedFiles,
  Secrets,
  VirusScanner,
];

/** What every process has. Imported once, by the application's root module. */
@Module({})
export class PlatformModule {
  static forRoot(environment: Environment, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({...servingOptions(environment), autoLoadEntities: true, retryAttempts: 0}),
          dataSourceFactory: async (options) => {
            if (!options) throw new Error('no database options');
            const dataSource = await new DataSource(options).initialize();
            await requireServingRole(dataSource);
            return dataSource;
          },
        }),
        TypeOrmModule.forFeature([OutboxEvent, IdempotencyKey, StateTransition]),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        {provide: Environment, useValue: environment},
        {provide: Clock, useValue: clock},
        {provide: FileStorage, useValue: storageOf(environment)},
        ...PROVIDED,
      ],
      exports: [Environment, Clock, TypeOrmModule, ...PROVIDED],
    };
  }
}
