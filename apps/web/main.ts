import 'reflect-metadata';
import {Module} from '@nestjs/common';
import {configureHttp, createHttpApp, PlatformModule, readEnvironment, stopOnError} from '@app/platform';
import {configureWeb} from './src/bootstrap.js';
import {webSettings} from './src/settings.js';
import {webAdapter} from './src/web-adapter.js';
import {WebModule} from './src/web.module.js';

/** The pages alone: one of the processes of a larger installation. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);

  @Module({imports: [PlatformModule.forRoot(environment), WebModule]})
  class Root {}

  const app = await createHttpApp(Root, environment, webAdapter);
  configureHttp(app);
  await configureWeb(app, await webSettings(app));
  app.enableShutdownHooks();
  await app.listen(environment.PORT, environment.HOST);
}

stopOnError(main);
