import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Power, type Principal} from '@app/identity';
import {Clock, invalid} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {planEmpty, planMoved} from '../plans.errors.js';
import {weekPence} from './plan-cost.js';
import {lockPlan, readContent} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';
import {supportPlanMachine} from './support-plan.state.js';
import {WeeklyFigure} from './weekly-figure.js';

type Step = 'offer' | 'agree' | 'change';

/** From a draft to a plan that the person stands behind, and back to a draft where something is to change. */
@Injectable()
export class AgreePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly figure: WeeklyFigure,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Whoever wrote it for somebody asks them to agree. @throws FORBIDDEN, NOT_FOUND, PLAN_EMPTY, ILLEGAL_TRANSITION */
  offer(principal: Principal, id: string): Promise<void> {
    return this.step(principal, id, 'offer', null, (tx, plan) => this.requireSomething(tx, plan));
  }

  /** The person's own, or of whoever decides for them. @throws FORBIDDEN, NOT_FOUND, PLAN_EMPTY, ILLEGAL_TRANSITION */
  agree(principal: Principal, id: string): Promise<void> {
    return this.step(principal, id, 'agree', null, (tx, plan) => this.requireSomething(tx, plan));
  }

  /** To be written in again. @param what should change; it goes to who wrote it @throws as above, VALIDATION_FAILED */
  async change(principal: Principal, id: string, what: string | null): Promise<void> {
    const reason = what?.normalize('NFC').trim() || null;
    if (reason && reason.length > 500) throw invalid({field: 'what', message: 'Use 500 characters or fewer.'});
    await this.step(principal, id, 'change', reason, async () => {});
  }

  private step(
    principal: Principal,
    id: string,
    step: Step,
    reason: string | null,
    check: (tx: Tx, plan: SupportPlan) => Promise<void>,
  ): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const plan = await lockPlan(tx, id, principal.actingFor?.personId ?? principal.personId);
      await this.mayAct.require(tx, principal, powerFor(step, plan));
      if (!supportPlanMachine.can(plan.state, step)) throw planMoved();
      await check(tx, plan);
      const state = supportPlanMachine.transitions[step].to;
      await tx.update(SupportPlan, {id}, {state, ...(await this.columns(tx, principal, step, plan))});
      const action = {offer: 'support_plan.offered', agree: 'support_plan.agreed', change: 'support_plan.reopened'}[
        step
      ];
      const subject = {kind: 'support_plan', id};
      await this.audit.record(tx, {...by(principal), action, subject, reason: reason ?? undefined});
      await this.outbox.publish(tx, principal.councilId, action, id);
    });
  }

  private async columns(tx: Tx, principal: Principal, step: Step, plan: SupportPlan): Promise<Partial<SupportPlan>> {
    if (step === 'offer') return {offeredBy: principal.personId};
    if (step === 'change')
      return {agreedBy: null, agreedHow: null, agreedAt: null, weeklyPence: null, figurePence: null};
    const {times} = await readContent(tx, plan);
    return {
      agreedBy: principal.personId,
      agreedHow: principal.actingFor?.contact?.how ?? null,
      agreedAt: this.clock.now(),
      weeklyPence: weekPence(times),
      figurePence: await this.figure.of(tx, plan),
    };
  }

  private async requireSomething(tx: Tx, plan: SupportPlan): Promise<void> {
    if ((await readContent(tx, plan)).outcomes.length === 0) throw planEmpty();
  }
}

/** Whoever writes takes back what they offered; what was agreed, only whoever may agree. */
function powerFor(step: Step, {state}: SupportPlan): Power {
  if (step === 'offer') return 'write_plan';
  if (step === 'agree') return 'agree_plan';
  return state === 'agreed' ? 'agree_plan' : 'write_plan';
}
