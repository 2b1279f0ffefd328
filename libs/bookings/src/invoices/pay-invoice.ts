import {Injectable} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {AuditTrail, by, linesFor, type Principal} from '@app/identity';
import {Clock, invalid, isDay, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {Idempotency, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Invoice, PAYMENT_METHODS, type PaymentMethod} from './invoice.entity.js';
import {InvoiceParties} from './invoice-parties.js';

export interface NewPayment {
  lineId: string;
  method: PaymentMethod;
  pence: Pence;
  paidOn: Day;
}

/** The holder, or who acts for them, marks that an invoice was paid: from which line, and how. The issuer is told. */
@Injectable()
export class PayInvoice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: InvoiceParties,
    private readonly budgets: ReadBudgets,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @param key sent twice with one key, it is marked once
   * @returns what is still owed
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION until it is approved
   */
  run(principal: Principal, id: string, payment: NewPayment, key: string | null): Promise<{leftPence: Pence}> {
    requireSensible(payment, londonDay(this.clock.now()));
    const {councilId, accountId} = principal;
    return this.uow.run(councilId, (tx) =>
      this.idempotency.once(tx, {councilId, accountId, key, request: {pays: id, ...payment}}, () =>
        this.pay(tx, principal, id, payment),
      ),
    );
  }

  /** A payment that was marked by mistake. @throws NOT_FOUND */
  async takeBack(principal: Principal, id: string, paymentId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOne(Invoice, {where: {id}, lock: {mode: 'for_no_key_update'}});
      const side = found && (await this.parties.sideOf(tx, principal, found, 'approve_hours'));
      if (!found || side !== 'holder') throw notFound('invoice');
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE invoice_payment SET taken_back_at = $3, taken_back_by = $4
         WHERE id = $1 AND invoice_id = $2 AND taken_back_at IS NULL`,
        [paymentId, id, this.clock.now(), principal.personId],
      );
      if (!changed) throw notFound('payment');
      if (found.state === 'paid') await tx.update(Invoice, {id}, {state: 'approved'});
      const subject = {kind: 'invoice', id};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'invoice.payment_taken_back',
        subject,
        after: {paymentId},
      });
    });
  }

  private async pay(tx: Tx, principal: Principal, id: string, payment: NewPayment): Promise<{leftPence: Pence}> {
    const invoice = await this.parties.lockFor(tx, principal, id, 'holder', 'pay');
    const lines = await this.budgets.linesOf(tx, invoice.holderId, linesFor(principal, 'approve_hours'));
    if (!lines.some((line) => line.id === payment.lineId)) throw notFound('budget line');
    const left = invoice.totalPence - (await paidOf(tx, id));
    if (payment.pence > left) {
      throw invalid({field: 'pence', message: 'This is more than is still owed. Look at the amount again.'});
    }
    await tx.query(
      `INSERT INTO invoice_payment (council_id, invoice_id, line_id, method, pence, paid_on, marked_by, marked_how, marked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[principal.councilId, id, payment.lineId, payment.method, payment.pence, payment.paidOn, principal.personId],
        ...[principal.actingFor?.contact?.how ?? null, this.clock.now()],
      ],
    );
    if (payment.pence === left) await tx.update(Invoice, {id}, {state: 'paid'});
    const after = {pence: payment.pence, method: payment.method, line_id: payment.lineId, paid_on: payment.paidOn};
    await this.audit.record(tx, {...by(principal), action: 'invoice.paid', subject: {kind: 'invoice', id}, after});
    await this.outbox.publish(tx, principal.councilId, 'invoice.paid', id);
    return {leftPence: left - payment.pence};
  }
}

async function paidOf(tx: Tx, invoiceId: string): Promise<Pence> {
  const [row] = await tx.query<[{pence: Pence}]>(
    `SELECT coalesce(sum(pence), 0)::bigint AS pence FROM invoice_payment WHERE invoice_id = $1 AND taken_back_at IS NULL`,
    [invoiceId],
  );
  return row.pence;
}

function requireSensible({method, pence, paidOn}: NewPayment, today: Day): void {
  if (!PAYMENT_METHODS.includes(method)) throw invalid({field: 'method', message: 'Say how it was paid.'});
  if (!Number.isSafeInteger(pence) || pence < 1) throw invalid({field: 'pence', message: 'Give an amount from 1p.'});
  if (!isDay(paidOn) || paidOn > today) {
    throw invalid({field: 'paid_on', message: 'Give a day that has come, like 2027-03-27.'});
  }
}
