import type {Principal, SecondFactorNeeded, SignedIn} from '@app/identity';
import {DomainError} from '@app/kernel';
import type {SessionPerson, SessionResponse} from './session.dto.js';

export function sessionOf({token, expiresAt, endsAt, principal}: SignedIn): SessionResponse {
  return {
    token,
    expires_at: expiresAt.toISOString(),
    ends_at: endsAt.toISOString(),
    person: personOf(principal),
  };
}

export function personOf(principal: Principal): SessionPerson {
  return {id: principal.personId, name: principal.name, roles: [...principal.roles]};
}

/** The password was right, and is not enough: what to send next, and where. */
export function secondFactorNeeded({token, expiresAt}: SecondFactorNeeded): DomainError {
  return new DomainError(
    'unauthenticated',
    'SECOND_FACTOR_NEEDED',
    'Send `continue_with` and a code from your authenticator app to /api/v1/sessions/second-factor. If you have not set one up, sign in on the website first.',
    {facts: {continue_with: token, continue_at: '/api/v1/sessions/second-factor', expires_at: expiresAt.toISOString()}},
  );
}
