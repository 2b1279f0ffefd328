import type {FastifyRequest} from 'fastify';

/** What was typed and could not be taken yet, to be sent once more. */
export interface Resend {
  action: string;
  fields: {name: string; value: string}[];
  /** Where they show who they are; it ends with a page that sends them back here. */
  signIn: string;
}

/** Never shown again: what only its owner should know, and what counts once. */
const SECRET = /^(?:_csrf|answer|code|.*password.*)$/;

/**
 * Somebody's session ended, or is not fresh enough, while they filled in a form: nothing that they typed is lost. It
 * stays on the page, and is sent again once they have signed in beside it.
 */
export function resendOf({method, url, body}: FastifyRequest, code: string): Resend | null {
  const signIn = SIGN_IN[code];
  if (!signIn || method !== 'POST' || !body || typeof body !== 'object') return null;
  const fields = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    SECRET.test(name) ? [] : [value].flat().flatMap((each) => (typeof each === 'string' ? [{name, value: each}] : [])),
  );
  return {action: url, fields, signIn};
}

const SIGN_IN: Record<string, string> = {
  SIGN_IN_NEEDED: '/sign-in?next=/sign-in/back',
  FRESH_SIGN_IN_NEEDED: '/sign-in/again?next=/sign-in/back',
};
