import {Injectable} from '@nestjs/common';
import {Clock, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {BeginSession, type SecondFactorNeeded, type SignedIn} from '../accounts/begin-session.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {OpenAccount, type NewAccount} from '../accounts/open-account.js';
import {Session} from '../accounts/session.entity.js';
import {methodsOf} from './admit-vouched.js';
import {FollowRoles} from './follow-roles.js';
import {IdentityProvider, type Audience} from './identity-provider.entity.js';
import {attemptGone} from './issuer.errors.js';
import {LinkIdentity} from './link-identity.js';
import {Providers} from './providers.js';
import {SignInAttempt} from './sign-in-attempt.entity.js';
import type {Vouched} from './vouched.js';

/** Somebody whom an issuer vouches for and whom we do not know. */
export interface Newcomer {
  councilId: string;
  provider: {label: string; audience: Audience};
  name: string | null;
  email: string | null;
  /** Their address belongs to an account. It may be theirs: they sign in to it first, and then say so. */
  hasAccount: boolean;
  returnPath: string;
}

type Found = Vouched & {attempt: SignInAttempt; provider: IdentityProvider};

/** What somebody does who comes from an issuer for the first time: link it to the account they have, or open one. */
@Injectable()
export class FirstSignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly providers: Providers,
    private readonly links: LinkIdentity,
    private readonly opens: OpenAccount,
    private readonly follow: FollowRoles,
    private readonly begin: BeginSession,
    private readonly fresh: FreshSignIn,
    private readonly clock: Clock,
  ) {}

  /** @throws SIGN_IN_GONE, NOT_FOUND also for another browser's */
  async read(attemptId: string, browserHash: Buffer): Promise<Newcomer> {
    const councilId = await this.providers.councilOf(attemptId);
    return this.uow.run(councilId, async (tx) => {
      const {provider, attempt, name, email} = await this.find(tx, attemptId, browserHash);
      const {label, audience} = provider;
      const hasAccount = email !== null && (await this.opens.taken(tx, email));
      return {councilId, provider: {label, audience}, name, email, hasAccount, returnPath: attempt.returnPath};
    });
  }

  /**
   * Links it to the account that they are signed in to. Staff get what their directory says at once, in a new session.
   * @returns the new session, or null when the old one goes on
   * @throws FRESH_SIGN_IN_NEEDED, SIGN_IN_GONE, IDENTITY_LINKED, NOT_FOUND for another browser's or council's
   */
  async link(
    principal: Principal,
    attemptId: string,
    browserHash: Buffer,
    userAgent?: string,
  ): Promise<SignedIn | SecondFactorNeeded | null> {
    const {accountId, personId, councilId, sessionId} = principal;
    if ((await this.providers.councilOf(attemptId)) !== councilId) throw notFound('way to sign in');
    return this.uow.run(councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      const {provider, ...vouched} = await this.find(tx, attemptId, browserHash);
      const account = {accountId, personId, councilId};
      await this.links.keep(tx, provider, vouched, account);
      await tx.delete(SignInAttempt, {id: attemptId});
      if (provider.audience !== 'staff') return null;
      await this.follow.run(tx, personId, provider, vouched.roles);
      const {methods} = await tx.findOneByOrFail(Session, {id: sessionId});
      await tx.update(Session, {id: sessionId}, {endedAt: this.clock.now()});
      const shown = [...new Set([...methods, ...methodsOf(vouched)])];
      return this.begin.run(tx, {account, methods: shown, userAgent});
    });
  }

  /**
   * Opens an account for somebody whose address the issuer vouches for.
   * @throws SIGN_IN_GONE, EMAIL_TAKEN
   */
  async open(
    attemptId: string,
    browserHash: Buffer,
    wanted: Pick<NewAccount, 'name' | 'purpose' | 'organisation'>,
    userAgent?: string,
  ): Promise<SignedIn | SecondFactorNeeded> {
    const councilId = await this.providers.councilOf(attemptId);
    return this.uow.run(councilId, async (tx) => {
      const {provider, ...vouched} = await this.find(tx, attemptId, browserHash);
      // Without an address that is proved, a link by e-mail comes first; staff come in through their roles alone.
      if (!vouched.email || provider.audience === 'staff') throw attemptGone();
      const account = await this.opens.run(tx, {councilId, email: vouched.email, ...wanted});
      await this.links.keep(tx, provider, vouched, account);
      await tx.delete(SignInAttempt, {id: attemptId});
      return this.begin.run(tx, {account, methods: methodsOf(vouched), userAgent});
    });
  }

  private async find(tx: Tx, id: string, browserHash: Buffer): Promise<Found> {
    const attempt = await tx.findOneBy(SignInAttempt, {id, browserHash});
    const {issuer, subject, email, name, secondFactor, roles} = attempt ?? {};
    if (!attempt || !issuer || !subject) throw notFound('sign-in');
    if (attempt.expiresAt <= this.clock.now()) throw attemptGone();
    const provider = await this.providers.one(tx, attempt.providerId);
    return {
      attempt,
      provider,
      issuer,
      subject,
      email: email ?? null,
      name: name ?? null,
      secondFactor: secondFactor ?? false,
      roles: roles ?? [],
    };
  }
}
