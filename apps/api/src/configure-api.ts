import rateLimit from '@fastify/rate-limit';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {SwaggerModule} from '@nestjs/swagger';
import {DomainError} from '@app/kernel';
import {Environment} from '@app/platform';
import {apiHeaders} from './api-headers.js';
import {takeLargeBodies} from './large-bodies.js';
import {describeApi} from './describe-api.js';

/** A register of 10,000. */
const LONGEST_CSV = 5 * 1_048_576;

/** What the API adds to an application: its limits, its description and its documentation. Call it before `app.init()`. */
export async function configureApi(app: NestFastifyApplication): Promise<void> {
  apiHeaders(app);
  await app.register(rateLimit, {
    max: app.get(Environment).RATE_LIMIT,
    timeWindow: '1 minute',
    // By the route it has come to: an address can be spelt in many ways.
    allowList: (request) => !(request.routeOptions.url ?? request.url).startsWith('/api/'),
    errorResponseBuilder: () => new DomainError('too_many', 'TOO_MANY_REQUESTS', 'Wait a minute, then try again.'),
  });
  const fastify = app.getHttpAdapter().getInstance();
  takeLargeBodies(fastify);
  // Answers may be personal, so no copy of any is kept, also of what anybody may ask: it is asked of today.
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addContentTypeParser('text/csv', {parseAs: 'string', bodyLimit: LONGEST_CSV}, (_request, text, done) =>
    done(null, text),
  );
  SwaggerModule.setup('api/v1/docs', app, () => describeApi(app), {jsonDocumentUrl: 'api/v1/openapi.json'});
}
