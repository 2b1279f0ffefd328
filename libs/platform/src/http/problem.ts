import {HttpException} from '@nestjs/common';
import {DomainError, type ErrorKind, type FieldError} from '@app/kernel';

/** RFC 9457, with our stable code, the fields at fault, and the figures a caller can act on. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: FieldError[];
  [fact: string]: unknown;
}

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  refused: 422,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

/** What is said of a status when nothing more exact is known. The code and words of faults of ours give nothing away. */
const GENERAL: Record<number, {title: string; code: string; detail: string}> = {
  400: {title: 'Bad request', code: 'VALIDATION_FAILED', detail: 'We could not read this request.'},
  401: {title: 'Sign in needed', code: 'SIGN_IN_NEEDED', detail: 'Sign in to do this.'},
  403: {title: 'Not allowed', code: 'FORBIDDEN', detail: 'You do not have permission to do this.'},
  404: {title: 'Not found', code: 'NOT_FOUND', detail: 'There is nothing at this address.'},
  405: {title: 'Method not allowed', code: 'METHOD_NOT_ALLOWED', detail: 'This address does not take that method.'},
  406: {title: 'Not acceptable', code: 'NOT_ACCEPTABLE', detail: 'We cannot answer in that form.'},
  408: {title: 'Too slow', code: 'REQUEST_TIMEOUT', detail: 'The request did not come in time. Send it again.'},
  409: {title: 'Conflict', code: 'CONFLICT', detail: 'Something else stands against this.'},
  410: {title: 'Gone', code: 'GONE', detail: 'This is no longer there.'},
  413: {title: 'Too large', code: 'TOO_LARGE', detail: 'This is larger than we take. Send at most 1 MB.'},
  415: {
    title: 'Unsupported format',
    code: 'UNSUPPORTED_FORMAT',
    detail: 'Send JSON with Content-Type: application/json.',
  },
  422: {title: 'A rule refuses this', code: 'REFUSED', detail: 'A rule refuses this.'},
  429: {title: 'Too many requests', code: 'TOO_MANY_REQUESTS', detail: 'Wait a minute, then try again.'},
  431: {title: 'Headers too large', code: 'HEADERS_TOO_LARGE', detail: 'Send fewer headers, or shorter ones.'},
  500: {
    title: 'Something went wrong',
    code: 'INTERNAL',
    detail: 'Something went wrong on our side. Try again in a few minutes.',
  },
  503: {
    title: 'Not available',
    code: 'UNAVAILABLE',
    detail: 'This part of the service is not available. Try again in a few minutes.',
  },
};

const FALLBACK = GENERAL[500] ?? {title: '', code: '', detail: ''};

/** Maps any error, once, to what the caller is told. Nothing of an unexpected error reaches the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const status = STATUS[error.kind];
    const title = GENERAL[status]?.title ?? FALLBACK.title;
    return {...error.facts, ...problem(status, title, error.message, error.code, error.fields)};
  }
  const status = statusOf(error);
  const general = GENERAL[status] ?? (status < 500 ? GENERAL[400] : undefined) ?? FALLBACK;
  return problem(status, general.title, general.detail, general.code, []);
}

function problem(status: number, title: string, detail: string, code: string, errors: FieldError[]): Problem {
  return {type: 'about:blank', title, status, detail, code, errors};
}

/** Nest's exceptions and Fastify's own errors carry a status; anything else is a fault of ours. */
function statusOf(error: unknown): number {
  const found =
    error instanceof HttpException ? error.getStatus() : (error as {statusCode?: unknown} | null)?.statusCode;
  return typeof found === 'number' && found >= 400 && found <= 599 ? found : 500;
}
