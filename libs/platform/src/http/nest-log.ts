import type {LoggerService} from '@nestjs/common';
import type {Logger} from 'pino';

/** Nest's own lines, as the same structured log. Start-up chatter is debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug(entry(message, context));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(entry(message, rest.at(-1)));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn(entry(message, context));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug(entry(message, context));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace(entry(message, context));
  }
}

function entry(message: unknown, context: unknown): object {
  const where = typeof context === 'string' ? {context} : {};
  return message !== null && typeof message === 'object'
    ? {...where, ...message}
    : {...where, message: String(message)};
}
