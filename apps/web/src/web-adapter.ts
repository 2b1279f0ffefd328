import {randomUUID} from 'node:crypto';
import {FastifyAdapter} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest, FastifyServerOptions} from 'fastify';
import {isMachinePath} from './paths.js';
import {POLICY_WITHOUT_SCRIPTS} from './security/headers.js';

export interface AdapterOptions {
  /** Which proxies may say where a request came from: `loopback`, addresses, or none. */
  trustProxy?: FastifyServerOptions['trustProxy'];
  logger?: FastifyServerOptions['logger'];
}

/** The HTTP server under the pages, and under the API when one process serves both. */
export function webAdapter(options: AdapterOptions = {}): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: options.trustProxy ?? false,
    logger: options.logger ?? false,
    bodyLimit: 1_048_576,
    genReqId: () => randomUUID(),
    frameworkErrors: refuseAddress,
    routerOptions: {ignoreTrailingSlash: true},
  });
}

/** An address that cannot even be decoded reaches no hook, no view and no filter, so it is answered here. */
function refuseAddress(error: {statusCode?: number}, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  void reply.code(status).headers({
    'cache-control': 'no-store',
    'content-security-policy': POLICY_WITHOUT_SCRIPTS,
    'x-content-type-options': 'nosniff',
  });
  if (isMachinePath(request.raw.url ?? '')) {
    const problem = {type: 'about:blank', title: 'Malformed address', status, code: 'VALIDATION_FAILED', errors: []};
    void reply.header('content-type', 'application/problem+json').send(JSON.stringify(problem));
    return;
  }
  void reply.header('content-type', 'text/html; charset=utf-8').send(UNREADABLE_ADDRESS);
}

const UNREADABLE_ADDRESS = `<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<title>Error: We could not read that address – Alongside</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<main>
<h1>We could not read that address</h1>
<p>Check the web address, or <a href="/">go to the start page of Alongside</a>.</p>
</main>
</html>
`;
