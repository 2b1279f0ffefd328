import 'reflect-metadata';
import type {AddressInfo} from 'node:net';
import {Module, type Type} from '@nestjs/common';
import {DiscoveryModule} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {configureHttp, createHttpApp, PlatformModule, readEnvironment} from '@app/platform';
import type {Clock} from '@app/kernel';
import {ApiModule} from '../../apps/api/src/api.module.js';
import {configureApi} from '../../apps/api/src/configure-api.js';
import {configureWeb} from '../../apps/web/src/bootstrap.js';
import {webSettings} from '../../apps/web/src/settings.js';
import {webAdapter} from '../../apps/web/src/web-adapter.js';
import {WebModule} from '../../apps/web/src/web.module.js';
import {testApi, type TestApi} from './app.js';
import {TestClock} from './clock.js';
import {compileTemplatesOnce} from './compiled-once.js';
import type {TestDatabase} from './database.js';

export interface PagesApp {
  app: NestFastifyApplication;
  baseUrl: string;
  close(): Promise<void>;
}

type Variables = Record<string, string>;

/** Those that serve a test's API too, by its database. */
const serving = new Map<string, {variables: Variables; pages: PagesApp}>();

/** One application for both: `startPages` then answers with the same. */
export async function startApiWithPages(database: TestDatabase, variables: Variables = {}): Promise<TestApi> {
  const clock = new TestClock();
  const pages = await startPages(database, clock, variables, [DiscoveryModule]);
  // It ends with the API.
  serving.set(database.appUrl, {variables, pages: {...pages, close: () => Promise.resolve()}});
  return testApi(pages.app, clock);
}

/** Pages and API in one process on a free port, as `npm start` serves them, on a test's own database and clock. */
export async function startPages(
  database: TestDatabase,
  clock: Clock,
  variables: Variables = {},
  more: Type[] = [],
): Promise<PagesApp> {
  const known = serving.get(database.appUrl);
  if (known && JSON.stringify(known.variables) === JSON.stringify(variables)) return known.pages;
  compileTemplatesOnce();
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    LOG_LEVEL: 'silent',
    ...variables,
  });

  @Module({imports: [PlatformModule.forRoot(environment, clock), WebModule, ApiModule, ...more]})
  class Root {}

  const app = await createHttpApp(Root, environment, webAdapter);
  configureHttp(app);
  await configureApi(app);
  await configureWeb(app, await webSettings(app));
  await app.listen(0, '127.0.0.1');
  const {port} = app.getHttpServer().address() as AddressInfo;
  return {app, baseUrl: `http://127.0.0.1:${port}`, close: () => app.close()};
}
