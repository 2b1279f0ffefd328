import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {GATHERING_STATES} from '../applications/application.state.js';
import {missingOf} from '../applications/checklist.js';
import {moveApplication} from '../applications/move-application.js';
import {alreadyVoided, illegalTransition} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {Evidence, EvidenceVoid, type VoidReason} from './evidence.entity.js';

export interface Voiding {
  reason: VoidReason;
  /** The first day on which it no longer counts; only for what ended early. */
  endedOn?: Day | undefined;
}

/** Withdraws evidence by adding to the record: what was recorded stays to be seen. */
@Injectable()
export class VoidEvidence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, VALIDATION_FAILED, ALREADY_VOIDED */
  async run(principal: Principal, applicationId: string, evidenceId: string, voiding: Voiding): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.void(tx, principal, applicationId, evidenceId, voiding));
    } catch (error) {
      if (databaseError(error)?.constraint === 'evidence_void_evidence_id_key') throw alreadyVoided();
      throw error;
    }
  }

  private async void(
    tx: Tx,
    principal: Principal,
    applicationId: string,
    evidenceId: string,
    voiding: Voiding,
  ): Promise<void> {
    const {application, member} = await this.access.forStaff(tx, principal, applicationId);
    if (!GATHERING_STATES.includes(application.state)) throw illegalTransition(application.state, 'void_evidence');
    const evidence = await tx.findOneBy(Evidence, {id: evidenceId, memberId: member.id});
    if (!evidence) throw notFound('evidence');
    if (await tx.existsBy(EvidenceVoid, {evidenceId})) throw alreadyVoided();
    const today = londonDay(this.clock.now());
    requireSound(voiding, evidence, today);
    await tx.query(
      `INSERT INTO evidence_void (council_id, member_id, evidence_id, reason, ended_on, voided_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [principal.councilId, member.id, evidenceId, voiding.reason, voiding.endedOn ?? null, principal.personId],
    );
    if (application.state === 'ready' && (await missingOf(tx, application, today)).length) {
      await moveApplication(tx, application, 'return_to_checks', this.clock.now(), {readyAt: null});
    }
    await this.audit.record(tx, {
      ...by(principal),
      action: 'evidence.voided',
      subject: {kind: 'application', id: applicationId},
      reason: voiding.reason,
      after: {evidenceId, requirement: evidence.requirement, endedOn: voiding.endedOn ?? null},
    });
    await this.standingChanged.publish(tx, principal.councilId, member.id);
  }
}

function requireSound({reason, endedOn}: Voiding, evidence: Evidence, today: Day): void {
  const refuse = (message: string) => invalid({field: 'ended_on', message});
  if ((reason === 'ended_early') !== Boolean(endedOn)) {
    throw refuse('Give the day it ended when it ended early, and only then.');
  }
  if (endedOn && endedOn > today) throw refuse('The day it ended is in the future.');
  if (endedOn && endedOn < (evidence.issuedOn ?? evidence.checkedOn)) throw refuse('It ended before it began.');
}
