import {Injectable} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Session} from './session.entity.js';

/** Ends this session; its token is worth nothing from then on. */
@Injectable()
export class SignOut {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(principal: Principal): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await tx.update(Session, {id: principal.sessionId}, {endedAt: this.clock.now()});
      const subject = {kind: 'person', id: principal.personId};
      await this.audit.record(tx, {...by(principal), action: 'session.ended', subject});
    });
  }
}
