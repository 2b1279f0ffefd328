import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {Outbox, UnitOfWork} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import {Engagement} from './engagement.entity.js';
import {engagementMachine} from './engagement.state.js';

/** The PA or provider accepts the terms, or declines them with a reason. */
@Injectable()
export class AnswerEngagement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  accept(principal: Principal, engagementId: string): Promise<void> {
    return this.answer(principal, engagementId, 'accept', null);
  }

  /** @param reason shown to the holder; may be left out */
  async decline(principal: Principal, engagementId: string, reason: string | null): Promise<void> {
    if (reason && reason.length > 500) throw invalid({field: 'reason', message: 'Use 500 characters or fewer.'});
    await this.answer(principal, engagementId, 'decline', reason);
  }

  /** @throws NOT_FOUND unless it is the caller's to answer, ILLEGAL_TRANSITION when it is answered already */
  private answer(principal: Principal, id: string, action: 'accept' | 'decline', reason: string | null): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const engagement = await tx.findOne(Engagement, {where: {id}, lock: {mode: 'for_no_key_update'}});
      const theirs = engagement && (await this.owners.mayAnswer(tx, principal, engagement.listingId));
      if (!engagement || !theirs) throw notFound('agreement');
      if (!engagementMachine.can(engagement.state, action))
        throw illegalTransition('agreement', engagement.state, action);
      const {to: state} = engagementMachine.transitions[action];
      await tx.update(
        Engagement,
        {id},
        {state, answeredBy: principal.personId, answeredAt: this.clock.now(), declineReason: reason},
      );
      const subject = {kind: 'engagement', id};
      await this.audit.record(tx, {
        ...by(principal),
        action: `engagement.${state}`,
        subject,
        reason: reason ?? undefined,
      });
      await this.outbox.publish(tx, principal.councilId, `engagement.${state}`, id);
    });
  }
}
