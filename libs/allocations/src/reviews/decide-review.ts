import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Relations, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {ChangeLine} from '../budget/change-line.js';
import {BudgetReview} from './budget-review.entity.js';
import {changeOf, type ReviewedChange} from './record-review.js';

export const REVIEW_DECISIONS = ['approved', 'refused'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

export interface DecidedReview {
  decision: ReviewDecision;
  /** Why; a refusal says what would have to be different. */
  note: string | null;
  /** A later first day, where the one that was meant has come meanwhile. */
  fromDay: Day | null;
}

/** What a reviewer may not decide alone, somebody else does: never the one who held the review. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: ChangeLine,
    private readonly relations: Relations,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, FOUR_EYES, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, ALLOCATION_INSUFFICIENT */
  run(principal: Principal, id: string, given: DecidedReview): Promise<void> {
    requirePermission(principal, 'review:approve');
    const {councilId, personId} = principal;
    const now = this.clock.now();
    return this.uow.run(councilId, async (tx) => {
      const review = await tx.findOne(BudgetReview, {where: {id}, lock: {mode: 'for_no_key_update'}});
      if (!review) throw notFound('review');
      await this.requireDistance(tx, personId, review);
      if (review.state !== 'waiting') {
        throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This review does not wait for a decision any more.');
      }
      const {decision} = given;
      const needsNote = decision === 'refused' || given.note?.trim();
      const decidedNote = needsNote ? requireText('note', given.note ?? '', 'Say why', 1_000) : null;
      const change = plannedChange(review, given, londonDay(now));
      const changed =
        decision === 'approved'
          ? await this.changes.within(tx, principal, change.lineId, changeOf(change, review))
          : null;
      await tx.update(
        BudgetReview,
        {id},
        {
          ...{state: decision, decidedBy: personId, decidedAt: now, decidedNote, changeId: changed?.id ?? null},
          ...(changed && {fromDay: change.fromDay}),
        },
      );
      const subject = {kind: 'budget', id: review.budgetId};
      const after = {review_id: id, from_day: change.fromDay, change_id: changed?.id ?? null};
      const reason = decidedNote ?? undefined;
      await this.audit.record(tx, {...by(principal), action: `budget_review.${decision}`, subject, reason, after});
      if (decision === 'approved') await this.outbox.publish(tx, councilId, 'budget_review.decided', id);
    });
  }

  private async requireDistance(tx: Tx, personId: string, {recordedBy, budgetId}: BudgetReview): Promise<void> {
    if (personId === recordedBy) {
      throw new DomainError('forbidden', 'FOUR_EYES', 'You held this review. Somebody else has to decide.');
    }
    const [budget] = await tx.query<{holderId: string}[]>(`SELECT holder_id AS "holderId" FROM budget WHERE id = $1`, [
      budgetId,
    ]);
    const near = budget ? await this.relations.inForce(tx, budget.holderId) : [];
    if (personId !== budget?.holderId && !near.some((each) => each.personId === personId)) return;
    throw new DomainError(
      'forbidden',
      'OWN_REVIEW',
      'You cannot decide about your own budget, or that of somebody you act for.',
    );
  }
}

/** @throws VALIDATION_FAILED when its first day has come, or another is no later one */
function plannedChange(review: BudgetReview, {decision, fromDay}: DecidedReview, today: Day): ReviewedChange {
  const {lineId, result, weeklyPence, contributionWeeklyPence} = review;
  const planned = review.fromDay;
  if (!lineId || !planned) throw notFound('review');
  const day = fromDay ?? planned;
  if (decision === 'approved' && (!isDay(day) || day < planned || day <= today)) {
    throw invalid({field: 'from_day', message: 'Choose a day after today, and no earlier than was planned.'});
  }
  if (result === 'end') return {result, lineId, fromDay: day};
  return {
    result: 'amount',
    lineId,
    fromDay: day,
    weeklyPence: weeklyPence ?? 0,
    contributionWeeklyPence: contributionWeeklyPence ?? 0,
  };
}
