import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {ReadBudgets, ReadPurchases, Receipts, RecordPurchase} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import type {Upload} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {PurchaseForm} from './purchase.form.js';
import {purchaseCard, purchaseFormPage} from './purchase.presenter.js';

const FORM = 'journeys/purchases/new';
const BOXES = {bought_on: 'bought-day', own_pence: 'own', budget_line_id: 'line'};

/** What was bought without a booking: written down in under a minute, with or without a photograph. */
@Controller('budget/bought')
export class PurchasesPageController {
  constructor(
    private readonly budgets: ReadBudgets,
    private readonly reads: ReadPurchases,
    private readonly records: RecordPurchase,
    private readonly receipts: Receipts,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:read')
  @Get()
  @Render('journeys/purchases/list')
  async list(@Current() principal: Principal) {
    return {
      purchases: (await this.reads.own(principal)).map(purchaseCard),
      maySpend: principal.permissions.has('budget:spend'),
    };
  }

  @Allow('budget:spend')
  @Get('new')
  @Render(FORM)
  ask(@Current() principal: Principal, @Query('line') line: unknown) {
    return this.page(principal, typeof line === 'string' ? line : null);
  }

  @Allow('budget:spend')
  @Post()
  @RouteConfig(TAKES_FILE)
  async record(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const withFile = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
    const upload = withFile ? await readUpload(request, reply) : null;
    const {form, errors, values} = readForm(PurchaseForm, upload?.fields ?? body);
    if (errors.length) return showAgain(reply, FORM, await this.again(principal, upload, {errors, values}));
    let id: string;
    try {
      const {line: lineId, what, pence, bought: boughtOn, paid_with: paidWith, key: formKey} = form;
      const purchase = {lineId, what, pence, boughtOn, paidWith, formKey, ownPence: form.own ?? 0};
      id = await this.records.run(principal, purchase);
    } catch (error) {
      return showRefusal(reply, FORM, await this.again(principal, upload, {errors: [], values}), error, BOXES);
    }
    const photograph = await this.keep(principal, id, upload);
    return reply.redirect(`/budget/bought/${id}?done=${photograph}`, 303);
  }

  /** What was bought is written down even where its photograph cannot be kept. */
  private async keep(principal: Principal, id: string, upload: Upload | null): Promise<string> {
    if (!upload) return 'recorded';
    try {
      return (await this.receipts.add(principal, id, upload)) ? 'with-photograph' : 'recorded';
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return 'without-photograph';
    }
  }

  private async again<T extends object>(principal: Principal, upload: Upload | null, more: T) {
    upload?.content.resume();
    return {...(await this.page(principal, null)), ...more};
  }

  private async page(principal: Principal, line: string | null) {
    return {...purchaseFormPage(await this.budgets.lines(principal), londonDay(this.clock.now())), chosen: line};
  }
}
