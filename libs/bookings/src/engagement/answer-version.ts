import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound} from '@app/kernel';
import {RegulatedTasks} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {illegalTransition} from '../bookings.errors.js';
import {EngagementParties} from './engagement-parties.js';
import {EngagementVersion} from './engagement-version.entity.js';
import {engagementVersionMachine} from './engagement-version.state.js';
import {requireTheirsToGive} from './require-theirs-to-give.js';

type Answer = 'accept' | 'decline' | 'withdraw';

/** The other side accepts the new terms, or declines them; or whoever proposed them takes them back. */
@Injectable()
export class AnswerVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: EngagementParties,
    private readonly regulated: RegulatedTasks,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, OWN_PROPOSAL, TERMS_LATE when their first day is over, STATUS_CHECK_MISSING,
   * REGULATED_SERVICE when a task is not the provider's to give
   */
  accept(principal: Principal, versionId: string): Promise<void> {
    return this.answer(principal, versionId, 'accept', null);
  }

  /** @param reason shown to whoever proposed them; may be left out */
  async decline(principal: Principal, versionId: string, reason: string | null): Promise<void> {
    if (reason && reason.length > 500) throw invalid({field: 'reason', message: 'Use 500 characters or fewer.'});
    await this.answer(principal, versionId, 'decline', reason?.trim() || null);
  }

  withdraw(principal: Principal, versionId: string): Promise<void> {
    return this.answer(principal, versionId, 'withdraw', null);
  }

  private answer(principal: Principal, id: string, action: Answer, declineReason: string | null): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {version, side, listingId} = await this.lock(tx, principal, id);
      if (!engagementVersionMachine.can(version.state, action))
        throw illegalTransition('proposal', version.state, action);
      if ((side === version.side) !== (action === 'withdraw')) throw notYours(action);
      // Accepted later, rates would change for days that are over.
      if (action === 'accept' && version.startsOn < londonDay(this.clock.now())) throw late();
      if (action === 'accept') {
        requireChecked(version);
        await requireTheirsToGive(tx, this.regulated, listingId, version);
      }
      const {to: state} = engagementVersionMachine.transitions[action];
      const answered = {answeredBy: principal.personId, answeredAt: this.clock.now()};
      await tx.update(EngagementVersion, {id}, {state, ...answered, declineReason});
      const subject = {kind: 'engagement_version', id};
      const reason = declineReason ?? undefined;
      await this.audit.record(tx, {...by(principal), action: `engagement_version.${state}`, subject, reason});
      await this.outbox.publish(tx, principal.councilId, `engagement_version.${state}`, id);
    });
  }

  private async lock(
    tx: Tx,
    principal: Principal,
    id: string,
  ): Promise<{version: EngagementVersion; side: Side; listingId: string}> {
    const found = await tx.findOneBy(EngagementVersion, {id});
    if (!found) throw notFound('proposal');
    const {engagement, side} = await this.parties.lock(tx, principal, found.engagementId);
    if (engagement.state !== 'accepted') throw illegalTransition('agreement', engagement.state, 'change');
    const {listingId} = engagement;
    return {version: await tx.findOneByOrFail(EngagementVersion, {id}), side, listingId};
  }
}

function notYours(action: Answer): DomainError {
  return action === 'withdraw'
    ? illegalTransition('proposal', 'the other side’s', 'withdraw')
    : new DomainError('refused', 'OWN_PROPOSAL', 'You proposed these terms, so the other side has to answer them.');
}

/** Proposed before terms had to say it. @throws STATUS_CHECK_MISSING */
function requireChecked({employer, statusReference, statusCheckedOn}: EngagementVersion): void {
  if (employer !== 'self' || (statusReference && statusCheckedOn)) return;
  const message =
    'These terms say that they work for themselves, and by which status check they do not say. Propose them anew, with its reference and its day.';
  throw new DomainError('refused', 'STATUS_CHECK_MISSING', message);
}

function late(): DomainError {
  const message = 'The day from which these terms were to count is over. Propose them anew, from a later day.';
  return new DomainError('refused', 'TERMS_LATE', message);
}
