import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {signInRules} from './sign-in-rules.js';

/**
 * For what a borrowed or forgotten screen must not be enough: revoking somebody, bank details, how one signs in. Call
 * it first in the use case; pages ask for the password again and come back.
 */
@Injectable()
export class FreshSignIn {
  /** @throws FRESH_SIGN_IN_NEEDED when they last signed in longer ago than their council lets count as fresh */
  async require(tx: Tx, {personId, authenticatedAt}: Principal): Promise<void> {
    const {freshMinutes} = await signInRules(tx, personId);
    if (Date.now() - authenticatedAt.getTime() <= freshMinutes * 60_000) return;
    throw new DomainError(
      'forbidden',
      'FRESH_SIGN_IN_NEEDED',
      'For your safety, show us once more that it is you. Then you can go on.',
      {facts: {continue_at: '/api/v1/sessions/current/fresh'}},
    );
  }
}
