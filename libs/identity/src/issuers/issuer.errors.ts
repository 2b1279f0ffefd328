import {DomainError} from '@app/kernel';

/** Whatever was wrong with it: what came back is not an answer to what this browser asked. */
export function returnRefused(): DomainError {
  return new DomainError(
    'refused',
    'SIGN_IN_RETURN_REFUSED',
    'We could not be sure that this sign-in was yours, so we did not let it in. Start again.',
  );
}

export function signInCancelled(): DomainError {
  return new DomainError('refused', 'SIGN_IN_CANCELLED', 'You did not finish signing in. You can try again.');
}

export function issuerUnavailable(label: string): DomainError {
  return new DomainError(
    'unavailable',
    'ISSUER_UNAVAILABLE',
    `“${label}” is not working at the moment. Try again in a few minutes, or sign in another way.`,
  );
}

/** The council's directory knows them, and has given them nothing to do here. */
export function noRole(): DomainError {
  return new DomainError(
    'forbidden',
    'NO_ROLE',
    'Your work account has no part in this service. Ask whoever looks after it in your council to give you one.',
  );
}

export function staffOnly(): DomainError {
  return new DomainError(
    'forbidden',
    'STAFF_SIGN_IN_ONLY',
    'This account belongs to a member of the council’s staff. Sign in with your work account.',
  );
}

export function attemptGone(): DomainError {
  return new DomainError('gone', 'SIGN_IN_GONE', 'This took too long, or has been done already. Sign in again.');
}

export function linkedElsewhere(): DomainError {
  return new DomainError(
    'conflict',
    'IDENTITY_LINKED',
    'This sign-in belongs to another account already. Unlink it there first.',
  );
}

export function lastWay(): DomainError {
  return new DomainError(
    'refused',
    'LAST_WAY_TO_SIGN_IN',
    'This is the only way to sign in to your account. Add another one first.',
  );
}
