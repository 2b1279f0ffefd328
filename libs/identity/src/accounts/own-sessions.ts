import {Injectable} from '@nestjs/common';
import {notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {IsNull, MoreThan, Not} from 'typeorm';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Session} from './session.entity.js';
import type {SignInMethod} from './sign-in-method.js';
import {newToken, tokenHash} from './sessions.js';

export interface OwnSession {
  id: string;
  /** In plain words: `Firefox on Windows`. */
  device: string;
  methods: SignInMethod[];
  startedAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  current: boolean;
}

/** Where somebody is signed in: seeing it, ending the others, and a new token for this one. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** This one first, then by when they were last used. */
  list(principal: Principal): Promise<OwnSession[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const all = await tx.find(Session, {where: live(principal), order: {lastSeenAt: 'DESC', id: 'DESC'}});
      return all
        .map((each) => ({...each, startedAt: each.createdAt, current: each.id === principal.sessionId}))
        .sort((a, b) => Number(b.current) - Number(a.current));
    });
  }

  /** @throws NOT_FOUND for one that is not theirs, or has ended */
  async end(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {affected} = await tx.update(Session, {...live(principal), id}, {endedAt: () => 'now()'});
      if (!affected) throw notFound('session');
      await this.record(tx, principal);
    });
  }

  /** Every one but this one. */
  async endOthers(principal: Principal): Promise<void> {
    await this.uow.run(principal.councilId, (tx) => this.endOthersIn(tx, principal));
  }

  /** The same within other work, as after a change of password. */
  async endOthersIn(tx: Tx, principal: Principal): Promise<void> {
    const others = {...live(principal), id: Not(principal.sessionId)};
    const {affected} = await tx.update(Session, others, {endedAt: () => 'now()'});
    if (affected) await this.record(tx, principal);
  }

  /**
   * A new token in place of the old one, which is worth nothing from then on: whenever a session can do more, or does
   * it for somebody else, so that a token that leaked before is no key to that.
   */
  async renew({councilId, sessionId, endsAt}: Principal): Promise<{token: string; endsAt: Date}> {
    const token = newToken();
    await this.uow.run(councilId, (tx) => tx.update(Session, {id: sessionId}, {tokenHash: tokenHash(token)}));
    return {token, endsAt};
  }

  private record(tx: Tx, principal: Principal): Promise<void> {
    const subject = {kind: 'person', id: principal.personId};
    return this.audit.record(tx, {...by(principal), action: 'session.ended', subject});
  }
}

function live({accountId}: Principal) {
  return {accountId, endedAt: IsNull(), expiresAt: MoreThan(new Date())};
}
