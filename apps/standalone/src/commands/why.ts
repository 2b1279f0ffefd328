import {DomainError} from '@app/kernel';
import {sayWhy} from '@app/platform';

/** One line on why a command failed. */
export function whyOf(error: unknown): string {
  return error instanceof DomainError ? error.message : sayWhy(error);
}
