/** For programs: they carry their own credentials, so cookies mean nothing there. */
const MACHINE = /^\/(?:api|callbacks|calendars|open-referral|health|metrics)(?:[/?]|$)/;

export const ASSETS_PREFIX = '/assets/';

/** Takes the request's raw target, so whatever is spelt unusually counts as a page and gets the stricter rules. */
export function isMachinePath(url: string): boolean {
  return MACHINE.test(url);
}

export function isAssetPath(url: string): boolean {
  return url.startsWith(ASSETS_PREFIX);
}

/** Swagger's own page under the API brings scripts and styles of its own. */
export function isApiDocs(url: string): boolean {
  return /^\/api\/v\d+\/docs(?:[/?]|$)/.test(url);
}

export function isPagePath(url: string): boolean {
  return !isMachinePath(url) && !isAssetPath(url);
}
