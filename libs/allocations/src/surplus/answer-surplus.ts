import {Injectable} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ReadBudgets} from '../budget/read-budgets.js';
import {SurplusLetter, type SurplusAnswer} from './surplus-letter.entity.js';

/** What the person says to a letter: something to save for, why there is money left, or that the council may have it back. */
@Injectable()
export class AnswerSurplus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION when it is answered or decided */
  run(principal: Principal, id: string, answer: SurplusAnswer, text: string | null): Promise<void> {
    requirePermission(principal, 'budget:spend');
    return this.uow.run(principal.councilId, async (tx) => {
      const letter = await this.own(tx, principal, id);
      const needed = answer === 'save' ? 'Say what you want to save for' : 'Say why there is money left';
      const said = answer === 'pay_back' && !text?.trim() ? null : requireText('text', text ?? '', needed, 2_000);
      if (letter.answeredAt || letter.decidedAt) {
        throw new DomainError(
          'refused',
          'ILLEGAL_TRANSITION',
          'This letter was answered already. Ask the council if something has changed.',
        );
      }
      const answeredHow = principal.actingFor?.contact?.how ?? null;
      await tx.update(
        SurplusLetter,
        {id},
        {answer, answerText: said, answeredBy: principal.personId, answeredHow, answeredAt: this.clock.now()},
      );
      const subject = {kind: 'budget_line', id: letter.lineId};
      const after = {letter_id: id, answer};
      await this.audit.record(tx, {...by(principal), action: 'surplus_letter.answered', subject, after});
    });
  }

  private async own(tx: Tx, principal: Principal, id: string): Promise<SurplusLetter> {
    const holderId = await this.mayAct.require(tx, principal, 'approve_hours');
    const letter = await tx.findOne(SurplusLetter, {where: {id}, lock: {mode: 'for_no_key_update'}});
    const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'approve_hours'));
    if (!letter || !lines.some((line) => line.id === letter.lineId)) throw notFound('letter');
    return letter;
  }
}
