import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {GATHERING_STATES} from '../applications/application.state.js';
import {Evidence, EvidenceVoid} from '../evidence/evidence.entity.js';
import {illegalTransition} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {eachWorker} from '../workers/worker.errors.js';
import type {StatusResult} from './update-service.entity.js';

export interface NewStatusCheck {
  result: StatusResult;
  checkedOn: Day;
}

/**
 * Writes down what the DBS Update Service answered. "No change" is a check of the certificate: it is recorded again
 * as checked on that day, without a new one. The other answers change nothing by themselves.
 */
@Injectable()
export class CheckStatus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, VALIDATION_FAILED, UPDATE_SERVICE_CONSENT */
  async run(principal: Principal, applicationId: string, evidenceId: string, check: NewStatusCheck): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.record(tx, principal, applicationId, evidenceId, check));
    } catch (error) {
      if (databaseError(error)?.constraint === 'status_check_consent') throw noConsent();
      if (databaseError(error)?.constraint === 'evidence_each_worker') throw eachWorker();
      throw error;
    }
  }

  private async record(
    tx: Tx,
    principal: Principal,
    applicationId: string,
    evidenceId: string,
    {result, checkedOn}: NewStatusCheck,
  ): Promise<void> {
    const {application, member} = await this.access.forStaff(tx, principal, applicationId);
    if (!GATHERING_STATES.includes(application.state)) throw illegalTransition(application.state, 'record_evidence');
    const certificate = await tx.findOneBy(Evidence, {id: evidenceId, memberId: member.id, kind: 'dbs'});
    if (!certificate || (await tx.existsBy(EvidenceVoid, {evidenceId}))) throw notFound('certificate');
    const refuse = (message: string) => invalid({field: 'checked_on', message});
    if (checkedOn > londonDay(this.clock.now())) throw refuse('The day it was checked is in the future.');
    if (checkedOn < certificate.checkedOn) throw refuse('The certificate was first seen after this day.');
    await tx.query(
      `INSERT INTO status_check (council_id, member_id, evidence_id, result, checked_on, checked_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [principal.councilId, member.id, evidenceId, result, checkedOn, principal.personId],
    );
    if (result === 'no_change' && checkedOn > certificate.checkedOn) {
      await recordAgain(tx, principal, application.id, certificate, checkedOn);
      await this.standingChanged.publish(tx, principal.councilId, member.id);
    }
    // Not the result: that something changed hints at what it is, and the trail is for ever.
    await this.audit.record(tx, {
      ...by(principal),
      action: 'update_service.checked',
      subject: {kind: 'application', id: applicationId},
      after: {evidenceId, checkedOn},
    });
  }
}

/** The same certificate in the same place, seen by whom and when it was seen, checked once more. */
async function recordAgain(
  tx: Tx,
  {personId}: Principal,
  applicationId: string,
  {id}: Evidence,
  checkedOn: Day,
): Promise<void> {
  await tx.query(
    `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                           valid_until, facts, recorded_by)
     SELECT council_id, member_id, $2, requirement, kind, number, issued_on, $3, valid_until, facts, $4
     FROM evidence WHERE id = $1`,
    [id, applicationId, checkedOn, personId],
  );
}

function noConsent(): DomainError {
  return new DomainError(
    'refused',
    'UPDATE_SERVICE_CONSENT',
    'Nobody looks without consent. Ask for it and record it, then look.',
  );
}
