import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Relations, type Principal} from '@app/identity';
import {Clock, forbidden, formatPounds, invalid} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {overLimit, ownPlan, planMoved} from '../plans.errors.js';
import {PlanLimits} from './plan-limits.js';
import {lockPlan} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';
import {supportPlanMachine} from './support-plan.state.js';

export const PLAN_OUTCOMES = ['accepted', 'returned'] as const;
export type PlanOutcome = (typeof PLAN_OUTCOMES)[number];

const STEPS = {accepted: 'accept', returned: 'return'} as const;

/** The council accepts what the person agreed, within the limit of who decides, or says why not. */
@Injectable()
export class DecidePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly limits: PlanLimits,
    private readonly relations: Relations,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN for one's own, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, PLAN_OVER_LIMIT */
  run(principal: Principal, id: string, given: {outcome: PlanOutcome; reasons: string | null}): Promise<void> {
    if (!principal.permissions.has('plan:decide')) throw forbidden('You do not have permission to do this.');
    const {councilId, personId: decidedBy} = principal;
    const {outcome} = given;
    const reasons = given.reasons?.normalize('NFC').trim() || null;
    if (reasons && reasons.length > 2_000) throw invalid({field: 'reasons', message: 'Use 2,000 characters or fewer.'});
    return this.uow.run(councilId, async (tx) => {
      const plan = await lockPlan(tx, id, null);
      if (!supportPlanMachine.can(plan.state, STEPS[outcome])) throw planMoved();
      await this.requireDistance(tx, principal, plan);
      const limitPence = await this.limits.of(tx, principal);
      requireReasons(plan, outcome, reasons);
      if (outcome === 'accepted') {
        if (limitPence !== null && (plan.weeklyPence ?? 0) > limitPence) throw overLimit(limitPence);
        await tx.update(SupportPlan, {personId: plan.personId, state: 'accepted'}, {state: 'replaced'});
      }
      const decided = {state: outcome, decidedBy, decidedAt: this.clock.now(), limitPence, reasons};
      await tx.update(SupportPlan, {id}, decided);
      const action = `support_plan.${outcome}`;
      const subject = {kind: 'support_plan', id};
      const after = {weekly_pence: plan.weeklyPence, figure_pence: plan.figurePence, limit_pence: limitPence};
      await this.audit.record(tx, {...by(principal), action, subject, reason: reasons ?? undefined, after});
      await this.outbox.publish(tx, councilId, action, id);
    });
  }

  /** Nobody decides what they had a part in. */
  private async requireDistance(tx: Tx, {personId}: Principal, plan: SupportPlan): Promise<void> {
    if ([plan.personId, plan.startedBy, plan.agreedBy].includes(personId)) throw ownPlan();
    if ((await this.relations.inForce(tx, plan.personId)).some((each) => each.personId === personId)) throw ownPlan();
  }
}

function requireReasons({weeklyPence, figurePence}: SupportPlan, outcome: PlanOutcome, reasons: string | null): void {
  if (reasons) return;
  if (outcome === 'returned') throw invalid({field: 'reasons', message: 'Say why, and what would have to change.'});
  if (figurePence !== null && (weeklyPence ?? 0) > figurePence) {
    const over = formatPounds((weeklyPence ?? 0) - figurePence);
    throw invalid({field: 'reasons', message: `It is ${over} a week over the figure. Say why it is accepted.`});
  }
}
