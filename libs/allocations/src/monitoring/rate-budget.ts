import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {addMonths, Clock, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import type {Rating} from './monitoring-rule.entity.js';

export interface NewRating {
  rating: Rating;
  /** The person reads it. */
  reason: string;
  reviewBy: Day;
}

/** Says how closely a budget is looked at, why, and by when that is thought about again. */
@Injectable()
export class RateBudget {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, budgetId: string, {rating, reason, reviewBy}: NewRating): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const {councilId, personId} = principal;
    const now = this.clock.now();
    const today = londonDay(now);
    const why = requireText('reason', reason, 'Say why, in words for the person', 1_000);
    if (!isDay(reviewBy) || reviewBy <= today || reviewBy > addMonths(today, 12)) {
      throw invalid({field: 'review_by', message: 'Choose a day after today, within a year.'});
    }
    await this.uow.run(councilId, async (tx) => {
      const [budget] = await tx.query<object[]>(`SELECT id FROM budget WHERE id = $1`, [budgetId]);
      if (!budget) throw notFound('budget');
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO budget_rating (council_id, budget_id, rating, reason, review_by, rated_by, rated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [councilId, budgetId, rating, why, reviewBy, personId, now],
      );
      const subject = {kind: 'budget', id: budgetId};
      const after = {rating_id: row.id, rating, review_by: reviewBy};
      await this.audit.record(tx, {...by(principal), action: 'budget.rated', subject, reason: why, after});
      await this.outbox.publish(tx, councilId, 'budget.rated', row.id);
    });
  }
}
