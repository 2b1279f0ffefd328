import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, notFound, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {Idempotency, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {nextNumber} from './next-number.js';
import {toInvoice, type InvoicedVisit} from './to-invoice.js';

export interface NewInvoice {
  listingId: string;
  holderId: string;
  /** Which of the approved visits; all that no invoice has yet when it is left out. */
  visitIds: readonly string[] | null;
  /** Where the money is to go, in the issuer's own words. */
  payTo: string | null;
}

const MOST_LINES = 500;

/** Somebody self-employed, or an enterprise, asks to be paid for hours that were approved. */
@Injectable()
export class IssueInvoice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @param key sent twice with one key, it is issued once
   * @throws VALIDATION_FAILED, NOT_FOUND, NOTHING_TO_INVOICE
   */
  async run(principal: Principal, invoice: NewInvoice, key: string | null): Promise<{id: string; number: number}> {
    const payTo = invoice.payTo?.trim() ? requireText('pay_to', invoice.payTo, 'Say where to pay it', 300) : null;
    const {councilId, accountId} = principal;
    return this.uow.run(councilId, (tx) =>
      this.idempotency.once(tx, {councilId, accountId, key, request: {invoice: 'issue', ...invoice}}, () =>
        this.issue(tx, principal, {...invoice, payTo}),
      ),
    );
  }

  private async issue(tx: Tx, principal: Principal, {listingId, holderId, visitIds, payTo}: NewInvoice) {
    if (!(await this.owners.mayAnswer(tx, principal, listingId, 'see_money'))) throw notFound('listing');
    // The number first: whoever invoices for this listing at the same time waits here, and sees what is left after.
    const number = await nextNumber(tx, principal.councilId, listingId);
    const open = await toInvoice(tx, [listingId], holderId, this.clock.now());
    const chosen = visitIds === null ? open : open.filter(({visitId}) => visitIds.includes(visitId));
    if (visitIds && chosen.length !== new Set(visitIds).size) {
      throw invalid({field: 'visit_ids', message: 'Choose visits that are approved and in no other invoice.'});
    }
    if (chosen.length === 0) throw nothingToInvoice();
    const id = await insert(
      tx,
      principal,
      {listingId, holderId, number, payTo, lines: chosen.slice(0, MOST_LINES)},
      this.clock.now(),
    );
    await this.audit.record(tx, {
      ...by(principal),
      action: 'invoice.issued',
      subject: {kind: 'invoice', id},
      after: {number, visits: Math.min(chosen.length, MOST_LINES), total_pence: sumOf(chosen.slice(0, MOST_LINES))},
    });
    await this.outbox.publish(tx, principal.councilId, 'invoice.issued', id);
    return {id, number};
  }
}

interface Inserted {
  listingId: string;
  holderId: string;
  number: number;
  payTo: string | null;
  lines: readonly InvoicedVisit[];
}

async function insert(tx: Tx, principal: Principal, invoice: Inserted, at: Date): Promise<string> {
  const {listingId, holderId, number, payTo, lines} = invoice;
  const [{id}] = await tx.query<[{id: string}]>(
    `INSERT INTO invoice (council_id, listing_id, holder_id, number, kind, total_pence, pay_to, issued_by, issued_at)
     VALUES ($1, $2, $3, $4, 'invoice', $5, $6, $7, $8) RETURNING id`,
    [principal.councilId, listingId, holderId, number, sumOf(lines), payTo, principal.personId, at],
  );
  await tx.query(
    `INSERT INTO invoice_line (council_id, invoice_id, visit_id, work_pence, mileage_pence, expense_pence)
     SELECT $1, $2, l.visit, l.work, l.mileage, l.expense
     FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[]) AS l (visit, work, mileage, expense)`,
    [
      ...[principal.councilId, id, lines.map((each) => each.visitId), lines.map((each) => each.workPence)],
      ...[lines.map((each) => each.mileagePence), lines.map((each) => each.expensePence)],
    ],
  );
  return id;
}

function sumOf(lines: readonly InvoicedVisit[]): Pence {
  return lines.reduce((sum, each) => sum + each.workPence + each.mileagePence + each.expensePence, 0);
}

function nothingToInvoice(): DomainError {
  return new DomainError(
    'refused',
    'NOTHING_TO_INVOICE',
    'There are no approved hours without an invoice. Hours have to be approved first.',
  );
}
