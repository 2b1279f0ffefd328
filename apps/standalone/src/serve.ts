import {loadReferenceData} from '@app/geography';
import {configureHttp, createHttpApp, migrate, type Environment} from '@app/platform';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {configureApi} from '../../api/src/configure-api.js';
import {configureWeb} from '../../web/src/bootstrap.js';
import {webSettings} from '../../web/src/settings.js';
import {webAdapter} from '../../web/src/web-adapter.js';
import {demonstrationGreeting, loadDemonstrationOnce} from './demonstration/first-run.js';
import {StandaloneModule} from './standalone.module.js';

export interface Serving {
  url: string;
  /** What a newcomer should know: the demonstration's accounts. */
  greeting: string[];
  app: NestFastifyApplication;
}

/** Brings the database up to date, loads the demonstration the first time, and serves pages, API and worker. */
export async function serve(environment: Environment): Promise<Serving> {
  await migrate(environment.ownerUrl);
  await loadReferenceData(environment.ownerUrl);
  if (!environment.production) await loadDemonstrationOnce(environment);
  const app = await createHttpApp(StandaloneModule.forRoot(environment), environment, webAdapter);
  configureHttp(app);
  await configureApi(app);
  await configureWeb(app, await webSettings(app));
  await app.listen(environment.PORT, environment.HOST);
  return {url: await addressOf(app), greeting: environment.production ? [] : demonstrationGreeting(), app};
}

/** What a browser on this machine types. */
async function addressOf(app: NestFastifyApplication): Promise<string> {
  const url = await app.getUrl();
  return url.replace('[::1]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1');
}
