import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {StandingChanged} from '../standing/standing-changed.js';
import {Conditions} from './conditions.js';

/** Records that a condition of an approval is met: by the council's staff, never by the member. */
@Injectable()
export class MeetCondition {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly conditions: Conditions,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param metOn today when left out
   * @throws NOT_FOUND, VALIDATION_FAILED, FOUR_EYES for one's own, CONDITION_MET
   */
  async run(principal: Principal, conditionId: string, metOn?: Day): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const day = metOn ?? londonDay(this.clock.now());
      const {memberId, decisionId} = await this.conditions.meet(tx, principal, conditionId, day);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'condition.met',
        subject: {kind: 'member', id: memberId},
        after: {conditionId, decisionId, metOn: day},
      });
      await this.standingChanged.publish(tx, principal.councilId, memberId);
    });
  }
}
