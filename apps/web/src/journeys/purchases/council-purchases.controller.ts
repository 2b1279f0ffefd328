import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadPurchases, Receipts, TalkAboutPurchase} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {TalkForm} from './purchase.form.js';
import {purchaseCard} from './purchase.presenter.js';

const VIEW = 'journeys/purchases/council';

/** Purchases for a conversation. Nothing of them was stopped, and nothing here stops one. */
@Controller('council/purchases')
export class CouncilPurchasesPageController {
  constructor(
    private readonly reads: ReadPurchases,
    private readonly talks: TalkAboutPurchase,
    private readonly receipts: Receipts,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'talked'};
  }

  @Allow('budget:manage')
  @Post(':id/talked')
  async talked(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(TalkForm, body);
    const note = errors.length ? '' : form.note;
    try {
      await this.talks.run(principal, id, note);
    } catch (error) {
      if (errors.length && error instanceof Error && !('kind' in error && error.kind === 'not_found')) {
        const own = errors.map((each) => ({...each, field: `note-${id}`}));
        return showAgain(reply, VIEW, {...(await this.page(principal)), errors: own, values});
      }
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values}, error, {note: `note-${id}`});
    }
    return reply.redirect('/council/purchases?done=talked', 303);
  }

  @Allow('budget:manage')
  @Get(':id/files/:file')
  async openFile(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    return sendFile(reply, await this.receipts.open(principal, id, file));
  }

  @Allow('budget:manage')
  @Post(':id/files/:file/release')
  async release(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    await this.receipts.release(principal, id, file);
    return reply.redirect('/council/purchases', 303);
  }

  private async page(principal: Principal) {
    return {purchases: (await this.reads.toTalkAbout(principal)).map(purchaseCard)};
  }
}
