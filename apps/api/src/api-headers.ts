import {Environment} from '@app/platform';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';

const NOTHING_TO_SHOW = "default-src 'none'; frame-ancestors 'none'";

/**
 * Answers may be personal, so nobody on the way keeps a copy, and a browser that is shown one runs nothing in it.
 * The page of the documentation has scripts of its own.
 */
export function apiHeaders(app: NestFastifyApplication): void {
  const secure = app.get(Environment).SECURE_COOKIES === 'yes';
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const route = request.routeOptions.url ?? request.url;
      if (secure) void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
      if (/^\/api\//.test(route) && !/^\/api\/v\d+\/docs(?:\/|$)/.test(route)) {
        void reply.headers({'cache-control': 'no-store', 'content-security-policy': NOTHING_TO_SHOW});
      }
      done();
    });
}
