import {randomUUID} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import type {DynamicModule, Type} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {FastifyAdapter, type NestFastifyApplication} from '@nestjs/platform-fastify';
import {pino} from 'pino';
import {Environment} from '../env/environment.js';
import {requireCleanText} from './clean-text.js';
import {Metrics} from './metrics.js';
import {NestLog} from './nest-log.js';
import {ProblemFilter, type ErrorPage} from './problem.filter.js';
import {validationPipe} from './validation.js';

const BODY_LIMIT = 1_048_576;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * A Nest application on Fastify, with what every HTTP process has: a request id, logs and metrics by route
 * pattern (never the address, which can hold a postcode), a limit on bodies, and one way for errors.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  environment: Environment,
): Promise<NestFastifyApplication> {
  const logger = pino(
    {level: environment.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime},
    pino.destination(2),
  );
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    disableRequestLogging: true,
    bodyLimit: BODY_LIMIT,
    trustProxy: environment.TRUST_PROXY ?? false,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
    bufferLogs: false,
  });
  return app;
}

/** Hooks, pipe and filter; call it before `app.init()`. */
export function configureHttp(app: NestFastifyApplication, errorPage: ErrorPage | null = null): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    requireCleanText(request);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    const {method, id: requestId} = request;
    metrics.observe(method, route, reply.statusCode, reply.elapsedTime / 1_000);
    request.log.info({requestId, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime)});
    done();
  });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(errorPage));
  app.enableShutdownHooks();
}
