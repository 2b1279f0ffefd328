import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, mayFor, Names, type ContactWay, type Principal} from '@app/identity';
import {forbidden, notFound, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {PlanContent} from './plan-content.js';
import {weekMinutes, weekPence} from './plan-cost.js';
import {readContent} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';
import type {PlanState} from './support-plan.state.js';
import {WeeklyFigure} from './weekly-figure.js';

export interface PlanSummary {
  id: string;
  number: number;
  state: PlanState;
  person: {id: string; name: string};
  startedBy: string;
  createdAt: Date;
  agreedAt: Date | null;
  decidedAt: Date | null;
}

export interface PlanView extends PlanSummary {
  content: PlanContent;
  revision: number;
  /** About what the rough week costs. */
  weeklyPence: Pence;
  weekMinutes: number;
  /** What it is held against; null where there is none, or who looks may not see the budget. */
  figurePence: Pence | null;
  offeredBy: string | null;
  agreedBy: string | null;
  agreedHow: ContactWay | null;
  decidedBy: string | null;
  reasons: string | null;
}

/** Plans as the person, who acts for them, and the council read them. */
@Injectable()
export class ReadPlans {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly figure: WeeklyFigure,
    private readonly audit: AuditTrail,
  ) {}

  /** Every version, the newest first. @throws FORBIDDEN */
  mine(principal: Principal): Promise<PlanSummary[]> {
    const personId = holderFor(principal, 'see_plan');
    return this.uow.run(principal.councilId, (tx) => this.list(tx, `person_id = $1`, [personId]));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<PlanView> {
    const personId = holderFor(principal, 'see_plan');
    return this.uow.run(principal.councilId, async (tx) => {
      const plan = await tx.findOneBy(SupportPlan, {id, personId});
      if (!plan) throw notFound('plan');
      return this.view(tx, plan, mayFor(principal, 'see_budget'));
    });
  }

  /** What waits for the council, the longest waiting first. @throws FORBIDDEN */
  waiting(principal: Principal): Promise<PlanSummary[]> {
    requireDeciding(principal);
    return this.uow.run(principal.councilId, (tx) => this.list(tx, `state = 'agreed'`, [], 'agreed_at'));
  }

  /** From when somebody agreed it on. That it was read is on record. @throws FORBIDDEN, NOT_FOUND */
  forCouncil(principal: Principal, id: string): Promise<PlanView> {
    requireDeciding(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const plan = await tx.findOneBy(SupportPlan, {id});
      if (!plan || ['draft', 'offered'].includes(plan.state)) throw notFound('plan');
      await this.audit.record(tx, {...by(principal), action: 'support_plan.read', subject: {kind: 'support_plan', id}});
      return this.view(tx, plan, true);
    });
  }

  private list(tx: Tx, where: string, values: unknown[], order = 'number DESC'): Promise<PlanSummary[]> {
    return tx.query<PlanSummary[]>(
      `SELECT s.id, s.number, s.state, json_build_object('id', p.id, 'name', p.name) AS person, w.name AS "startedBy",
              s.created_at AS "createdAt", s.agreed_at AS "agreedAt", s.decided_at AS "decidedAt"
       FROM support_plan s JOIN person p ON p.id = s.person_id JOIN person w ON w.id = s.started_by
       WHERE s.${where} ORDER BY s.${order}, s.id LIMIT 200`,
      values,
    );
  }

  private async view(tx: Tx, plan: SupportPlan, seesBudget: boolean): Promise<PlanView> {
    const content = await readContent(tx, plan);
    const {id, number, state, revision, createdAt, agreedAt, decidedAt, agreedHow, reasons} = plan;
    const people = [plan.personId, plan.startedBy, plan.offeredBy, plan.agreedBy, plan.decidedBy];
    const names = await this.names.of(
      tx,
      people.filter((each) => each !== null),
    );
    const name = (of: string | null) => of && (names.get(of) ?? '');
    const figurePence = plan.agreedAt ? plan.figurePence : await this.figure.of(tx, plan);
    return {
      ...{id, number, state, revision, createdAt, agreedAt, decidedAt, agreedHow, reasons, content},
      person: {id: plan.personId, name: name(plan.personId) ?? ''},
      startedBy: name(plan.startedBy) ?? '',
      offeredBy: name(plan.offeredBy),
      agreedBy: name(plan.agreedBy),
      decidedBy: name(plan.decidedBy),
      weeklyPence: plan.weeklyPence ?? weekPence(content.times),
      weekMinutes: weekMinutes(content.times),
      figurePence: seesBudget ? figurePence : null,
    };
  }
}

function requireDeciding(principal: Principal): void {
  if (!principal.permissions.has('plan:decide')) throw forbidden('You do not have permission to do this.');
}
