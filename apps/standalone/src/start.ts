import {loadReferenceData} from '@app/geography';
import {configureHttp, createHttpApp, migrate, readEnvironment, type Environment} from '@app/platform';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {configureApi} from '../../api/src/configure-api.js';
import {configureWeb} from '../../web/src/bootstrap.js';
import {webSettings} from '../../web/src/settings.js';
import {webAdapter} from '../../web/src/web-adapter.js';
import {demonstrationGreeting, loadDemonstrationOnce} from './demonstration/first-run.js';
import {startServers} from './servers.js';
import {StandaloneModule} from './standalone.module.js';

export interface Running {
  url: string;
  app: NestFastifyApplication;
  environment: Environment;
  /** What a newcomer should know: the demonstration's accounts. */
  greeting: string[];
  stop(): Promise<void>;
}

/** Starts servers, brings the database up to date, loads the demonstration the first time, and serves. */
export async function startStandalone(variables: NodeJS.ProcessEnv): Promise<Running> {
  const wanted = readEnvironment(variables);
  const servers = await startServers(wanted, {search: true, join: false});
  const {environment} = servers;
  try {
    await migrate(environment.ownerUrl);
    await loadReferenceData(environment.ownerUrl);
    if (!environment.production) await loadDemonstrationOnce(environment);
    const app = await createHttpApp(StandaloneModule.forRoot(environment), environment, webAdapter);
    configureHttp(app);
    await configureApi(app);
    await configureWeb(app, await webSettings(app));
    await app.listen(environment.PORT, environment.HOST);
    return {
      url: await addressOf(app),
      app,
      environment,
      greeting: environment.production ? [] : demonstrationGreeting(),
      stop: async () => {
        await app.close();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/** What a browser on this machine types. */
async function addressOf(app: NestFastifyApplication): Promise<string> {
  const url = await app.getUrl();
  return url.replace('[::1]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1');
}
