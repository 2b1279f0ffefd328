import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {planChanged, planNotDraft} from '../plans.errors.js';
import {checkContent, type PlanContent} from './plan-content.js';
import {lockPlan, writeParts} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';

/** Writes in a draft: the whole of it, by whoever had read what stands in it. */
@Injectable()
export class WritePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param revision the one that was read
   * @throws VALIDATION_FAILED, FORBIDDEN, NOT_FOUND, PLAN_NOT_DRAFT, PLAN_CHANGED when somebody wrote in between
   */
  async run(principal: Principal, id: string, revision: number, given: PlanContent): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const personId = await this.mayAct.require(tx, principal, 'write_plan');
      const plan = await lockPlan(tx, id, personId);
      const content = checkContent(given);
      if (plan.state !== 'draft') throw planNotDraft();
      if (plan.revision !== revision) throw planChanged();
      const {about, backup, helpedBy, indicativePence} = content;
      await tx.update(SupportPlan, {id}, {about, backup, helpedBy, indicativePence, revision: revision + 1});
      await writeParts(tx, plan, content);
      const after = Object.fromEntries(
        (['outcomes', 'help', 'risks', 'times'] as const).map((part) => [part, content[part].length]),
      );
      const subject = {kind: 'support_plan', id};
      await this.audit.record(tx, {...by(principal), action: 'support_plan.written', subject, after});
    });
  }
}
