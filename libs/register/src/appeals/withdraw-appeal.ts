import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {appealClosed} from '../register.errors.js';
import {AppealAccess} from './appeal-access.js';
import {Appeal} from './appeal.entity.js';
import {appealMachine} from './appeal.state.js';

/** Takes an appeal back before it is answered: whoever appealed, or an officer at their wish. */
@Injectable()
export class WithdrawAppeal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AppealAccess,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FORBIDDEN, APPEAL_CLOSED */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {appeal, as} = await this.access.open(tx, principal, id, {lock: true});
      if (as === 'council' && !principal.permissions.has('application:gather')) {
        throw forbidden('An officer who gathers writes down that somebody takes an appeal back.');
      }
      if (!appealMachine.can(appeal.state, 'withdraw')) throw appealClosed();
      await tx.update(Appeal, {id}, {state: 'withdrawn'});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'appeal.withdrawn',
        subject: {kind: 'member', id: appeal.memberId},
        after: {appealId: id},
      });
    });
  }
}
