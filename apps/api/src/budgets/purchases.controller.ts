import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Headers, HttpCode, Post, Req, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags} from '@nestjs/swagger';
import {ReadPurchases, Receipts, RecordPurchase, TakeBackPurchase, type PurchaseView} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam, sendFile, uploadOf} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {wholeList} from '../lists.js';
import {NewPurchaseRequest, PurchaseResponse, PurchasesResponse, ReasonRequest} from './purchase.dto.js';

@ApiTags('budgets')
@ApiBearerAuth()
@Controller('api/v1/purchases')
export class PurchasesController {
  constructor(
    private readonly reads: ReadPurchases,
    private readonly records: RecordPurchase,
    private readonly takes: TakeBackPurchase,
    private readonly receipts: Receipts,
  ) {}

  /** What was bought without a booking, newest first: one's own, or that of the person named in `Acting-For`. */
  @Allow('budget:read')
  @Get()
  async list(@Current() principal: Principal): Promise<PurchasesResponse> {
    return wholeList((await this.reads.own(principal)).map(purchaseAnswer));
  }

  /** Writes a purchase down. It is never refused because it cost too much: what the line cannot pay stands beside it. */
  @Allow('budget:spend')
  @Post()
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A UUID: sent twice, it is recorded once.'})
  async record(
    @Current() principal: Principal,
    @Body() body: NewPurchaseRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<PurchaseResponse> {
    if (key !== undefined && !isUUID(key))
      throw invalid({field: 'Idempotency-Key', message: 'Send a UUID as the key.'});
    const {budget_line_id: lineId, bought_on: boughtOn, own_pence: ownPence = 0, paid_with: paidWith} = body;
    const purchase = {lineId, boughtOn, ownPence, paidWith, what: body.what, pence: body.pence};
    const id = await this.records.run(principal, {...purchase, formKey: key ?? randomUUID()});
    return purchaseAnswer(await this.reads.one(principal, id));
  }

  /** Takes back what was written down wrongly; it stays to be seen. */
  @Allow('budget:spend')
  @Post(':id/take-back')
  @HttpCode(204)
  takeBack(@Current() principal: Principal, @IdParam() id: string, @Body() body: ReasonRequest): Promise<void> {
    return this.takes.run(principal, id, body.reason);
  }

  /** A photograph of the receipt: a PDF, JPEG or PNG of up to 10 MB. */
  @Allow('budget:spend')
  @Post(':id/files')
  @HttpCode(204)
  @ApiConsumes('multipart/form-data')
  @ApiBody({schema: {type: 'object', required: ['file'], properties: {file: {type: 'string', format: 'binary'}}}})
  async addFile(@Req() request: FastifyRequest, @Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.receipts.requireMay(principal, id);
    const added = await this.receipts.add(principal, id, await uploadOf(request));
    if (!added) throw invalid({field: 'file', message: 'Choose a file.'});
  }

  /** The content of a photograph that is out of quarantine. Each opening is recorded. */
  @Allow('budget:spend')
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
}

export function purchaseAnswer(each: PurchaseView): PurchaseResponse {
  return {
    ...{id: each.id, budget_line_id: each.lineId, bought_on: each.boughtOn, what: each.what},
    ...{paid_with: each.paidWith, pence: each.pence, line_pence: each.linePence, own_pence: each.ownPence},
    ...{beyond_pence: each.beyondPence, unusual: each.unusual, recorded_by: each.recordedBy},
    taken_back_why: each.takenBackWhy,
    files: each.files.map(({id, name, mediaType, bytes, state}) => ({id, name, media_type: mediaType, bytes, state})),
  };
}
