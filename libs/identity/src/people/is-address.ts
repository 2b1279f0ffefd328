import {isEmail} from 'class-validator';

/** One e-mail address and nothing else: quoted names and white space are allowed in one, and are how headers are slipped in. */
export function isAddress(text: string): boolean {
  return isEmail(text) && !/["\s\p{Cc}\p{Cf}]/u.test(text);
}
