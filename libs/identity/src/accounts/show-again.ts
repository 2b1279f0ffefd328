import {Injectable} from '@nestjs/common';
import {DomainError, invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {confirmedFactors} from '../second-factor/confirmed-factors.js';
import {ShowCode} from '../second-factor/show-code.js';
import {Account} from './account.entity.js';
import {passwordMatches} from './password.js';
import {RefusalLog} from './refusal-log.js';
import {Session} from './session.entity.js';
import {newToken, tokenHash} from './sessions.js';
import {Throttle, type TriedFrom} from './throttle.js';

/** What is asked of somebody who shows once more that it is them. With neither they sign in anew. */
export interface Asked {
  password: boolean;
  code: boolean;
}

/** Somebody who is signed in shows once more that it is them, before what asks for a fresh sign-in. */
@Injectable()
export class ShowAgain {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly codes: ShowCode,
    private readonly throttle: Throttle,
    private readonly audit: AuditTrail,
    private readonly refused: RefusalLog,
  ) {}

  asked({councilId, accountId}: Principal): Promise<Asked> {
    return this.uow.run(councilId, async (tx) => {
      const {passwordHash} = await tx.findOneByOrFail(Account, {id: accountId});
      const factors = await confirmedFactors(tx, accountId);
      return {password: hasPassword(passwordHash), code: factors.some((each) => each.kind === 'totp')};
    });
  }

  /**
   * @returns a new token: the old one is worth nothing any more
   * @throws VALIDATION_FAILED, TOO_MANY_TRIES, SIGN_IN_AGAIN when there is nothing that they could show
   */
  async run(
    principal: Principal,
    shown: {password?: string | undefined; code?: string | undefined},
    from: TriedFrom = {},
  ): Promise<{token: string; endsAt: Date}> {
    const {accountId, councilId, endsAt} = principal;
    const asked = await this.asked(principal);
    if (!asked.password && !asked.code) {
      throw new DomainError('unauthenticated', 'SIGN_IN_AGAIN', 'Sign out, and sign in again.');
    }
    const succeeded = await this.throttle.attemptCode(accountId, from);
    if (asked.password) await this.requirePassword(principal, shown.password ?? '', from);
    const token = newToken();
    await this.uow.run(councilId, async (tx) => {
      if (asked.code && !(await this.codes.read(tx, accountId, shown.code ?? ''))) {
        this.refused.tell('a fresh sign-in failed', {who: accountId, where: from.address ?? ''});
        throw invalid({field: 'code', message: 'This code is not right, or has been used already.'});
      }
      const renewed = {tokenHash: tokenHash(token), authenticatedAt: () => 'now()'};
      await tx.update(Session, {id: principal.sessionId}, renewed);
      const subject = {kind: 'person', id: principal.personId};
      await this.audit.record(tx, {...by(principal), action: 'session.shown_again', subject});
    });
    await succeeded();
    return {token, endsAt};
  }

  private async requirePassword({accountId, councilId}: Principal, password: string, from: TriedFrom): Promise<void> {
    const {passwordHash} = await this.uow.run(councilId, (tx) => tx.findOneByOrFail(Account, {id: accountId}));
    if (await passwordMatches(passwordHash, password)) return;
    this.refused.tell('a fresh sign-in failed', {who: accountId, where: from.address ?? ''});
    throw invalid({field: 'password', message: 'This is not your password.'});
  }
}

/** Who signs in another way has none. */
function hasPassword(passwordHash: string | null): boolean {
  return passwordHash !== null && passwordHash !== '';
}
