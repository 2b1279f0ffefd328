import csrf from '@fastify/csrf-protection';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {isMachinePath} from '../paths.js';
import {cookieNames} from './cookie-names.js';

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
    fastify.csrfProtection(request, reply, done);
  });
}

function tokenOf(body: unknown): string {
  const token = body && typeof body === 'object' && '_csrf' in body ? body._csrf : null;
  return typeof token === 'string' ? token : '';
}
