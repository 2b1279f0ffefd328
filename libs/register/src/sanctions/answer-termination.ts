import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '../members/members.js';
import {fourEyes, notProposed} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {othersMember} from '../suspension/suspend-member.js';
import {Sanctions} from './sanctions.js';
import {Termination} from './termination.entity.js';
import {terminationMachine, type TerminationAction} from './termination.state.js';

/** Confirms that somebody's membership ends, today, or refuses it. Never whoever proposed it. */
@Injectable()
export class AnswerTermination {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly sanctions: Sanctions,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, NOT_PROPOSED also for the slower of two, FOUR_EYES for oneself and for one's own proposal */
  async run(principal: Principal, memberId: string, action: TerminationAction): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await othersMember(tx, this.members, principal, memberId);
      const proposal = await tx.findOne(Termination, {
        where: {memberId, state: 'proposed'},
        lock: {mode: 'pessimistic_write'},
      });
      if (!proposal) throw notProposed();
      if (proposal.proposedBy === principal.personId) throw fourEyes();
      const sanctionId = action === 'confirm' ? await this.end(tx, principal, proposal) : null;
      const {to: state} = terminationMachine.transitions[action];
      await tx.update(Termination, {id: proposal.id}, {state, answeredBy: principal.personId, sanctionId});
      await this.audit.record(tx, {
        ...by(principal),
        action: `termination.${state}`,
        subject: {kind: 'member', id: memberId},
        after: {terminationId: proposal.id, sanctionId},
      });
      if (sanctionId) await this.standingChanged.publish(tx, principal.councilId, memberId);
    });
  }

  private async end(tx: Tx, principal: Principal, {id, memberId}: Termination): Promise<string> {
    const [row] = await tx.query<{reason: string}[]>(`SELECT reason FROM termination WHERE id = $1`, [id]);
    const startsOn = londonDay(this.clock.now());
    return this.sanctions.add(tx, principal, {memberId, kind: 'termination', startsOn, reason: row?.reason ?? ''});
  }
}
