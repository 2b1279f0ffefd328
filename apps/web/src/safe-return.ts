const OURS = 'http://here.invalid';

/**
 * Where to go after signing in: a path of ours, or the start page. What a browser could read as another site's
 * address is refused.
 */
export function safeReturn(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) return '/';
  return URL.canParse(wanted, OURS) && new URL(wanted, OURS).origin === OURS ? wanted : '/';
}
