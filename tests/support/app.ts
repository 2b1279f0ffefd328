import 'reflect-metadata';
import {Agent} from 'node:http';
import {Module} from '@nestjs/common';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {configureHttp, createHttpApp, PlatformModule, ProblemFilter, readEnvironment} from '@app/platform';
import request from 'supertest';
import {ApiModule} from '../../apps/api/src/api.module.js';
import {configureApi} from '../../apps/api/src/configure-api.js';
import {routesOf, type Route} from '../../apps/standalone/src/commands/routes.js';
import {TestClock} from './clock.js';
import type {TestDatabase} from './database.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const BASE = '/api/v1';

export interface TestApi {
  app: NestFastifyApplication;
  clock: TestClock;
  /** Calls a route below /api/v1, with a bearer token when there is one. */
  call(method: Method, path: string, token?: string | null, body?: object): request.Test;
  /** Signs in and gives the token. */
  signIn(email: string, password: string): Promise<string>;
  /** Every route below /api/v1, with what it needs; paths as `call` takes them. */
  routes(): (Route & {call: Method})[];
  close(): Promise<void>;
}

export interface ApiOptions {
  /** What else the process has, before it starts. */
  prepare?: (app: NestFastifyApplication) => Promise<void>;
  /** Of the environment, beside what tests need. */
  variables?: Record<string, string>;
}

/** The real API on a database of its own; requests go through its whole stack. */
export async function startApi(database: TestDatabase, {prepare, variables}: ApiOptions = {}): Promise<TestApi> {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    LOG_LEVEL: 'silent',
    ...variables,
  });

  const clock = new TestClock();

  @Module({imports: [PlatformModule.forRoot(environment, clock), ApiModule, DiscoveryModule]})
  class Root {}

  const app = await createHttpApp(Root, environment);
  configureHttp(app);
  app.useGlobalFilters(new ProblemFilter());
  await configureApi(app);
  await prepare?.(app);
  // Once for all calls: Supertest would begin to listen for each of them, and end it.
  await app.listen(0, '127.0.0.1');
  return testApi(app, clock);
}

/** The API of an application that listens. */
export function testApi(app: NestFastifyApplication, clock: TestClock): TestApi {
  const server = app.getHttpServer();
  // Connections are kept from call to call.
  const agent = new Agent({keepAlive: true});
  const call: TestApi['call'] = (method, path, token, body) => {
    const sent = request(server)[method](`${BASE}${path}`).agent(agent);
    if (token) void sent.set('Authorization', `Bearer ${token}`);
    return body ? sent.send(body) : sent;
  };
  return {
    app,
    clock,
    call,
    signIn: async (email, password) => {
      const answer = await call('post', '/sessions', null, {email, password}).expect(201);
      return (answer.body as {token: string}).token;
    },
    routes: () =>
      routesOf(app.get(DiscoveryService, {strict: false}))
        .filter(({path}) => path.startsWith(BASE))
        .map((route) => ({
          ...route,
          path: route.path.slice(BASE.length),
          call: route.method.toLowerCase() as Method,
        })),
    close: () => {
      agent.destroy();
      return app.close();
    },
  };
}
