import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import {Application} from '../applications/application.entity.js';
import {OPEN_STATES} from '../applications/application.state.js';
import {Decision} from '../applications/decision.entity.js';
import {moveApplication} from '../applications/move-application.js';
import {ApprovalCondition} from '../conditions/condition.entity.js';
import {Conditions, type NewCondition} from '../conditions/conditions.js';
import {applicationOpen} from '../register.errors.js';
import {Sanctions} from '../sanctions/sanctions.js';
import {requireMayLift} from '../suspension/lift-suspension.js';
import {Suspension} from '../suspension/suspension.entity.js';
import type {Appeal, AppealEffect} from './appeal.entity.js';

/** Does what an answer to an appeal says, in its transaction. */
@Injectable()
export class CarryOutAppeal {
  constructor(
    private readonly conditions: Conditions,
    private readonly sanctions: Sanctions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    tx: Tx,
    principal: Principal,
    appeal: Appeal,
    effect: AppealEffect,
    condition: NewCondition | undefined,
  ): Promise<void> {
    if (effect === 'reopened') await this.reopen(tx, principal, appeal);
    if (effect === 'condition_removed' || effect === 'condition_changed') {
      await this.change(tx, principal, appeal, condition);
    }
    if (effect === 'suspension_lifted') await this.lift(tx, principal, appeal);
    if (effect === 'reinstated') await this.reinstate(tx, principal, appeal);
  }

  /** @throws APPLICATION_OPEN when they have applied again meanwhile: that goes on, and this is for an officer to sort out */
  private async reopen(tx: Tx, principal: Principal, appeal: Appeal): Promise<void> {
    const {applicationId: id} = await tx.findOneByOrFail(Decision, {id: String(appeal.decisionId)});
    const open = await tx.findOneBy(Application, {memberId: appeal.memberId, state: In(OPEN_STATES)});
    if (open) throw applicationOpen(open.id);
    const application = await tx.findOneOrFail(Application, {where: {id}, lock: {mode: 'pessimistic_write'}});
    await moveApplication(tx, application, 'reopen', this.clock.now(), {closedAt: null, readyAt: null});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.reopened',
      subject: {kind: 'application', id},
      after: {appealId: appeal.id},
    });
  }

  /** It binds no more from today; what was decided stays to be read. */
  private async change(tx: Tx, principal: Principal, appeal: Appeal, instead: NewCondition | undefined): Promise<void> {
    const id = String(appeal.conditionId);
    const {memberId, decisionId} = await tx.findOneByOrFail(ApprovalCondition, {id});
    await tx.update(
      ApprovalCondition,
      {id, metOn: IsNull()},
      {metOn: londonDay(this.clock.now()), metRecordedBy: principal.personId, appealId: appeal.id},
    );
    if (instead) await this.conditions.add(tx, principal, {memberId, decisionId}, [instead]);
  }

  /** @throws FORBIDDEN where another team looks after it */
  private async lift(tx: Tx, principal: Principal, {suspensionId, memberId}: Appeal): Promise<void> {
    await requireMayLift(tx, principal, memberId);
    const {affected} = await tx.update(
      Suspension,
      {id: String(suspensionId), endsAt: IsNull()},
      {endsAt: this.clock.now(), liftedBy: principal.personId},
    );
    if (!affected) return;
    await this.audit.record(tx, {
      ...by(principal),
      action: 'member.suspension_lifted',
      subject: {kind: 'member', id: memberId},
    });
  }

  private async reinstate(tx: Tx, principal: Principal, {sanctionId, memberId}: Appeal): Promise<void> {
    const termination = await this.sanctions.termination(tx, memberId);
    if (termination?.id !== sanctionId) return;
    await this.sanctions.lift(tx, principal, String(sanctionId), londonDay(this.clock.now()));
    await this.audit.record(tx, {
      ...by(principal),
      action: 'member.reinstated',
      subject: {kind: 'member', id: memberId},
      after: {sanctionId},
    });
  }
}
