import {Injectable} from '@nestjs/common';
import {invalid} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {Account} from '../accounts/account.entity.js';
import type {SignedIn, SignInAccount} from '../accounts/begin-session.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {AuthenticatorApp, type NewAuthenticator} from './authenticator-app.js';
import {confirmedFactors} from './confirmed-factors.js';
import {PendingSignIns, type Pending} from './pending-sign-ins.js';
import {RecoveryCodes} from './recovery-codes.js';

const ISSUER = 'Alongside';
const MOST = 10;

/** An authenticator app, set up while signing in where there has to be one, or later by who wants one. */
@Injectable()
export class SetUpAuthenticator {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly app: AuthenticatorApp,
    private readonly pending: PendingSignIns,
    private readonly recovery: RecoveryCodes,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FRESH_SIGN_IN_NEEDED */
  offer(principal: Principal): Promise<NewAuthenticator> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      return this.key(tx, principal);
    });
  }

  /** For somebody who has none and has to have one. @throws SIGN_IN_AGAIN for who has one: they show that */
  async offerFirst(token: string): Promise<NewAuthenticator> {
    const {account} = await this.withoutAny(token);
    return this.uow.run(account.councilId, (tx) => this.key(tx, account));
  }

  /**
   * @returns codes for the day when the phone is lost, when this is the first second factor
   * @throws VALIDATION_FAILED, FRESH_SIGN_IN_NEEDED
   */
  confirm(principal: Principal, code: string, name: string): Promise<string[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      return this.add(tx, principal, code, name);
    });
  }

  /** The same while signing in: it is the second factor of this time too. @throws SIGN_IN_AGAIN, VALIDATION_FAILED */
  async confirmFirst(token: string, code: string, name: string): Promise<{signedIn: SignedIn; codes: string[]}> {
    const pending = await this.withoutAny(token);
    let codes: string[] = [];
    const signedIn = await this.pending.finish(pending, async (tx) => {
      codes = await this.add(tx, pending.account, code, name);
      return 'totp';
    });
    return {signedIn, codes};
  }

  private async withoutAny(token: string): Promise<Pending> {
    const pending = await this.pending.of(token);
    if (pending.ways.totp || pending.ways.passkey) {
      throw invalid({field: 'code', message: 'You have set up a second factor. Use that one to sign in.'});
    }
    return pending;
  }

  private async key(tx: Tx, account: SignInAccount): Promise<NewAuthenticator> {
    const {email} = await tx.findOneByOrFail(Account, {id: account.accountId});
    return this.app.offer(tx, account, email ?? ISSUER, ISSUER);
  }

  private async add(tx: Tx, account: SignInAccount, code: string, name: string): Promise<string[]> {
    const before = await confirmedFactors(tx, account.accountId);
    if (before.length >= MOST) throw invalid({field: 'code', message: 'Remove one that you no longer use first.'});
    await this.app.confirm(tx, account, code, name);
    await this.audit.record(tx, {
      councilId: account.councilId,
      actorId: account.personId,
      action: 'second_factor.added',
      subject: {kind: 'person', id: account.personId},
      after: {kind: 'totp'},
    });
    return before.length === 0 ? this.recovery.renew(tx, account) : [];
  }
}
