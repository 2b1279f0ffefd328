import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {AnswerInvoice, PayInvoice, PAYMENT_METHODS, ReadInvoices} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {IdParam, paperPdf} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {lineChoices} from '../book/book.presenter.js';
import {PaymentForm, ReasonForm} from './invoice.form.js';
import {invoicePaper, INVOICE_STATE_WORDS, METHOD_WORDS, numberWords, remittancePaper} from './invoice.presenter.js';

const VIEW = 'journeys/invoices/one';
const BOXES = {paid_on: 'paid-day', pence: 'pence'};

/** Invoices to a holder: found right, asked about, marked as paid; and one of them, for both sides. */
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly reads: ReadInvoices,
    private readonly answers: AnswerInvoice,
    private readonly pays: PayInvoice,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  @Allow('hours:approve')
  @Get()
  @Render('journeys/invoices/list')
  async list(@Current() principal: Principal) {
    const {invoices, owed} = await this.reads.ofHolder(principal, 'approve_hours');
    return {
      owed,
      invoices: invoices.map((each) => ({...each, title: numberWords(each), words: INVOICE_STATE_WORDS[each.state]})),
    };
  }

  @Allow('booking:read')
  @Get(':id')
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(VIEW, await this.page(principal, id));
  }

  @Allow('booking:read')
  @Get(':id/pdf')
  async pdf(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const view = await this.reads.one(principal, id);
    const name = `${view.kind === 'invoice' ? 'invoice' : 'credit-note'}-${view.number}`;
    const content = await paperPdf(invoicePaper(view, principal.councilName));
    return reply
      .header('content-disposition', `attachment; filename="${name}.pdf"`)
      .type('application/pdf')
      .send(content);
  }

  /** For whoever is paid, with the payment: which invoice it is for. */
  @Allow('booking:read')
  @Get(':id/remittance')
  async remittance(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const view = await this.reads.one(principal, id);
    if (!view.payments.some(({takenBack}) => !takenBack)) throw notFound('remittance advice');
    const content = await paperPdf(remittancePaper(view, principal.councilName));
    return reply
      .header('content-disposition', `attachment; filename="remittance-${view.number}.pdf"`)
      .type('application/pdf')
      .send(content);
  }

  @Allow('hours:approve')
  @Post(':id/approve')
  async approve(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, id, reply, {}, () => this.answers.approve(principal, id));
  }

  @Allow('hours:approve')
  @Post(':id/query')
  async query(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.withReason(principal, id, body, reply, (reason) => this.answers.query(principal, id, reason));
  }

  @Allow('hours:record')
  @Post(':id/credit')
  async credit(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.withReason(principal, id, body, reply, (reason) => this.answers.credit(principal, id, reason));
  }

  @Allow('hours:approve')
  @Post(':id/pay')
  async pay(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(PaymentForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    const {line: lineId, method, pence, paid: paidOn, key} = form;
    return this.act(principal, id, reply, values, () =>
      this.pays.run(principal, id, {lineId, method, pence, paidOn}, key),
    );
  }

  @Allow('hours:approve')
  @Post(':id/payments/:payment/take-back')
  async takeBack(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('payment') payment: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, {}, () => this.pays.takeBack(principal, id, payment));
  }

  private async withReason(
    principal: Principal,
    id: string,
    body: unknown,
    reply: FastifyReply,
    act: (reason: string) => Promise<unknown>,
  ) {
    const {form, errors, values} = readForm(ReasonForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.act(principal, id, reply, values, () => act(form.reason));
  }

  private async act(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    values: Record<string, string | string[]>,
    act: () => Promise<unknown>,
  ) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values}, error, BOXES);
    }
    return reply.redirect(`/invoices/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const invoice = await this.reads.one(principal, id);
    const pays = invoice.side === 'holder' && invoice.state === 'approved';
    return {
      invoice: {...invoice, leftPence: invoice.totalPence - invoice.paidPence},
      paper: invoicePaper(invoice, principal.councilName),
      words: INVOICE_STATE_WORDS[invoice.state],
      lines: pays ? lineChoices(await this.budgets.lines(principal)) : [],
      methods: PAYMENT_METHODS.map((value) => ({value, text: METHOD_WORDS[value]})),
      methodWords: METHOD_WORDS,
      today: londonDay(this.clock.now()),
      key: randomUUID(),
    };
  }
}
