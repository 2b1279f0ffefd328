import 'reflect-metadata';
import {Module} from '@nestjs/common';
import {configureHttp, createHttpApp, PlatformModule, ProblemFilter, readEnvironment, stopOnError} from '@app/platform';
import {ApiModule} from './src/api.module.js';
import {configureApi} from './src/configure-api.js';

/** The API alone: one of the processes of a larger installation. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);

  @Module({imports: [PlatformModule.forRoot(environment), ApiModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  configureHttp(app);
  app.useGlobalFilters(new ProblemFilter());
  await configureApi(app);
  app.enableShutdownHooks();
  await app.listen(environment.PORT, environment.HOST);
}

stopOnError(main);
