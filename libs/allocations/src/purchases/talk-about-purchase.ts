import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';

/** Somebody of the council had the conversation, and writes down what came of it. */
@Injectable()
export class TalkAboutPurchase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION */
  async run(principal: Principal, id: string, note: string): Promise<void> {
    requirePermission(principal, 'budget:manage');
    await this.uow.run(principal.councilId, async (tx) => {
      const [purchase] = await tx.query<{lineId: string; talked: boolean}[]>(
        `SELECT line_id AS "lineId", talked_at IS NOT NULL AS talked FROM purchase WHERE id = $1 FOR NO KEY UPDATE`,
        [id],
      );
      if (!purchase) throw notFound('purchase');
      const said = requireText('note', note, 'Say what came of it', 1_000);
      if (purchase.talked) throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This was talked about already.');
      await tx.query(`UPDATE purchase SET talked_at = $2, talked_by = $3, talked_note = $4 WHERE id = $1`, [
        ...[id, this.clock.now(), principal.personId, said],
      ]);
      const subject = {kind: 'budget_line', id: purchase.lineId};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'purchase.talked_about',
        subject,
        after: {purchase_id: id},
      });
    });
  }
}
