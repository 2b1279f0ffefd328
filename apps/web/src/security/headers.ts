import helmet from '@fastify/helmet';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {isApiDocs} from '../paths.js';

/**
 * A script runs only with the nonce of the page it stands in, so text that somebody typed can never run.
 * Styles and images come from us alone; nothing may frame us; forms post to us alone.
 */
const POLICY = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'"],
  'object-src': ["'none'"],
  'script-src': [] as string[],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
};

/** For an answer made before a nonce was: no scripts at all. */
export const POLICY_WITHOUT_SCRIPTS = Object.entries(POLICY)
  .map(([name, sources]) => `${name} ${sources.length ? sources.join(' ') : "'none'"}`)
  .join(';');

const DOCS_POLICY =
  "default-src 'none';base-uri 'none';connect-src 'self';form-action 'none';frame-ancestors 'none';img-src 'self' data:;script-src 'self';style-src 'self' 'unsafe-inline'";

export async function securityHeaders(app: NestFastifyApplication, options: {secure: boolean}): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {...POLICY, ...(options.secure ? {'upgrade-insecure-requests': []} : {})},
    },
    crossOriginResourcePolicy: {policy: 'same-origin'},
    referrerPolicy: {policy: 'same-origin'},
    strictTransportSecurity: options.secure ? {maxAge: 31_536_000, includeSubDomains: true} : false,
    xFrameOptions: {action: 'deny'},
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (isApiDocs(request.url)) void reply.header('content-security-policy', DOCS_POLICY);
      done();
    });
}
