import {DomainError} from '@app/kernel';
import {describeFault, problemOf} from '@app/platform';
import {type ArgumentsHost, Catch, type ExceptionFilter, Logger} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {FramePage} from '../page-context.js';
import {isMachinePath} from '../paths.js';
import {POLICY_WITHOUT_SCRIPTS} from '../security/headers.js';
import {readAs} from '../words/language.js';
import {problemWords} from '../words/problem-words.js';
import {readingOf} from '../words/reading-of.js';
import {EXPIRED, wordsFor} from './error-words.js';
import {resendOf} from './resend.js';

/** Answers every error of a page, also those of hooks and parsers, with a page; machine paths go to their own filter. */
@Catch()
export class ErrorPageFilter implements ExceptionFilter {
  private readonly log = new Logger('Pages');

  constructor(
    private readonly frame: FramePage,
    private readonly machineErrors?: ExceptionFilter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (this.machineErrors && isMachinePath(request.url)) return this.machineErrors.catch(error, host);

    const {status, code, retry_after: retryAfter} = problemOf(error);
    if (status >= 500) this.log.error({requestId: request.id, error: describeFault(error)});
    if (reply.sent) return undefined;
    const early = !reply.cspNonce;
    if (early) void reply.headers({'content-security-policy': POLICY_WITHOUT_SCRIPTS, ...PLAIN_HEADERS});
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
    // Before what asks for a fresh sign-in they show that it is them, and come back.
    if (code === 'FRESH_SIGN_IN_NEEDED' && request.method === 'GET') {
      return reply.redirect(`/sign-in/again?next=${encodeURIComponent(request.url)}`, 303);
    }
    // What broke while a body was read is outside of what the hooks put up.
    return readAs(readingOf(request), () => this.show(request, reply, error, early));
  }

  private show(request: FastifyRequest, reply: FastifyReply, error: unknown, early: boolean): Promise<void> {
    const {status, code} = problemOf(error);
    this.frame(request, reply, null);
    return this.render(reply.code(status), {
      status,
      words: isForgery(error) || (early && status === 403) ? EXPIRED : wordsFor(status, code),
      code,
      // After signing in they come back to the page that they asked for.
      next: request.method === 'GET' ? encodeURIComponent(request.url) : '',
      resend: resendOf(request, code),
      // Only a use case's own sentence is meant for people.
      reason: error instanceof DomainError && status !== 404 ? problemWords(error.message) : null,
      reference: status >= 500 ? request.id : null,
    });
  }

  private async render(reply: FastifyReply, data: object): Promise<void> {
    try {
      await reply.header('content-type', 'text/html; charset=utf-8').send(await reply.viewAsync('error', data));
    } catch (failure) {
      this.log.error(describeFault(failure));
      await reply.header('content-type', 'text/plain; charset=utf-8').send('Sorry, something went wrong. Try again.');
    }
  }
}

/** For the check of a request's origin, which comes before the hooks that set the headers. */
const PLAIN_HEADERS = {'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY'};

/** The adapter wraps what the plugin threw. */
function isForgery(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('FST_CSRF_');
}
