import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {appealClosed, hadPart} from '../register.errors.js';
import {AppealAccess} from './appeal-access.js';
import {Appeal} from './appeal.entity.js';
import {appealMachine} from './appeal.state.js';

/** Takes an appeal to answer it, or takes it over; never whoever had any part in what was done about the member. */
@Injectable()
export class TakeAppeal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AppealAccess,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, HAD_PART, APPEAL_CLOSED */
  async run(principal: Principal, id: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.take(tx, principal, id));
    } catch (error) {
      if (databaseError(error)?.constraint === 'appeal_no_part') throw hadPart();
      throw error;
    }
  }

  private async take(tx: Tx, principal: Principal, id: string): Promise<void> {
    const appeal = await this.access.forStaff(tx, principal, id);
    if (appeal.state !== 'in_review' && !appealMachine.can(appeal.state, 'take')) throw appealClosed();
    await this.access.requireNoPart(tx, principal, appeal);
    if (appeal.handledBy === principal.personId) return;
    await tx.update(Appeal, {id}, {state: 'in_review', handledBy: principal.personId});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'appeal.taken',
      subject: {kind: 'member', id: appeal.memberId},
      before: {handledBy: appeal.handledBy},
      after: {appealId: id},
    });
  }
}
