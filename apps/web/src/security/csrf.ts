import csrf from '@fastify/csrf-protection';
import {Logger} from '@nestjs/common';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {isMachinePath} from '../paths.js';
import {cookieNames} from './cookie-names.js';

/** What a route says that takes a form with a file: it checks the token itself, once it has read so far. */
export const TAKES_FILE = {takesFile: true};

const log = new Logger('Forms');
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Two locks on every form. The browser says where a request comes from (Sec-Fetch-Site, Origin): only our own
 * pages may send one. And the form carries a token that belongs to a cookie of ours. Machine paths take part in
 * neither, because they ignore cookies.
 */
export async function csrfProtection(
  app: NestFastifyApplication,
  options: {secure: boolean; trustedOrigins?: string[]},
): Promise<void> {
  app.enableCsrfProtection({
    trustedOrigins: options.trustedOrigins ?? [],
    exclude: (request: {url: string}) => isMachinePath(request.url),
  });
  await app.register(csrf, {
    cookieKey: cookieNames(options).csrf,
    cookieOpts: {path: '/', httpOnly: true, sameSite: 'lax', secure: options.secure},
    getToken: (request) => tokenOf(request.body),
    logLevel: 'debug',
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preHandler', (request, reply, done) => {
    if (SAFE.has(request.method) || isMachinePath(request.url) || request.is404) return done();
    if (takesFile(request)) return done();
    fastify.csrfProtection(request, reply, (error?: Error) => {
      if (error) log.warn({refused: 'a form without its token', route: request.routeOptions.url});
      done(error);
    });
  });
}

/** Checks the token of a form that was read by its route. @throws the plugin's own error */
export function checkToken(
  fastify: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<void> {
  request.body = {_csrf: token};
  return new Promise((resolve, reject) => {
    fastify.csrfProtection(request, reply, (error?: Error) => (error ? reject(error) : resolve()));
  });
}

function takesFile(request: FastifyRequest): boolean {
  const {takesFile} = request.routeOptions.config as {takesFile?: boolean};
  return takesFile === true && (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
}

function tokenOf(body: unknown): string {
  const token = body && typeof body === 'object' && '_csrf' in body ? body._csrf : null;
  return typeof token === 'string' ? token : '';
}
