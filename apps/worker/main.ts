import 'reflect-metadata';
import {Module} from '@nestjs/common';
import {configureHttp, createHttpApp, PlatformModule, ProblemFilter, readEnvironment, stopOnError} from '@app/platform';
import {WorkerModule} from './src/worker.module.js';

/** The background work alone; it answers only to /health and /metrics. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);

  @Module({imports: [PlatformModule.forRoot(environment), WorkerModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  configureHttp(app);
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  await app.listen(environment.PORT, environment.HOST);
}

stopOnError(main);
