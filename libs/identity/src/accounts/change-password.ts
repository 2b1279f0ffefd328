import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Account} from './account.entity.js';
import {FreshSignIn} from './fresh-sign-in.js';
import {OwnSessions} from './own-sessions.js';
import {hashPassword} from './password.js';
import {requireStrongPassword} from './strong-password.js';

/** A new password, for who is signed in. Wherever else they were signed in, they no longer are. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fresh: FreshSignIn,
    private readonly sessions: OwnSessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Before the form is shown, so that nobody types a new password for nothing. @throws FRESH_SIGN_IN_NEEDED */
  async allowed(principal: Principal): Promise<void> {
    await this.uow.run(principal.councilId, (tx) => this.fresh.require(tx, principal));
  }

  /** @throws FRESH_SIGN_IN_NEEDED, NO_EMAIL_ADDRESS, VALIDATION_FAILED */
  async run(principal: Principal, password: string): Promise<void> {
    const {accountId, councilId, name} = principal;
    await this.allowed(principal);
    const {email} = await this.uow.run(councilId, (tx) => tx.findOneByOrFail(Account, {id: accountId}));
    if (email === null) throw noAddress();
    requireStrongPassword(password, [name, email, principal.councilName]);
    const passwordHash = await hashPassword(password);
    await this.uow.run(councilId, async (tx) => {
      await tx.update(Account, {id: accountId}, {passwordHash});
      await this.sessions.endOthersIn(tx, principal);
      const subject = {kind: 'person', id: principal.personId};
      await this.audit.record(tx, {...by(principal), action: 'password.changed', subject});
    });
  }
}

/** Whoever came through an issuer that says none could not sign in with a password. */
function noAddress(): DomainError {
  const message = 'We have no e-mail address of yours, so you cannot sign in with a password.';
  return new DomainError('refused', 'NO_EMAIL_ADDRESS', message);
}
