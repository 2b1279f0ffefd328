import {Catch, Logger, type ArgumentsHost, type ExceptionFilter} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {problemOf, type Problem} from './problem.js';

const FOR_MACHINES = /^\/(?:api|open-referral|health|metrics)(?:[/?]|$)/;

/** A page for people; what draws it belongs to the web app. */
export type ErrorPage = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => Promise<void>;

/** The one place where an error becomes an answer: a problem document for machines, a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  constructor(private readonly errorPage: ErrorPage | null = null) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({requestId: request.id, error: describe(error)});
    if (reply.sent) return;
    if (this.errorPage && !FOR_MACHINES.test(request.url)) {
      await this.errorPage(request, reply, problem);
      return;
    }
    await reply.code(problem.status).type('application/problem+json').send(problem);
  }
}

/** The stack without the message's parameters: a database's detail can hold what somebody typed. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {code} = (error as {driverError?: {code?: string}}).driverError ?? {};
  return code
    ? `SQLSTATE ${code} ${error.stack?.split('\n').slice(1, 6).join('\n') ?? ''}`
    : (error.stack ?? error.message);
}
