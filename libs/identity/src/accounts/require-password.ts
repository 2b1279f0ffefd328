import {invalid} from '@app/kernel';

export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1_000;

/** @throws VALIDATION_FAILED */
export function requirePassword(password: string, field = 'password'): void {
  if (password.length < SHORTEST_PASSWORD) {
    throw invalid({field, message: `Use a password of ${SHORTEST_PASSWORD} characters or more.`});
  }
  if (password.length > LONGEST_PASSWORD) {
    throw invalid({field, message: `Use a password of ${LONGEST_PASSWORD} characters or fewer.`});
  }
}
