import {Body, Controller, Get, HttpCode, Post, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiOkResponse, ApiTags} from '@nestjs/swagger';
import {ReadPurchases, Receipts, TalkAboutPurchase} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {wholeList} from '../lists.js';
import {purchaseAnswer} from './purchases.controller.js';
import {TalkRequest, UnusualPurchasesResponse} from './purchase.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council/purchases')
export class CouncilPurchasesController {
  constructor(
    private readonly reads: ReadPurchases,
    private readonly talks: TalkAboutPurchase,
    private readonly receipts: Receipts,
  ) {}

  /** What is unusual and nobody has talked about yet, the oldest first. Nothing of it was stopped. */
  @Allow('budget:manage')
  @Get()
  async list(@Current() principal: Principal): Promise<UnusualPurchasesResponse> {
    const items = await this.reads.toTalkAbout(principal);
    return wholeList(
      items.map((each) => ({...purchaseAnswer(each), holder: each.holderName, budget_id: each.budgetId})),
    );
  }

  /** Writes down what came of the conversation. */
  @Allow('budget:manage')
  @Post(':id/talked')
  @HttpCode(204)
  talked(@Current() principal: Principal, @IdParam() id: string, @Body() body: TalkRequest): Promise<void> {
    return this.talks.run(principal, id, body.note);
  }

  /** The content of a photograph that is out of quarantine. Each opening is recorded. */
  @Allow('budget:manage')
  @Get(':id/files/:file')
  @ApiOkResponse({
    content: {'application/octet-stream': {schema: {type: 'string', format: 'binary'}}},
    description: 'As something to save.',
  })
  async openFile(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(reply, await this.receipts.open(principal, id, fileId));
  }

  /** Lets a photograph out of quarantine where there is no scanner to do it. */
  @Allow('budget:manage')
  @Post(':id/files/:file/release')
  @HttpCode(204)
  release(@Current() principal: Principal, @IdParam() id: string, @IdParam('file') fileId: string): Promise<void> {
    return this.receipts.release(principal, id, fileId);
  }
}
