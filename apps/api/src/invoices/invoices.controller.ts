import {Body, Controller, Get, Headers, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiHeader, ApiTags} from '@nestjs/swagger';
import {AnswerInvoice, IssueInvoice, PayInvoice, ReadInvoices, type InvoiceSummary} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {
  InvoiceLeftResponse,
  InvoicePaymentRequest,
  InvoiceReasonRequest,
  InvoiceResponse,
  InvoicesResponse,
  InvoiceSummaryResponse,
  NewInvoiceRequest,
  NewInvoiceResponse,
} from './invoice.dto.js';

@ApiTags('invoices')
@ApiBearerAuth()
@Controller('api/v1/invoices')
export class InvoicesApiController {
  constructor(
    private readonly reads: ReadInvoices,
    private readonly issues: IssueInvoice,
    private readonly answers: AnswerInvoice,
    private readonly pays: PayInvoice,
  ) {}

  /** Those that the caller sent from their listings; for everybody else those to the holder. */
  @Allow('booking:read')
  @Get()
  async list(@Current() principal: Principal): Promise<InvoicesResponse> {
    const works = !principal.actingFor && principal.permissions.has('hours:record');
    const {invoices} = works
      ? await this.reads.ofWorker(principal)
      : await this.reads.ofHolder(principal, 'see_support');
    return wholeList(invoices.map(summary));
  }

  /** Asks for approved hours to be paid. Sent twice with one key, it is issued once. */
  @Allow('hours:record')
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A new one for each invoice, such as a UUID.'})
  @Post()
  issue(
    @Current() principal: Principal,
    @Body() body: NewInvoiceRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<NewInvoiceResponse> {
    const {listing_id: listingId, holder_id: holderId} = body;
    const invoice = {listingId, holderId, visitIds: body.visit_ids ?? null, payTo: body.pay_to ?? null};
    return this.issues.run(principal, invoice, key ?? null);
  }

  /** One invoice or credit note, with its lines. */
  @Allow('booking:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<InvoiceResponse> {
    const view = await this.reads.one(principal, id);
    return {
      ...summary(view),
      pay_to: view.payTo,
      reason: view.reason,
      query_reason: view.queryReason,
      lines: view.lines.map((line) => ({
        visit_id: line.visitId,
        starts_at: line.startsAt.toISOString(),
        ends_at: line.endsAt.toISOString(),
        work_pence: line.workPence,
        mileage_pence: line.mileagePence,
        expense_pence: line.expensePence,
      })),
    };
  }

  /** The holder says that it is right. */
  @Allow('hours:approve')
  @Post(':id/approve')
  @HttpCode(204)
  async approve(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.answers.approve(principal, id);
  }

  /** The holder asks about it. */
  @Allow('hours:approve')
  @Post(':id/query')
  @HttpCode(204)
  async query(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {reason}: InvoiceReasonRequest,
  ): Promise<void> {
    await this.answers.query(principal, id, reason);
  }

  /** Takes it back with a credit note, whose id is answered; its visits can be invoiced again. */
  @Allow('hours:record')
  @Post(':id/credit')
  async credit(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {reason}: InvoiceReasonRequest,
  ): Promise<NewInvoiceResponse> {
    const {number} = await this.reads.one(principal, await this.answers.credit(principal, id, reason));
    return {id, number};
  }

  /** Marks it, or a part of it, as paid: from which line, and how. */
  @Allow('hours:approve')
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A new one for each payment, such as a UUID.'})
  @Post(':id/payments')
  async pay(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: InvoicePaymentRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<InvoiceLeftResponse> {
    const {budget_line_id: lineId, method, pence, paid_on: paidOn} = body;
    const {leftPence} = await this.pays.run(principal, id, {lineId, method, pence, paidOn}, key ?? null);
    return {id, left_pence: leftPence};
  }
}

function summary(invoice: InvoiceSummary): InvoiceSummaryResponse {
  const {id, number, kind, state, listing, holder, issuedAt, totalPence, paidPence} = invoice;
  return {
    ...{id, number, kind, status: state, listing, holder, issued_at: issuedAt.toISOString()},
    ...{total_pence: totalPence, paid_pence: paidPence},
  };
}
