import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {IssueInvoice, ReadInvoices} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {NewInvoiceForm} from './invoice.form.js';
import {INVOICE_STATE_WORDS, numberWords} from './invoice.presenter.js';

const VIEW = 'journeys/invoices/own';

/** Invoices of a self-employed PA or an enterprise: what can be invoiced, what was, who owes what. */
@Controller('work/invoices')
export class OwnInvoicesController {
  constructor(
    private readonly reads: ReadInvoices,
    private readonly issues: IssueInvoice,
  ) {}

  @Allow('hours:record')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal) {
    return this.page(principal);
  }

  @Allow('hours:record')
  @Post()
  async issue(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(NewInvoiceForm, body);
    // There is a form for each who pays: what was typed and what is wrong with it belong to one of them.
    const box = boxOf(values.holder, values.listing);
    const typed = {[box]: values.pay_to ?? ''};
    if (errors.length) {
      const boxes = errors.map((error) => ({...error, field: error.field === 'pay_to' ? box : ''}));
      return showAgain(reply, VIEW, {...(await this.page(principal)), errors: boxes, values: typed});
    }
    const {listing: listingId, holder: holderId, pay_to: payTo, key} = form;
    let id: string;
    try {
      ({id} = await this.issues.run(principal, {listingId, holderId, visitIds: null, payTo}, key));
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values: typed}, error, {pay_to: box});
    }
    return reply.redirect(`/invoices/${id}`, 303);
  }

  private async page(principal: Principal) {
    const {invoices, owed, open} = await this.reads.ofWorker(principal);
    return {
      owed,
      open: open.map((each) => ({...each, key: randomUUID(), box: boxOf(each.holder.id, each.listing.id)})),
      invoices: invoices.map((each) => ({...each, title: numberWords(each), words: INVOICE_STATE_WORDS[each.state]})),
    };
  }
}

const boxOf = (holder: unknown, listing: unknown) => `pay_to-${String(holder)}-${String(listing)}`;
