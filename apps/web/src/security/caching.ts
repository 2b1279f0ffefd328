import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {isPagePath} from '../paths.js';

/** Pages may be personal, so no copy of any is kept; a public page that wants to be cached says so itself. */
export function caching(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (isPagePath(request.url)) void reply.header('cache-control', 'no-store');
      done();
    });
}
