import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {ReviewReason} from './review-request.entity.js';

/** A review sooner than the rule says: because the person asks, or because of something that the council knows. */
@Injectable()
export class AskForReview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Whose budget it is, or who writes plans for them. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, REVIEW_ASKED */
  own(principal: Principal, budgetId: string, text: string): Promise<void> {
    return this.once(() =>
      this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'write_plan');
        await this.insert(tx, principal, {budgetId, holderId, why: 'asked', text});
      }),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, REVIEW_ASKED */
  bringForward(principal: Principal, budgetId: string, why: ReviewReason, text: string): Promise<void> {
    requirePermission(principal, 'review:record');
    return this.once(() =>
      this.uow.run(principal.councilId, (tx) => this.insert(tx, principal, {budgetId, holderId: null, why, text})),
    );
  }

  private async insert(
    tx: Tx,
    principal: Principal,
    asked: {budgetId: string; holderId: string | null; why: ReviewReason; text: string},
  ): Promise<void> {
    const {budgetId, holderId, why} = asked;
    const [budget] = await tx.query<object[]>(
      `SELECT id FROM budget WHERE id = $1 AND ($2::uuid IS NULL OR holder_id = $2)`,
      [budgetId, holderId],
    );
    if (!budget) throw notFound('budget');
    const text = requireText('text', asked.text, 'Say why', 2_000);
    await tx.query(
      `INSERT INTO review_request (council_id, budget_id, why, text, asked_by, asked_how, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[principal.councilId, budgetId, why, text, principal.personId],
        ...[principal.actingFor?.contact?.how ?? null, this.clock.now()],
      ],
    );
    const subject = {kind: 'budget', id: budgetId};
    await this.audit.record(tx, {...by(principal), action: 'budget_review.asked_for', subject, after: {why}});
  }

  /** @throws REVIEW_ASKED when one waits already */
  private async once(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (databaseError(error)?.constraint !== 'review_request_budget_id_key') throw error;
      throw new DomainError(
        'conflict',
        'REVIEW_ASKED',
        'A review has been asked for already. The council will be in touch.',
      );
    }
  }
}
