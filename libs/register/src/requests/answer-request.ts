import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {ASKING_STATES} from '../applications/application.state.js';
import {alreadyAnswered, illegalTransition} from '../register.errors.js';
import {ApplicationRequest} from './application-request.entity.js';

/** Told with the request's id. */
export const APPLICATION_ANSWERED = 'application.answered';

const LONGEST_ANSWER = 4_000;

/** Answers what the council asked: the applicant, or an officer who writes down what they said. */
@Injectable()
export class AnswerRequest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, ALREADY_ANSWERED */
  async run(principal: Principal, applicationId: string, requestId: string, answer: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.answer(tx, principal, applicationId, requestId, answer));
    } catch (error) {
      if (databaseError(error)?.constraint === 'application_request_answered_once') throw alreadyAnswered();
      throw error;
    }
  }

  private async answer(
    tx: Tx,
    principal: Principal,
    applicationId: string,
    requestId: string,
    answer: string,
  ): Promise<void> {
    const {application, as} = await this.access.open(tx, principal, applicationId, {lock: true});
    const request = await tx.findOneBy(ApplicationRequest, {id: requestId, applicationId});
    if (!request) throw notFound('request');
    if (!answer.trim() || answer.length > LONGEST_ANSWER) {
      throw invalid({field: 'answer', message: `Give an answer in ${LONGEST_ANSWER} characters or fewer.`});
    }
    if (!ASKING_STATES.includes(application.state)) throw illegalTransition(application.state, 'answer');
    if (request.answeredAt) throw alreadyAnswered();
    await tx.query(`UPDATE application_request SET answer = $2, answered_by = $3 WHERE id = $1`, [
      requestId,
      answer.trim(),
      principal.personId,
    ]);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.answered',
      subject: {kind: 'application', id: applicationId},
      after: {requestId, by: as},
    });
    await this.outbox.publish(tx, principal.councilId, APPLICATION_ANSWERED, requestId);
  }
}
