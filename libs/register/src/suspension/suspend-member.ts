import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {alreadySuspended, fourEyes} from '../register.errors.js';
import {TakeDown} from './take-down.js';

/** Takes a member's listing down from now on. No reason is asked for here, so none can be shown anywhere. */
@Injectable()
export class SuspendMember {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly takeDown: TakeDown,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, ALREADY_SUSPENDED */
  async run(principal: Principal, memberId: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await othersMember(tx, this.members, principal, memberId);
        await this.takeDown.begin(tx, principal, memberId);
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
