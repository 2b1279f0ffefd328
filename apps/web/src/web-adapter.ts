import {answerProblem, httpAdapter, type AdapterOptions} from '@app/platform';
import type {FastifyAdapter} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {isMachinePath} from './paths.js';
import {POLICY_WITHOUT_SCRIPTS} from './security/headers.js';

/** The HTTP server under the pages, and under the API when one process serves both. */
export function webAdapter(options: AdapterOptions = {}): FastifyAdapter {
  return httpAdapter({...options, frameworkErrors: refuseAddress});
}

/** An address that cannot even be decoded reaches no hook, no view and no filter, so it is answered here. */
function refuseAddress(error: Error & {statusCode?: number}, request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(error.statusCode ?? 400).headers({
    'cache-control': 'no-store',
    'content-security-policy': POLICY_WITHOUT_SCRIPTS,
    'x-content-type-options': 'nosniff',
  });
  if (isMachinePath(request.raw.url ?? '')) return answerProblem(error, request, reply);
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
