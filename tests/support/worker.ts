import 'reflect-metadata';
import {Module} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {PlatformModule, readEnvironment} from '@app/platform';
import {WorkerModule} from '../../apps/worker/src/worker.module.js';
import type {TestClock} from './clock.js';
import type {TestDatabase} from './database.js';

/** The real worker beside the API of a test, with the same clock. */
export async function startWorker(
  database: TestDatabase,
  clock: TestClock,
  variables: Record<string, string> = {},
): Promise<{close(): Promise<void>}> {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    LOG_LEVEL: 'silent',
    ...variables,
  });

  @Module({imports: [PlatformModule.forRoot(environment, clock), WorkerModule]})
  class Root {}

  return NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
}
