import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {RequestOutcome} from './data-request.entity.js';
import {othersRequest} from './others-request.js';
import {requireLookedAt} from './review-access.js';

export interface DataAnswer {
  outcome: RequestOutcome;
  /** What was done, or why not. */
  answer: string | null;
  /** Who else had it wrong and was told. */
  told: string | null;
}

/** Answers a request. A copy is released only when everything that tells of others was looked at. */
@Injectable()
export class AnswerDataRequest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, OWN_REQUEST, REQUEST_CLOSED, VALIDATION_FAILED, NOT_SEARCHED, NOT_LOOKED_AT */
  async run(principal: Principal, id: string, {outcome, answer, told}: DataAnswer): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const request = await othersRequest(tx, principal, id);
      if (!answer?.trim() && (outcome !== 'done' || request.kind !== 'access')) {
        throw invalid({field: 'answer', message: outcome === 'done' ? 'Say what was done.' : 'Say why.'});
      }
      if (request.kind === 'access') {
        if (!request.searchedAt) throw new DomainError('refused', 'NOT_SEARCHED', 'Search the records first.');
        if (outcome !== 'refused') await requireLookedAt(tx, id, request.personId);
      }
      if (request.kind === 'erasure' && outcome !== 'refused') await requireCarriedOut(tx, id);
      await tx.query(`UPDATE data_request SET outcome = $2, answer = $3, told = $4, closed_by = $5 WHERE id = $1`, [
        id,
        outcome,
        answer?.trim() || null,
        told?.trim() || null,
        principal.personId,
      ]);
      const after = {kind: request.kind, outcome};
      const subject = {kind: 'data_request', id};
      await this.audit.record(tx, {...by(principal), action: 'data_request.answered', subject, after});
    });
  }
}

/** @throws NOT_CARRIED_OUT */
async function requireCarriedOut(tx: Tx, id: string): Promise<void> {
  const [choice] = await tx.query<unknown[]>(`SELECT FROM data_request_choice WHERE request_id = $1 LIMIT 1`, [id]);
  if (!choice) throw new DomainError('refused', 'NOT_CARRIED_OUT', 'Carry it out first, or refuse it.');
}
