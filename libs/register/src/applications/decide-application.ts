import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, londonDay, startOfDay, type Day} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Conditions} from '../conditions/conditions.js';
import {AskReferees} from '../referees/ask-referees.js';
import {alreadyDecided, fourEyes, requirementsMissing} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {ApplicationAccess, type Opened} from './application-access.js';
import {BeforeApproval} from './before-approval.js';
import {missingOf} from './checklist.js';
import {insertDecision, insertDeferral, lastWord, requireOthersWork} from './decision-rows.js';
import {moveApplication, requireStep} from './move-application.js';
import {requireSound, type NewDecision} from './new-decision.js';

/** Told with the application's id when it is decided, and when it is deferred. */
export const APPLICATION_DECIDED = 'application.decided';
export const APPLICATION_DEFERRED = 'application.deferred';
/** Told with the application's id on the day on which it is in the queue again. */
export const DEFERRAL_OVER = 'application.deferral_over';

/** Decides an application, once, by somebody who neither gathered nor applied; or puts the decision off. */
@Injectable()
export class DecideApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly before: BeforeApproval,
    private readonly conditions: Conditions,
    private readonly names: Names,
    private readonly standingChanged: StandingChanged,
    private readonly asks: AskReferees,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NOT_FOUND, VALIDATION_FAILED, FOUR_EYES, ILLEGAL_TRANSITION, REQUIREMENTS_MISSING with the list,
   *   ALREADY_DECIDED with who and when, also for the slower of two who decide at once
   */
  async run(principal: Principal, id: string, decision: NewDecision): Promise<void> {
    const today = londonDay(this.clock.now());
    requireSound(decision, today);
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const opened = await this.access.forStaff(tx, principal, id);
        await this.requireOpen(tx, opened, decision);
        if (decision.outcome === 'deferred') await this.defer(tx, principal, opened, decision);
        else await this.decide(tx, principal, opened, decision, today);
      });
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'decision_four_eyes') throw fourEyes();
      if (constraint === 'decision_application_id_round_key') throw alreadyDecided(null);
      throw error;
    }
  }

  /** Two who look at it at once: the slower one is told what the other said. */
  private async requireOpen(tx: Tx, {application}: Opened, {outcome}: NewDecision): Promise<void> {
    const {state} = application;
    const closed = state === 'approved' || state === 'declined' || (state === 'deferred' && outcome !== 'declined');
    if (!closed) return;
    const last = await lastWord(tx, application.id);
    const name = last && (await this.names.of(tx, [last.decidedBy])).get(last.decidedBy);
    throw alreadyDecided(last && {...last, decidedBy: name ?? ''});
  }

  private async decide(tx: Tx, principal: Principal, opened: Opened, decision: NewDecision, today: Day): Promise<void> {
    const {application, member} = opened;
    const declines = decision.outcome === 'declined';
    const action = declines ? 'decline' : 'approve';
    requireStep(application, action);
    await requireOthersWork(tx, principal, application);
    const effectiveOn = decision.effectiveOn ?? today;
    const missing = declines ? [] : await missingOf(tx, application, effectiveOn);
    if (missing.length) throw requirementsMissing(missing);
    if (!declines) await this.before.run(tx, principal, application.schemeVersionId, [member.id]);
    const decisionId = await insertDecision(tx, principal, application, {...decision, effectiveOn});
    const conditions = decision.conditions ?? [];
    await this.conditions.add(tx, principal, {memberId: member.id, decisionId}, conditions);
    const now = this.clock.now();
    await moveApplication(tx, application, action, now, {closedAt: now});
    await this.asks.noMore(tx, principal.councilId, application.id);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.decided',
      subject: {kind: 'application', id: application.id},
      after: {
        outcome: decision.outcome,
        reasonCode: decision.reasonCode ?? null,
        effectiveOn,
        ...(conditions.length ? {conditions: conditions.length} : {}),
      },
    });
    await this.outbox.publish(tx, principal.councilId, APPLICATION_DECIDED, application.id);
    if (declines) return;
    const later = effectiveOn > today ? startOfDay(effectiveOn) : null;
    await this.standingChanged.publish(tx, principal.councilId, member.id, later);
  }

  private async defer(tx: Tx, principal: Principal, {application}: Opened, decision: NewDecision): Promise<void> {
    requireStep(application, 'defer');
    await requireOthersWork(tx, principal, application);
    const until = decision.deferredUntil as Day;
    await insertDeferral(tx, principal, application, decision, until);
    await moveApplication(tx, application, 'defer', this.clock.now(), {deferredUntil: until});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.deferred',
      subject: {kind: 'application', id: application.id},
      after: {until},
    });
    await this.outbox.publish(tx, principal.councilId, APPLICATION_DEFERRED, application.id);
    await this.outbox.publish(tx, principal.councilId, DEFERRAL_OVER, application.id, startOfDay(until));
  }
}
