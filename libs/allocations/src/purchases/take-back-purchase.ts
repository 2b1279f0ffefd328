import {Injectable} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ReadBudgets} from '../budget/read-budgets.js';
import {HandOn} from '../finance/hand-on.js';
import {Ledger} from '../ledger/ledger.js';

/** A purchase that was written down wrongly stays to be seen, and its money goes back by a reversal that names it. */
@Injectable()
export class TakeBackPurchase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
    private readonly handsOn: HandOn,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION when it is taken back */
  async run(principal: Principal, id: string, reason: string): Promise<void> {
    requirePermission(principal, 'budget:spend');
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'write_purchases');
      const purchase = await this.lock(tx, principal, holderId, id);
      const why = requireText('reason', reason, 'Say what was wrong', 500);
      if (purchase.takenBack) {
        throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This purchase was taken back already.');
      }
      const {periodId} = purchase;
      const cause = {...by(principal), kind: 'purchase', id};
      const next = periodId ? await this.handsOn.lock(tx, periodId) : null;
      await this.ledger.reverse(tx, cause, id);
      if (periodId) await this.handsOn.run(tx, cause, periodId, next);
      await tx.query(`UPDATE purchase SET taken_back_at = $2, taken_back_by = $3, taken_back_why = $4 WHERE id = $1`, [
        id,
        this.clock.now(),
        principal.personId,
        why,
      ]);
      const subject = {kind: 'budget_line', id: purchase.lineId};
      const after = {purchase_id: id};
      await this.audit.record(tx, {...by(principal), action: 'purchase.taken_back', subject, reason: why, after});
    });
  }

  private async lock(tx: Tx, principal: Principal, holderId: string, id: string) {
    const [purchase] = await tx.query<{lineId: string; periodId: string | null; takenBack: boolean}[]>(
      `SELECT line_id AS "lineId", period_id AS "periodId", taken_back_at IS NOT NULL AS "takenBack"
       FROM purchase WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'write_purchases'));
    if (!purchase || !lines.some((line) => line.id === purchase.lineId)) throw notFound('purchase');
    return purchase;
  }
}
