import cookie from '@fastify/cookie';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {isPagePath} from '../paths.js';

/** Cookies are for pages. Elsewhere they are taken away before anything could read them. */
export async function cookies(app: NestFastifyApplication): Promise<void> {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      if (!isPagePath(request.url)) delete request.headers.cookie;
      done();
    });
  await app.register(cookie);
}
