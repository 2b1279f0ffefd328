import {Injectable} from '@nestjs/common';
import {Clock, type DomainError} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {Account} from '../accounts/account.entity.js';
import {BeginSession, type SecondFactorNeeded, type SignedIn, type SignInAccount} from '../accounts/begin-session.js';
import {OpenAccount} from '../accounts/open-account.js';
import {hashPassword} from '../accounts/password.js';
import {requireStrongPassword} from '../accounts/strong-password.js';
import {tokenHash} from '../accounts/sessions.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {LinkIdentity} from '../issuers/link-identity.js';
import {Providers} from '../issuers/providers.js';
import {SignInAttempt} from '../issuers/sign-in-attempt.entity.js';
import {LINK_CLOSED} from './ask-link.js';
import {linkGone, notItsAddress} from './link.errors.js';
import {SignInLink, type LinkAsked, type Purpose} from './sign-in-link.entity.js';

/** After so many wrong addresses the link is worth nothing. */
const MOST_TRIES = 5;

/** What a link is for, for the page that it opens. Opening the page uses nothing up: mail scanners do that too. */
export interface OpenedLink {
  /** `account` only while its address is nobody's. */
  opens: LinkAsked;
  /** Not the browser that asked for it: the address it was sent to has to be typed once more. */
  askAddress: boolean;
  name: string | null;
  purpose: Purpose | null;
}

export interface Following {
  token: string;
  browserHash: Buffer;
  email?: string | null;
  /** For a new password; for an account it may be left out. */
  password?: string | null;
  userAgent?: string | undefined;
}

export interface Followed {
  begun: SignedIn | SecondFactorNeeded;
  returnPath: string;
}

/** Uses a link from an e-mail: once, in time, and by whoever asked for it or knows where it went. */
@Injectable()
export class FollowLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly begin: BeginSession,
    private readonly opensAccounts: OpenAccount,
    private readonly providers: Providers,
    private readonly identities: LinkIdentity,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws LINK_GONE */
  async read(token: string, browserHash: Buffer): Promise<OpenedLink> {
    return this.uow.run(await this.councilOf(token), async (tx) => {
      const link = await this.find(tx, token);
      return {
        opens: opensOf(link),
        askAddress: !link.browserHash.equals(browserHash),
        name: link.name,
        purpose: link.purpose,
      };
    });
  }

  /** @throws LINK_GONE, NOT_ITS_ADDRESS, VALIDATION_FAILED, LOCAL_SIGN_IN_NOT_ALLOWED, EMAIL_TAKEN */
  async run(following: Following): Promise<Followed> {
    const {token, browserHash, email, password} = following;
    const councilId = await this.councilOf(token);
    const {opens, name} = await this.read(token, browserHash);
    if (opens === 'password' || (opens === 'account' && password)) {
      requireStrongPassword(password ?? '', [name ?? '', email ?? '']);
    }
    const passwordHash = password && opens !== 'sign_in' ? await hashPassword(password) : null;
    // A wrong address is counted, so it is not thrown before the transaction is over.
    const followed = await this.uow.run(councilId, async (tx): Promise<Followed | DomainError> => {
      const link = await this.find(tx, token, true);
      if (!link.browserHash.equals(browserHash) && link.email.toLowerCase() !== (email ?? '').trim().toLowerCase()) {
        await tx.update(SignInLink, {id: link.id}, {wrongTries: link.wrongTries + 1});
        return notItsAddress();
      }
      const account = await this.accountOf(tx, link, passwordHash);
      await tx.update(SignInLink, {id: link.id}, {usedAt: this.clock.now()});
      await this.outbox.publish(tx, councilId, LINK_CLOSED, link.id);
      const begun = await this.begin.run(tx, {account, methods: ['email_link'], userAgent: following.userAgent});
      return {begun, returnPath: returnPathOf(link)};
    });
    if (!('begun' in followed)) throw followed;
    return followed;
  }

  private async accountOf(tx: Tx, link: SignInLink, passwordHash: string | null): Promise<SignInAccount> {
    const {councilId, accountId} = link;
    if (!accountId) return this.open(tx, link, passwordHash);
    const {personId} = await tx.findOneByOrFail(Account, {id: accountId});
    if (link.asked === 'password' && passwordHash) {
      await tx.update(Account, {id: accountId}, {passwordHash});
      // Whoever knew the old one may be signed in somewhere.
      await tx.query(`UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL`, [
        accountId,
        this.clock.now(),
      ]);
      await this.audit.record(tx, {
        councilId,
        actorId: personId,
        action: 'password.changed',
        subject: {kind: 'person', id: personId},
      });
    }
    return {accountId, personId, councilId};
  }

  private async open(tx: Tx, link: SignInLink, passwordHash: string | null): Promise<SignInAccount> {
    const {councilId, name, email, purpose, organisation, attemptId} = link;
    const account = await this.opensAccounts.run(tx, {
      ...{councilId, email, purpose, organisation, passwordHash},
      name: name ?? email,
    });
    const {browserHash} = link;
    const attempt = attemptId ? await tx.findOneBy(SignInAttempt, {id: attemptId, browserHash}) : null;
    if (attempt?.issuer && attempt.subject && attempt.expiresAt > this.clock.now()) {
      const {issuer, subject} = attempt;
      await this.identities.keep(tx, await this.providers.one(tx, attempt.providerId), {issuer, subject}, account);
    }
    return account;
  }

  private async councilOf(token: string): Promise<string> {
    const [row] = await this.dataSource.query<{council: string | null}[]>(
      `SELECT council_of_sign_in_link($1) AS council`,
      [tokenHash(token)],
    );
    if (!row?.council) throw linkGone();
    return row.council;
  }

  private async find(tx: Tx, token: string, lock = false): Promise<SignInLink> {
    const link = await tx.findOne(SignInLink, {
      where: {tokenHash: tokenHash(token)},
      ...(lock ? {lock: {mode: 'pessimistic_write'}} : {}),
    });
    if (!link || link.usedAt || link.expiresAt <= this.clock.now() || link.wrongTries >= MOST_TRIES) throw linkGone();
    return link;
  }
}

/** Whoever asked for an account and had one is let in to that. */
function opensOf({asked, accountId}: SignInLink): LinkAsked {
  return asked === 'account' && accountId ? 'sign_in' : asked;
}

/** They came from an issuer and have an account: they are asked whether it is theirs to link. */
function returnPathOf({accountId, attemptId, returnPath}: SignInLink): string {
  return accountId && attemptId ? `/sign-in/first/${attemptId}` : returnPath;
}
