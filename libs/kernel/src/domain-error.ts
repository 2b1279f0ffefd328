/** Why an operation was not done. One kind is one HTTP status; see `platform`'s problem filter. */
export type ErrorKind =
  | 'invalid' // 400: malformed, say which field
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not_found' // 404: also what the caller may not know exists
  | 'conflict' // 409: a fact stands against it
  | 'gone' // 410: it was there once
  | 'refused' // 422: a rule refuses it
  | 'too_large' // 413
  | 'too_many' // 429
  | 'unavailable'; // 503

export interface FieldError {
  /** The field's name as the caller sent it, with dots for nesting: `splits.0.share_bp`. */
  field: string;
  message: string;
}

export interface ErrorDetails {
  fields?: FieldError[];
  /** Figures and ids a caller can act on; they are members of the problem document. */
  facts?: Record<string, unknown>;
}

/**
 * The only error that use cases throw on purpose. It rolls the transaction back and is mapped once:
 * to a page with what the person can do next, and to a problem document with a stable code for machines.
 */
export class DomainError extends Error {
  readonly fields: FieldError[];
  readonly facts: Record<string, unknown>;

  constructor(
    readonly kind: ErrorKind,
    /** Stable, for machines: SLOT_TAKEN. */
    readonly code: string,
    /** A plain sentence for people, naming what to do next. */
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
    this.fields = details.fields ?? [];
    this.facts = details.facts ?? {};
  }
}

/** 400 for one or several fields. */
export function invalid(fields: FieldError[] | FieldError): DomainError {
  const list = Array.isArray(fields) ? fields : [fields];
  const message = list.map((each) => each.message).join(' ') || 'Check what you entered.';
  return new DomainError('invalid', 'VALIDATION_FAILED', message, {fields: list});
}

/** 404, also for what the caller may not know exists: the words never say which. */
export function notFound(what: string): DomainError {
  return new DomainError('not_found', 'NOT_FOUND', `We could not find that ${what}.`);
}

export function forbidden(message: string): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', message);
}
