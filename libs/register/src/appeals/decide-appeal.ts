import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {NewCondition} from '../conditions/conditions.js';
import {appealClosed, hadPart, notHandler} from '../register.errors.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {AppealAccess} from './appeal-access.js';
import {APPEAL_EFFECTS} from './appeal-effects.js';
import {Appeal, type AppealEffect, type AppealOutcome} from './appeal.entity.js';
import {appealMachine} from './appeal.state.js';
import {CarryOutAppeal} from './carry-out-appeal.js';

/** Told with the appeal's id. */
export const APPEAL_DECIDED = 'appeal.decided';

export interface AppealAnswer {
  outcome: AppealOutcome;
  /** What whoever appealed is told. */
  reasons: string;
  /** In place of the condition, when an appeal against one is partly upheld. */
  condition?: NewCondition | undefined;
}

/** Answers an appeal, once, with what follows from it, by whoever took it. */
@Injectable()
export class DecideAppeal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AppealAccess,
    private readonly effects: CarryOutAppeal,
    private readonly standingChanged: StandingChanged,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, VALIDATION_FAILED, NOT_HANDLER, HAD_PART, APPEAL_CLOSED, APPLICATION_OPEN */
  async run(principal: Principal, id: string, answer: AppealAnswer): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.decide(tx, principal, id, answer));
    } catch (error) {
      if (databaseError(error)?.constraint === 'appeal_no_part') throw hadPart();
      throw error;
    }
  }

  private async decide(tx: Tx, principal: Principal, id: string, answer: AppealAnswer): Promise<void> {
    const appeal = await this.access.forStaff(tx, principal, id);
    const effect = this.effectOf(appeal, answer);
    await this.access.requireNoPart(tx, principal, appeal);
    if (appeal.state === 'received') throw notHandler();
    if (!appealMachine.can(appeal.state, 'decide')) throw appealClosed();
    if (appeal.handledBy !== principal.personId) throw notHandler();
    const {outcome, reasons} = answer;
    await tx.update(Appeal, {id}, {state: 'decided', outcome, effect, reasons: reasons.trim()});
    await this.effects.run(tx, principal, appeal, effect, answer.condition);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'appeal.decided',
      subject: {kind: 'member', id: appeal.memberId},
      after: {appealId: id, outcome, effect},
    });
    await this.outbox.publish(tx, principal.councilId, APPEAL_DECIDED, id);
    if (effect !== 'none') await this.standingChanged.publish(tx, principal.councilId, appeal.memberId);
  }

  private effectOf({against}: Appeal, {outcome, reasons, condition}: AppealAnswer): AppealEffect {
    const effect = APPEAL_EFFECTS[against][outcome];
    if (!effect) throw invalid({field: 'outcome', message: 'This is either upheld or dismissed.'});
    if (!reasons.trim() || reasons.length > 4_000) {
      throw invalid({field: 'reasons', message: 'Give the reasons in 4,000 characters or fewer.'});
    }
    if ((effect === 'condition_changed') !== Boolean(condition)) {
      throw invalid({
        field: 'condition',
        message: 'Give the changed condition when it is partly upheld, and only then.',
      });
    }
    if (condition && (!condition.text.trim() || condition.text.length > 1_000)) {
      throw invalid({field: 'condition.text', message: 'Say what is asked for in 1,000 characters or fewer.'});
    }
    if (condition?.dueOn && condition.dueOn < londonDay(this.clock.now())) {
      throw invalid({field: 'condition.due_on', message: 'The day it is due is in the past.'});
    }
    return effect;
  }
}
