import {DomainError, type ErrorKind} from '@app/kernel';
import {HttpException} from '@nestjs/common';

const STATUSES: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  refused: 422,
  too_many: 429,
  unavailable: 503,
};

/** The HTTP status that an error is answered with. What nobody foresaw is 500. */
export function statusOf(error: unknown): number {
  if (error instanceof DomainError) return STATUSES[error.kind];
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
