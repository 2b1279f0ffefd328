import {Injectable} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {ReadBudgets} from '../budget/read-budgets.js';
import {Funds} from '../ledger/funds.js';
import {Ledger} from '../ledger/ledger.js';
import {FundStatement} from './fund.entity.js';
import {availableBy, takeFrom} from './fund-money.js';

/** The person says that the month was so, and the money of it is spent; or asks about it, and the fund holder sends it again. */
@Injectable()
export class AnswerFundStatement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, ILLEGAL_TRANSITION, ALLOCATION_INSUFFICIENT */
  confirm(principal: Principal, id: string): Promise<void> {
    return this.answer(principal, id, null);
  }

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION */
  query(principal: Principal, id: string, text: string): Promise<void> {
    return this.answer(principal, id, text);
  }

  private async answer(principal: Principal, id: string, text: string | null): Promise<void> {
    requirePermission(principal, 'budget:spend');
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const statement = await this.own(tx, principal, id);
        const query = text === null ? null : requireText('text', text, 'Say what is not right', 1_000);
        if (statement.state !== 'sent') throw answered();
        if (query === null) await this.spend(tx, principal, statement);
        const state = query === null ? ('confirmed' as const) : ('queried' as const);
        const answeredBy = principal.personId;
        await tx.update(FundStatement, {id}, {state, query, answeredBy, answeredAt: this.clock.now()});
        const subject = {kind: 'budget_line', id: statement.lineId};
        const after = {statement_id: id};
        await this.audit.record(tx, {...by(principal), action: `fund_statement.${state}`, subject, after});
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'fund_statement_stays') throw error;
      throw new DomainError(
        'refused',
        'ILLEGAL_TRANSITION',
        'The next month’s statement is there already. Ask the fund holder or the council.',
      );
    }
  }

  private async spend(tx: Tx, principal: Principal, {id, lineId, month, costPence}: FundStatement): Promise<void> {
    const known = await availableBy(tx, lineId, month);
    const locked = await this.funds.lockById(
      tx,
      known.map((period) => period.id),
    );
    const from = takeFrom(locked, costPence);
    if (!from) {
      throw new DomainError(
        'refused',
        'ALLOCATION_INSUFFICIENT',
        'The fund has less money left than this month costs. Ask the council.',
      );
    }
    await this.ledger.buy(tx, {...by(principal), kind: 'fund_statement', id}, from);
  }

  private async own(tx: Tx, principal: Principal, id: string): Promise<FundStatement> {
    const holderId = await this.mayAct.require(tx, principal, 'approve_hours');
    const statement = await tx.findOne(FundStatement, {where: {id}, lock: {mode: 'for_no_key_update'}});
    const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'approve_hours'));
    if (!statement || !lines.some((line) => line.id === statement.lineId)) throw notFound('statement');
    return statement;
  }
}

function answered(): DomainError {
  return new DomainError('refused', 'ILLEGAL_TRANSITION', 'This statement was answered already.');
}
