import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addDays, Clock, invalid, londonDay, startOfDay, type Day} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Evidence} from '../evidence/evidence.entity.js';
import {alreadyDecided, fourEyes, requirementsMissing} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import type {Application} from './application.entity.js';
import {ApplicationAccess} from './application-access.js';
import {missingOf} from './checklist.js';
import {Decision, type DeclineReason, type Outcome} from './decision.entity.js';
import {moveApplication, requireStep} from './move-application.js';

/** Told with the application's id when it is decided. */
export const APPLICATION_DECIDED = 'application.decided';
const LATEST_START_DAYS = 90;

export interface NewDecision {
  outcome: Outcome;
  /** Why it was declined; with no other outcome. */
  reasonCode?: DeclineReason | undefined;
  reasons: string;
  /** What is asked of somebody approved with conditions; with no other outcome. */
  conditions?: string | undefined;
  /** The first day on which it counts; today when left out. */
  effectiveOn?: Day | undefined;
}

/** Decides an application, once, by somebody who neither gathered nor applied. */
@Injectable()
export class DecideApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NOT_FOUND, VALIDATION_FAILED, FOUR_EYES, ILLEGAL_TRANSITION, REQUIREMENTS_MISSING with the list,
   *   ALREADY_DECIDED also for the slower of two who decide at once
   */
  async run(principal: Principal, id: string, decision: NewDecision): Promise<void> {
    const today = londonDay(this.clock.now());
    requireSound(decision, today);
    try {
      await this.uow.run(principal.councilId, (tx) => this.decide(tx, principal, id, decision, today));
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'decision_four_eyes') throw fourEyes();
      if (constraint === 'decision_application_id_key') throw alreadyDecided(null);
      throw error;
    }
  }

  private async decide(tx: Tx, principal: Principal, id: string, decision: NewDecision, today: Day): Promise<void> {
    const {application, member} = await this.access.forStaff(tx, principal, id);
    const decided = await tx.findOneBy(Decision, {applicationId: id});
    if (decided) throw alreadyDecided(decided.outcome);
    const declines = decision.outcome === 'declined';
    const action = declines ? 'decline' : 'approve';
    requireStep(application, action);
    await requireOthersWork(tx, principal, application);
    const effectiveOn = decision.effectiveOn ?? today;
    const missing = declines ? [] : await missingOf(tx, application, effectiveOn);
    if (missing.length) throw requirementsMissing(missing);
    await insertDecision(tx, principal, application, {...decision, effectiveOn});
    const now = this.clock.now();
    await moveApplication(tx, application, action, now, {closedAt: now});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.decided',
      subject: {kind: 'application', id},
      after: {outcome: decision.outcome, reasonCode: decision.reasonCode ?? null, effectiveOn},
    });
    await this.outbox.publish(tx, principal.councilId, APPLICATION_DECIDED, id);
    if (declines) return;
    const later = effectiveOn > today ? startOfDay(effectiveOn) : null;
    await this.standingChanged.publish(tx, principal.councilId, member.id, later);
  }
}

function requireSound({outcome, reasonCode, conditions, effectiveOn}: NewDecision, today: Day): void {
  if ((outcome === 'declined') !== Boolean(reasonCode)) {
    throw invalid({field: 'reason_code', message: 'Give a reason code when you decline, and only then.'});
  }
  if ((outcome === 'approved_with_conditions') !== Boolean(conditions?.trim())) {
    throw invalid({field: 'conditions', message: 'Give conditions when you approve with conditions, and only then.'});
  }
  if (effectiveOn && (effectiveOn < today || effectiveOn > addDays(today, LATEST_START_DAYS))) {
    throw invalid({
      field: 'effective_on',
      message: `Let it count from today or a day in the next ${LATEST_START_DAYS} days.`,
    });
  }
}

/** The database holds to the same. */
async function requireOthersWork(tx: Tx, {personId}: Principal, application: Application): Promise<void> {
  const gathered = await tx.existsBy(Evidence, {memberId: application.memberId, recordedBy: personId});
  if (gathered || application.openedBy === personId || application.submittedBy === personId) throw fourEyes();
}

async function insertDecision(
  tx: Tx,
  principal: Principal,
  application: Application,
  decision: NewDecision,
): Promise<void> {
  await tx.query(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reason_code, reasons, conditions,
                           decided_by, effective_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      principal.councilId,
      application.memberId,
      application.id,
      decision.outcome,
      decision.reasonCode ?? null,
      decision.reasons,
      decision.conditions ?? null,
      principal.personId,
      decision.effectiveOn,
    ],
  );
}
