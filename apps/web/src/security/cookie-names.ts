import {sessionCookie} from '@app/identity';

export interface CookieNames {
  session: string;
  csrf: string;
}

/** With TLS the prefix keeps a sibling host from planting a cookie of its own under our names. */
export function cookieNames(options: {secure: boolean}): CookieNames {
  const prefix = options.secure ? '__Host-' : '';
  return {session: sessionCookie(options.secure), csrf: `${prefix}csrf`};
}
