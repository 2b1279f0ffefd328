import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import type {Outcome} from './plan-content.js';
import {readContent} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';

/** What somebody wanted of their support, from the plan that the council accepted last: for the review of their budget. */
@Injectable()
export class AcceptedOutcomes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Nothing where no plan was accepted. That it was read is on record. @throws FORBIDDEN */
  of(principal: Principal, personId: string): Promise<{planId: string; outcomes: Outcome[]} | null> {
    requirePermission(principal, 'review:record');
    return this.uow.run(principal.councilId, async (tx) => {
      const plan = await tx.findOne(SupportPlan, {where: {personId, state: 'accepted'}, order: {number: 'DESC'}});
      if (!plan) return null;
      const subject = {kind: 'support_plan', id: plan.id};
      await this.audit.record(tx, {...by(principal), action: 'support_plan.read', subject});
      return {planId: plan.id, outcomes: (await readContent(tx, plan)).outcomes};
    });
  }
}
