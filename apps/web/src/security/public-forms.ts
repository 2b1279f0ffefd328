import {DomainError} from '@app/kernel';
import rateLimit from '@fastify/rate-limit';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';

/** Forms that anybody may send without signing in, by their route, and how many from one address in ten minutes. */
const LIMITED: Readonly<Record<string, number>> = {
  '/apply/enquiry': 20,
  '/groups/new': 20,
  '/groups/manage/:token': 60,
  '/groups/manage/:token/right': 60,
  '/groups/manage/:token/down': 60,
  '/concern/tell': 20,
  '/complaint': 20,
  '/reference/:token': 60,
  '/reference/:token/decline': 60,
  '/sign-in/email': 20,
  '/sign-in/forgotten': 20,
  '/open-account': 20,
  '/sign-in/first/:id/open': 20,
  '/sign-in/link': 60,
  '/sign-in/link/:token': 60,
  '/sign-in/with/:id': 200,
  '/sign-in/with/:id/return': 200,
};

/** Of these, opening alone counts too: a link could be guessed, and a sign-in begun. */
const OPENED = /^\/(?:reference|groups\/manage|sign-in\/(?:link\/|with\/))/;

/**
 * Keeps what strangers may send from being sent by the thousand, and links from being guessed. A council's office
 * sits behind one address, so the limits are far above what people do.
 */
export async function publicForms(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // Beside the API the plugin is there already.
  if (!fastify.hasDecorator('createRateLimit')) await app.register(rateLimit, {global: false});
  const limits = new Map<string, ReturnType<typeof fastify.createRateLimit>>();
  fastify.addHook('preHandler', async (request) => {
    const route = request.routeOptions.url ?? '';
    const max = LIMITED[route];
    if (max === undefined || (request.method === 'GET' && !OPENED.test(route))) return;
    const key = `${request.method} ${route}`;
    if (!limits.has(key)) limits.set(key, fastify.createRateLimit({max, timeWindow: '10 minutes', allowList: []}));
    const checked = await limits.get(key)?.(request);
    if (checked && !checked.isAllowed && checked.isExceeded) {
      throw new DomainError('too_many', 'TOO_MANY_REQUESTS', 'Wait ten minutes, then try again.');
    }
  });
}
