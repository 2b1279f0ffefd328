import {Injectable} from '@nestjs/common';
import {Clock, DomainError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import type {Principal} from '../access/principal.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {passwordMatches} from './password.js';
import {Session} from './session.entity.js';
import {newToken, Sessions, tokenHash} from './sessions.js';

/** A working day for staff and a day out for a PA; the person signs in again after it. */
const SESSION_HOURS = 12;

export interface SignedIn {
  token: string;
  expiresAt: Date;
  principal: Principal;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts a new session. The answer is the same for an unknown e-mail and a wrong password, and takes as long.
   * @throws SIGN_IN_FAILED
   */
  async run(email: string, password: string): Promise<SignedIn> {
    const [account] = await this.dataSource.query<
      {account_id: string; person_id: string; council_id: string; password_hash: string}[]
    >(`SELECT * FROM account_by_email($1)`, [email.trim()]);
    const matches = await passwordMatches(account?.password_hash ?? null, password);
    if (!account || !matches) {
      throw new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'The e-mail address or password is not right.');
    }
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_HOURS * 3_600_000);
    await this.uow.run(account.council_id, async (tx) => {
      await tx.insert(Session, {
        councilId: account.council_id,
        accountId: account.account_id,
        tokenHash: tokenHash(token),
        expiresAt,
      });
      await this.audit.record(tx, {
        councilId: account.council_id,
        actorId: account.person_id,
        action: 'session.started',
        subject: {kind: 'person', id: account.person_id},
      });
    });
    const principal = await this.sessions.principal(token);
    if (!principal) throw new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'We could not sign you in. Try again.');
    return {token, expiresAt, principal};
  }
}
