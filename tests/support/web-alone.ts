import type {AddressInfo} from 'node:net';
import {Module, type Type} from '@nestjs/common';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {createHttpApp, PlatformModule, readEnvironment} from '@app/platform';
import {configureWeb} from '../../apps/web/src/bootstrap.js';
import {DEMONSTRATION_COUNCIL} from '../../apps/web/src/demonstration-council.js';
import {webAdapter} from '../../apps/web/src/web-adapter.js';
import type {WebOptions} from '../../apps/web/src/web-options.js';
import {WebModule} from '../../apps/web/src/web.module.js';
import {compileTemplatesOnce} from './compiled-once.js';
import {testDatabase} from './database.js';

export interface WebAlone {
  app: NestFastifyApplication;
  baseUrl: string;
}

/**
 * The pages by themselves on a free port and an empty database, as they are served in production; with pages of the
 * test's own beside.
 */
export async function webAlone(options: Partial<WebOptions> = {}, controllers: Type[] = []): Promise<WebAlone> {
  compileTemplatesOnce();
  const {appUrl} = await testDatabase();
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: appUrl,
    LOG_LEVEL: 'silent',
    SECURE_COOKIES: options.secure ? 'yes' : 'no',
  });

  @Module({imports: [PlatformModule.forRoot(environment), WebModule], controllers})
  class Root {}

  const app = await createHttpApp(Root, environment, webAdapter);
  await configureWeb(app, {secure: false, council: DEMONSTRATION_COUNCIL, ...options});
  await app.listen(0, '127.0.0.1');
  const {port} = app.getHttpServer().address() as AddressInfo;
  return {app, baseUrl: `http://127.0.0.1:${port}`};
}
