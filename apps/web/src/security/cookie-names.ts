import {sessionCookie} from '@app/identity';

export interface CookieNames {
  session: string;
  csrf: string;
  /** Tells one browser from another while somebody signs in. */
  browser: string;
  /** A link from an e-mail, until it is used. */
  link: string;
}

/** With TLS the prefix keeps a sibling host from planting a cookie of its own under our names. */
export function cookieNames(options: {secure: boolean}): CookieNames {
  const prefix = options.secure ? '__Host-' : '';
  return {
    session: sessionCookie(options.secure),
    csrf: `${prefix}csrf`,
    browser: `${prefix}browser`,
    link: `${prefix}sign-in-link`,
  };
}
