import {DomainError, type FieldError} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {problemOf} from '@app/platform';
import type {TypedValues} from './typed-input.js';

/** What was wrong, and a page that says more when it is not a box of this one. */
export interface PageError extends FieldError {
  href?: string;
}

interface FormPage {
  errors: PageError[];
  values: TypedValues;
  [name: string]: unknown;
}

/** Shows a form once more, with what was typed, what was wrong with it, and the status that says so to programs. */
export function showAgain(reply: FastifyReply, view: string, page: FormPage, status = 400): FastifyReply {
  return reply.code(status).view(view, page);
}

/**
 * The same for what a use case refused. An error that the person cannot mend on this form goes on to its own page.
 * @param boxes where a field of the use case was asked for on the page: `{starts_on: 'starts-day'}`
 */
export function showRefusal(
  reply: FastifyReply,
  view: string,
  page: Omit<FormPage, 'errors'> & {values: TypedValues},
  error: unknown,
  boxes: Record<string, string> = {},
): FastifyReply {
  if (!(error instanceof DomainError) || !['invalid', 'refused', 'conflict', 'too_large'].includes(error.kind))
    throw error;
  const box = (field: string) => boxes[field] ?? (field in page.values ? field : '');
  const errors = error.fields.length
    ? error.fields.map(({field, message}) => ({field: box(field), message}))
    : [{field: boxes[error.code] ?? '', message: error.message}];
  return showAgain(reply, view, {...page, errors}, problemOf(error).status);
}
