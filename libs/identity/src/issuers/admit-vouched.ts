import {Injectable} from '@nestjs/common';
import type {DomainError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Account} from '../accounts/account.entity.js';
import {BeginSession, type SecondFactorNeeded, type SignedIn} from '../accounts/begin-session.js';
import type {SignInMethod} from '../accounts/sign-in-method.js';
import {signInRules} from '../accounts/sign-in-rules.js';
import {OpenAccount} from '../accounts/open-account.js';
import {FollowRoles} from './follow-roles.js';
import type {IdentityProvider} from './identity-provider.entity.js';
import {noRole, staffOnly} from './issuer.errors.js';
import {LinkIdentity} from './link-identity.js';
import {SignInAttempt} from './sign-in-attempt.entity.js';
import {SignInIdentity} from './sign-in-identity.entity.js';
import {vouchedBy, type Claims, type Vouched} from './vouched.js';

/** Somebody is let in, or we do not know them yet and ask. */
export type Admission =
  | {known: true; begun: SignedIn | SecondFactorNeeded; returnPath: string}
  | {known: false; attemptId: string};

/** Decides what somebody is here whom an issuer vouches for. An e-mail address alone never makes them anybody. */
@Injectable()
export class AdmitVouched {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly begin: BeginSession,
    private readonly follow: FollowRoles,
    private readonly links: LinkIdentity,
    private readonly opens: OpenAccount,
  ) {}

  /** @throws NO_ROLE, STAFF_SIGN_IN_ONLY */
  async run(
    provider: IdentityProvider,
    attempt: SignInAttempt,
    claims: Claims,
    userAgent?: string,
  ): Promise<Admission> {
    // What the directory says is kept also when it says that nobody may come in.
    const admission = await this.uow.run(provider.councilId, async (tx) => {
      const vouched = await vouchedBy(tx, provider, claims);
      const account = (await this.accountOf(tx, vouched)) ?? (await this.newStaff(tx, provider, vouched));
      if (!account) return this.unknown(tx, provider, attempt, vouched);
      if (provider.audience === 'staff') {
        await this.follow.run(tx, account.personId, provider, vouched.roles);
        if (vouched.roles.length === 0) return noRole();
      } else if (await this.staffElsewhere(tx, account.personId)) return staffOnly();
      await tx.delete(SignInAttempt, {id: attempt.id});
      const {id: accountId, personId, councilId} = account;
      const begun = await this.begin.run(tx, {
        account: {accountId, personId, councilId},
        methods: methodsOf(vouched),
        userAgent,
      });
      return {known: true, begun, returnPath: attempt.returnPath} as const;
    });
    if (!('known' in admission)) throw admission;
    return admission;
  }

  private async accountOf(tx: Tx, {issuer, subject}: Vouched): Promise<Account | null> {
    const identity = await tx.findOneBy(SignInIdentity, {issuer, subject});
    return identity && tx.findOneByOrFail(Account, {id: identity.accountId});
  }

  /** Whoever the directory gives a role gets an account, unless their address has one: then they say so themselves. */
  private async newStaff(tx: Tx, provider: IdentityProvider, vouched: Vouched): Promise<Account | null> {
    if (provider.audience !== 'staff' || vouched.roles.length === 0) return null;
    if (vouched.email && (await this.opens.taken(tx, vouched.email))) return null;
    const {email, name} = vouched;
    const opened = await this.opens.run(tx, {
      councilId: provider.councilId,
      name: name ?? email ?? 'Member of staff',
      email,
    });
    await this.links.keep(tx, provider, vouched, opened);
    return tx.findOneByOrFail(Account, {id: opened.accountId});
  }

  private async unknown(
    tx: Tx,
    provider: IdentityProvider,
    {id: attemptId}: SignInAttempt,
    vouched: Vouched,
  ): Promise<Admission | DomainError> {
    if (provider.audience === 'staff' && vouched.roles.length === 0) return noRole();
    await tx.update(SignInAttempt, {id: attemptId}, vouched);
    return {known: false, attemptId};
  }

  /** Whether they are staff whom their council lets in through its own directory only. */
  private async staffElsewhere(tx: Tx, personId: string): Promise<boolean> {
    return !(await signInRules(tx, personId)).localAccounts;
  }
}

export function methodsOf({secondFactor}: Pick<Vouched, 'secondFactor'>): SignInMethod[] {
  return secondFactor ? ['oidc', 'mfa'] : ['oidc'];
}
