import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requireText, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {Invoice} from './invoice.entity.js';
import {InvoiceParties} from './invoice-parties.js';
import {nextNumber} from './next-number.js';

/** An invoice is found right, asked about, or taken back. */
@Injectable()
export class AnswerInvoice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: InvoiceParties,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The holder, or who acts for them, says that it is right. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  approve(principal: Principal, id: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.parties.lockFor(tx, principal, id, 'holder', 'approve');
      const approvedHow = principal.actingFor?.contact?.how ?? null;
      const approved = {approvedBy: principal.personId, approvedHow, approvedAt: this.clock.now()};
      await tx.update(Invoice, {id}, {state: 'approved', ...approved, queryReason: null});
      await this.audit.record(tx, {...by(principal), action: 'invoice.approved', subject: {kind: 'invoice', id}});
      await this.outbox.publish(tx, principal.councilId, 'invoice.approved', id);
    });
  }

  /** The holder asks about it. @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION */
  query(principal: Principal, id: string, reason: string): Promise<void> {
    const why = requireText('reason', reason, 'Say what is wrong', 500);
    return this.uow.run(principal.councilId, async (tx) => {
      await this.parties.lockFor(tx, principal, id, 'holder', 'query');
      await tx.update(Invoice, {id}, {state: 'queried', queryReason: why});
      const subject = {kind: 'invoice', id};
      await this.audit.record(tx, {...by(principal), action: 'invoice.queried', subject, reason: why});
      await this.outbox.publish(tx, principal.councilId, 'invoice.queried', id);
    });
  }

  /**
   * Whoever issued it takes it back with a credit note, which has a number too; its visits can be invoiced again.
   * @returns the credit note's id
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION once it is paid
   */
  credit(principal: Principal, id: string, reason: string): Promise<string> {
    const why = requireText('reason', reason, 'Say why it is taken back', 500);
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId, personId} = principal;
      const invoice = await this.parties.lockFor(tx, principal, id, 'worker', 'credit');
      await tx.update(Invoice, {id}, {state: 'credited'});
      await tx.query(`UPDATE invoice_line SET stands = false WHERE invoice_id = $1`, [id]);
      await tx.query(
        `UPDATE invoice_payment SET taken_back_at = $2, taken_back_by = $3 WHERE invoice_id = $1 AND taken_back_at IS NULL`,
        [...[id, this.clock.now(), personId]],
      );
      const number = await nextNumber(tx, councilId, invoice.listingId);
      const [note] = await tx.query<[{id: string}]>(
        `INSERT INTO invoice (council_id, listing_id, holder_id, number, kind, credits_id, total_pence, reason, issued_by, issued_at)
         VALUES ($1, $2, $3, $4, 'credit_note', $5, $6, $7, $8, $9) RETURNING id`,
        [
          ...[councilId, invoice.listingId, invoice.holderId, number, id, invoice.totalPence, why, personId],
          ...[this.clock.now()],
        ],
      );
      const subject = {kind: 'invoice', id};
      const after = {credit_note: number, total_pence: invoice.totalPence};
      await this.audit.record(tx, {...by(principal), action: 'invoice.credited', subject, reason: why, after});
      await this.outbox.publish(tx, councilId, 'invoice.credited', id);
      return note.id;
    });
  }
}
