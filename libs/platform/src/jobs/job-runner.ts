import {Inject, Injectable, Logger} from '@nestjs/common';
import {Logger as QueueLogger, parseCronItems, run, type Runner} from 'graphile-worker';
import pg from 'pg';
import {servingOptions} from '../database/data-source.js';
import {Environment} from '../env/environment.js';

export interface JobHandler {
  task: string;
  /** May run twice: it must do no harm the second time. */
  run(payload: Record<string, unknown>): Promise<void>;
  /** A crontab pattern in UTC for work that comes round: `5 0 * * *`. */
  cron?: string;
}

/** Runs jobs in the worker. Handlers are registered by the modules that own the work. */
@Injectable()
export class JobRunner {
  private readonly log = new Logger(JobRunner.name);
  private readonly handlers: JobHandler[] = [];
  private runner: Runner | null = null;
  private pool: pg.Pool | null = null;

  constructor(@Inject(Environment) private readonly environment: Environment) {}

  /** @throws Error when two handlers claim one task, so that the process does not start */
  register(handler: JobHandler): void {
    if (this.handlers.some((each) => each.task === handler.task))
      throw new Error(`two handlers for the job ${handler.task}`);
    this.handlers.push(handler);
  }

  async start(): Promise<void> {
    const {options} = servingOptions(this.environment).extra as {options: string};
    this.pool = new pg.Pool({connectionString: this.environment.DATABASE_URL, options, max: 4});
    const lost = (error: Error) => this.log.warn(`a job connection was lost: ${error.message}`);
    this.pool.on('error', lost);
    this.pool.on('connect', (client) => client.on('error', lost));
    this.runner = await run({
      pgPool: this.pool,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 1_000,
      taskList: Object.fromEntries(
        this.handlers.map((handler) => [
          handler.task,
          (payload: unknown) => handler.run((payload ?? {}) as Record<string, unknown>),
        ]),
      ),
      parsedCronItems: parseCronItems(
        this.handlers.filter((each) => each.cron).map(({task, cron}) => ({task, match: cron ?? '', identifier: task})),
      ),
      // Without it, a job that is running at SIGTERM stays locked and runs again (graphile-worker 0.17).
      preset: {worker: {completeJobBatchDelay: 0, failJobBatchDelay: 0}},
      logger: new QueueLogger(() => (level, message) => {
        if (/error|warning/.test(level)) this.log.warn(message);
      }),
    });
  }

  async stop(): Promise<void> {
    const {runner, pool} = this;
    this.runner = null;
    this.pool = null;
    await runner?.stop();
    await pool?.end();
  }
}
