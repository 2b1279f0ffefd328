import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Members} from '../members/members.js';
import {notTerminated} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {othersMember} from '../suspension/suspend-member.js';
import {Sanctions} from './sanctions.js';

/** Takes a termination back from today on: listed again if all that is asked holds. */
@Injectable()
export class ReinstateMember {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly sanctions: Sanctions,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, NOT_TERMINATED */
  async run(principal: Principal, memberId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await othersMember(tx, this.members, principal, memberId);
      const termination = await this.sanctions.termination(tx, memberId);
      if (!termination) throw notTerminated();
      await this.sanctions.lift(tx, principal, termination.id, londonDay(this.clock.now()));
      await this.audit.record(tx, {
        ...by(principal),
        action: 'member.reinstated',
        subject: {kind: 'member', id: memberId},
        after: {sanctionId: termination.id},
      });
      await this.standingChanged.publish(tx, principal.councilId, memberId);
    });
  }
}
