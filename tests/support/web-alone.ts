import type {AddressInfo} from 'node:net';
import {Module, type Type} from '@nestjs/common';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {Test} from '@nestjs/testing';
import {configureWeb} from '../../apps/web/src/bootstrap.js';
import {DEMONSTRATION_COUNCIL} from '../../apps/web/src/demonstration-council.js';
import {webAdapter} from '../../apps/web/src/web-adapter.js';
import type {WebOptions} from '../../apps/web/src/web-options.js';
import {WebModule} from '../../apps/web/src/web.module.js';
import {ensureAssets} from './assets.js';

export interface WebAlone {
  app: NestFastifyApplication;
  baseUrl: string;
}

/** The pages by themselves on a free port, as they are served in production; with pages of the test's own beside. */
export async function webAlone(options: Partial<WebOptions> = {}, controllers: Type[] = []): Promise<WebAlone> {
  ensureAssets();
  @Module({imports: [WebModule], controllers})
  class TestModule {}
  const module = await Test.createTestingModule({imports: [TestModule]}).compile();
  const app = module.createNestApplication<NestFastifyApplication>(webAdapter(), {logger: ['error']});
  await configureWeb(app, {production: true, secure: false, council: DEMONSTRATION_COUNCIL, ...options});
  await app.listen(0, '127.0.0.1');
  const {port} = app.getHttpServer().address() as AddressInfo;
  return {app, baseUrl: `http://127.0.0.1:${port}`};
}
