import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {proposalAnswered} from '../plans.errors.js';
import {Proposal} from './proposal.entity.js';
import {proposalMachine} from './proposal.state.js';

/** Whoever proposed it takes it back, also when they no longer act for the person. */
@Injectable()
export class WithdrawProposal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND unless it is their own, ILLEGAL_TRANSITION */
  run(principal: Principal, id: string): Promise<void> {
    const {councilId, personId: proposedBy} = principal;
    return this.uow.run(councilId, async (tx) => {
      const found = await tx.findOne(Proposal, {where: {id, proposedBy}, lock: {mode: 'for_no_key_update'}});
      if (!found) throw notFound('proposal');
      if (!proposalMachine.can(found.state, 'withdraw')) throw proposalAnswered();
      await tx.update(Proposal, {id}, {state: 'withdrawn', answeredAt: this.clock.now()});
      const subject = {kind: 'proposal', id};
      const record = {...by(principal), forId: found.personId, action: 'proposal.withdrawn', subject};
      await this.audit.record(tx, record);
      await this.outbox.publish(tx, councilId, 'proposal.withdrawn', id);
    });
  }
}
