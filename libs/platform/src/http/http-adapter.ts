import {randomUUID} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import {FastifyAdapter} from '@nestjs/platform-fastify';
import {LogController, type FastifyReply, type FastifyRequest, type FastifyServerOptions} from 'fastify';
import type {Logger} from 'pino';
import {problemOf} from './problem.js';
import {answerUnreadable} from './unreadable-request.js';

const BODY_LIMIT = 1_048_576;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

export interface AdapterOptions {
  /** Which proxies may say where a request came from: `loopback`, addresses, or none. */
  trustProxy?: FastifyServerOptions['trustProxy'];
  logger?: Logger;
  /** Answers what cannot even be decoded: it reaches no hook, no view and no filter. */
  frameworkErrors?: (error: Error, request: FastifyRequest, reply: FastifyReply) => void;
}

/** The HTTP server under every process. */
export function httpAdapter(options: AdapterOptions = {}): FastifyAdapter {
  return new FastifyAdapter({
    ...(options.logger && {loggerInstance: options.logger}),
    // Our own line for each request says the route's pattern, never the address; its id is on every line.
    logController: new LogController({disableRequestLogging: true, requestIdLogLabel: 'requestId'}),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy ?? false,
    routerOptions: {ignoreTrailingSlash: true},
    clientErrorHandler: answerUnreadable,
    frameworkErrors: options.frameworkErrors ?? answerProblem,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
}

export function answerProblem(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  void reply.code(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
}
