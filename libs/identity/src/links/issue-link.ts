import {Injectable} from '@nestjs/common';
import {Clock} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Account} from '../accounts/account.entity.js';
import {newToken, tokenHash} from '../accounts/sessions.js';
import {signInRules} from '../accounts/sign-in-rules.js';
import {Person} from '../people/person.entity.js';
import {SignInLink} from './sign-in-link.entity.js';

/**
 * What the e-mail says. `known`: they asked for an account and have one; `nobody`: nobody signs in with this address;
 * `elsewhere`: their council has them sign in with their work account.
 */
export type LinkWords = 'sign_in' | 'password' | 'account' | 'known' | 'nobody' | 'elsewhere';

export interface LinkToSend {
  email: string;
  /** Null for an address that is nobody's: what a stranger typed as a name is not sent on. */
  name: string | null;
  words: LinkWords;
  /** Null when there is nothing to open. */
  token: string | null;
  minutes: number;
}

/** Makes the link that somebody asked for. The caller sends it in the same transaction, so that nobody else knows it. */
@Injectable()
export class IssueLink {
  constructor(private readonly clock: Clock) {}

  /** @returns null when there is nothing to send: sent already, used, or too late */
  async run(tx: Tx, id: string): Promise<LinkToSend | null> {
    const link = await tx.findOne(SignInLink, {where: {id}, lock: {mode: 'pessimistic_write'}});
    const now = this.clock.now();
    if (!link || link.tokenHash || link.usedAt || link.expiresAt <= now) return null;
    const {words, name} = await this.forWhom(tx, link);
    const opens = words !== 'nobody' && words !== 'elsewhere';
    const token = opens ? newToken() : null;
    if (token) await tx.update(SignInLink, {id}, {tokenHash: tokenHash(token)});
    const minutes = Math.round((link.expiresAt.getTime() - link.askedAt.getTime()) / 60_000);
    return {email: link.email, name, words, token, minutes};
  }

  private async forWhom(tx: Tx, link: SignInLink): Promise<Pick<LinkToSend, 'words' | 'name'>> {
    if (!link.accountId) return {words: link.asked === 'account' ? 'account' : 'nobody', name: null};
    const {personId} = await tx.findOneByOrFail(Account, {id: link.accountId});
    const {name} = await tx.findOneByOrFail(Person, {id: personId});
    if (!(await signInRules(tx, personId)).localAccounts) return {words: 'elsewhere', name};
    return {words: link.asked === 'account' ? 'known' : link.asked, name};
  }
}
