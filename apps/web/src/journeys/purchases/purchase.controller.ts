import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {ReadPurchases, Receipts, TakeBackPurchase} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam, problemOf, sendFile} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {t} from '../../words/t.js';
import {TakeBackForm} from './purchase.form.js';
import {purchaseCard} from './purchase.presenter.js';

const VIEW = 'journeys/purchases/one';

/** One purchase: its photographs, and taking it back when it was wrong. */
@Controller('budget/bought/:id')
export class PurchasePageController {
  constructor(
    private readonly reads: ReadPurchases,
    private readonly takes: TakeBackPurchase,
    private readonly receipts: Receipts,
  ) {}

  @Allow('budget:read')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...(await this.page(principal, id)), done: typeof done === 'string' ? doneWords(done) : undefined};
  }

  @Allow('budget:spend')
  @Post('take-back')
  async takeBack(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(TakeBackForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.takes.run(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/budget/bought/${id}?done=taken-back`, 303);
  }

  @Allow('budget:spend')
  @Post('files')
  @RouteConfig(TAKES_FILE)
  async addFile(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    try {
      const added = await this.receipts.add(principal, id, await readUpload(request, reply));
      if (!added)
        return await showAgain(reply, VIEW, {
          ...page,
          errors: [{field: 'file', message: t('Choose a file.')}],
          values: {},
        });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.fields.length) throw error;
      return reply.code(problemOf(error).status).view(VIEW, {...page, errors: error.fields});
    }
    return reply.redirect(`/budget/bought/${id}?done=photograph`, 303);
  }

  @Allow('budget:spend')
  @Get('files/:file')
  async openFile(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    return sendFile(reply, await this.receipts.open(principal, id, file));
  }

  private async page(principal: Principal, id: string) {
    const maySpend = principal.permissions.has('budget:spend');
    return {purchase: purchaseCard(await this.reads.one(principal, id)), maySpend};
  }
}

function doneWords(code: string): string | undefined {
  const said: Record<string, string> = {
    recorded: t('It is written down.'),
    'with-photograph': t('It is written down, with its photograph.'),
    'without-photograph': t(
      'It is written down. The photograph could not be kept: send a PDF, JPEG or PNG of up to 10 MB below.',
    ),
    photograph: t('The photograph is kept.'),
    'taken-back': t('It is taken back. The money is in the budget again.'),
  };
  return said[code];
}
