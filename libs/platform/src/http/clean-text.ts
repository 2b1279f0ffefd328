import {invalid} from '@app/kernel';
import type {FastifyRequest} from 'fastify';

/** What no form or program has a reason to send, and PostgreSQL (U+0000) or a page cannot hold; tabs and line ends may stay. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Refuses control characters anywhere in a request, before anything reads it.
 * @throws VALIDATION_FAILED naming the field
 */
export function requireCleanText(request: FastifyRequest): void {
  for (const part of [request.query, request.body, request.params]) check(part, '');
}

function check(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (CONTROL.test(value) || LONE_SURROGATE.test(value)) {
      throw invalid({field: path || 'body', message: 'Remove the control characters from this text.'});
    }
  } else if (Array.isArray(value)) {
    value.forEach((each, index) => check(each, join(path, String(index))));
  } else if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
    for (const [key, each] of Object.entries(value)) {
      if (CONTROL.test(key))
        throw invalid({field: path || 'body', message: 'Remove the control characters from a name.'});
      check(each, join(path, key));
    }
  }
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}
