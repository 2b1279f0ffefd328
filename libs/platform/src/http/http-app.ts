import type {DynamicModule, Type} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import type {FastifyAdapter, NestFastifyApplication} from '@nestjs/platform-fastify';
import {pino} from 'pino';
import {Environment} from '../env/environment.js';
import {requireCleanText} from './clean-text.js';
import {httpAdapter, type AdapterOptions} from './http-adapter.js';
import {Metrics} from './metrics.js';
import {NestLog} from './nest-log.js';
import {takeUploads} from './uploads.js';
import {validationPipe} from './validation.js';

/**
 * A Nest application on Fastify, with what every HTTP process has: a request id, logs and metrics by route
 * pattern (never the address, which can hold a postcode), a limit on bodies, and one way for errors.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  environment: Environment,
  adapter: (options: AdapterOptions) => FastifyAdapter = httpAdapter,
): Promise<NestFastifyApplication> {
  const logger = pino(
    {level: environment.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime},
    pino.destination(2),
  );
  return NestFactory.create<NestFastifyApplication>(
    module,
    adapter({logger, trustProxy: environment.TRUST_PROXY ?? false}),
    {logger: new NestLog(logger), abortOnError: false},
  );
}

/** Hooks and pipe; call it before `app.init()`. Errors are answered by `ProblemFilter`, or by the pages' own filter. */
export function configureHttp(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  takeUploads(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    requireCleanText(request);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    const {method} = request;
    metrics.observe(method, route, reply.statusCode, reply.elapsedTime / 1_000);
    request.log.info({method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime)});
    done();
  });
  app.useGlobalPipes(validationPipe());
}
