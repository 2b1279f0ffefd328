import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {alreadySuspended, fourEyes} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {Suspension} from './suspension.entity.js';

/** Takes a member's listing down from now on. No reason is asked for here, so none can be shown anywhere. */
@Injectable()
export class SuspendMember {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, ALREADY_SUSPENDED */
  async run(principal: Principal, memberId: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await othersMember(tx, this.members, principal, memberId);
        await tx.insert(Suspension, {
          councilId: principal.councilId,
          memberId,
          startsAt: this.clock.now(),
          recordedBy: principal.personId,
        });
        await this.audit.record(tx, {
          ...by(principal),
          action: 'member.suspended',
          subject: {kind: 'member', id: memberId},
        });
        await this.standingChanged.publish(tx, principal.councilId, memberId);
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'suspension_open_key') throw alreadySuspended();
      throw error;
    }
  }
}

/** @throws NOT_FOUND, FOUR_EYES for oneself */
export async function othersMember(tx: Tx, members: Members, principal: Principal, memberId: string): Promise<Member> {
  const member = await members.byId(tx, memberId);
  if (!member) throw notFound('member');
  if (await members.isOf(tx, principal.personId, member)) throw fourEyes();
  return member;
}
