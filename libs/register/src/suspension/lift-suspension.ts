import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {Members} from '../members/members.js';
import {notSuspended} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {othersMember} from './suspend-member.js';
import {Suspension} from './suspension.entity.js';

/** Ends a suspension: the member is listed again today if the evidence still holds. */
@Injectable()
export class LiftSuspension {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, FORBIDDEN where only some may, NOT_SUSPENDED */
  async run(principal: Principal, memberId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await othersMember(tx, this.members, principal, memberId);
      await requireMayLift(tx, principal, memberId);
      await this.within(tx, principal, memberId);
    });
  }

  /** For whoever has seen to it that they may. @throws NOT_SUSPENDED */
  async within(tx: Tx, principal: Principal, memberId: string): Promise<void> {
    const {affected} = await tx.update(
      Suspension,
      {memberId, endsAt: IsNull()},
      {endsAt: this.clock.now(), liftedBy: principal.personId},
    );
    if (!affected) throw notSuspended();
    await this.audit.record(tx, {
      ...by(principal),
      action: 'member.suspension_lifted',
      subject: {kind: 'member', id: memberId},
    });
    await this.standingChanged.publish(tx, principal.councilId, memberId);
  }
}

/**
 * What stands behind it is not for everybody who lifts suspensions: whoever may not know leaves it alone.
 * @throws FORBIDDEN
 */
export async function requireMayLift(tx: Tx, {permissions}: Principal, memberId: string): Promise<void> {
  if (permissions.has('concern:read')) return;
  const [open] = await tx.query<unknown[]>(
    `SELECT FROM concern c JOIN suspension s ON s.id = c.suspension_id
     WHERE c.member_id = $1 AND c.closed_at IS NULL AND s.ends_at IS NULL LIMIT 1`,
    [memberId],
  );
  if (open) throw forbidden('This suspension is not yours to lift: another team looks after it.');
}
