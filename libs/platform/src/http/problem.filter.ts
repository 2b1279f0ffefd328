import {Catch, Logger, type ArgumentsHost, type ExceptionFilter} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {problemOf} from './problem.js';

/** The one place where an error becomes an answer for a machine: a problem document, and nothing of what went wrong inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({requestId: request.id, error: describeFault(error)});
    if (reply.sent) return;
    if (typeof problem.retry_after === 'number') void reply.header('retry-after', String(problem.retry_after));
    await reply.code(problem.status).type('application/problem+json').send(problem);
  }
}

/** For the log. A database's message can hold what somebody typed, so of those only the code and the place are kept. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const {code} = (error as {driverError?: {code?: string}}).driverError ?? {};
  const place = error.stack?.split('\n').slice(1, 8).join('\n') ?? '';
  return code ? `SQLSTATE ${code}\n${place}` : (error.stack ?? error.message);
}
