import {sessionCookie} from '@app/identity';

export interface CookieNames {
  session: string;
  csrf: string;
  /** Between the first factor and the second. */
  pending: string;
  /** Knows a browser again that somebody has signed in with: guesses of others do not slow it down. */
  device: string;
  /** Tells one browser from another while somebody signs in. */
  browser: string;
  /** A link from an e-mail, until it is used. */
  link: string;
  /** In which language, and whether in easy read, pages are read. */
  language: string;
  easy: string;
}

/** With TLS the prefix keeps a sibling host from planting a cookie of its own under our names. */
export function cookieNames(options: {secure: boolean}): CookieNames {
  const prefix = options.secure ? '__Host-' : '';
  return {
    session: sessionCookie(options.secure),
    csrf: `${prefix}csrf`,
    pending: `${prefix}sign-in`,
    device: `${prefix}device`,
    browser: `${prefix}browser`,
    link: `${prefix}sign-in-link`,
    language: `${prefix}language`,
    easy: `${prefix}easy-read`,
  };
}
