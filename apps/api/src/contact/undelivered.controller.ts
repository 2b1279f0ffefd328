import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {CallList, ReadUndelivered, SettleUndelivered} from '@app/notifications';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {PageQuery} from '../page-query.dto.js';
import {CallRequest, CallsResponse, SendOnRequest, SettleRequest, UndeliveredListResponse} from './deliveries.dto.js';

@ApiTags('contact')
@ApiBearerAuth()
@Controller('api/v1/council')
export class UndeliveredController {
  constructor(
    private readonly undelivered: ReadUndelivered,
    private readonly settle: SettleUndelivered,
    private readonly calls: CallList,
  ) {}

  /** What did not reach somebody, and the help that somebody needs; the longest waiting first. */
  @Allow('contact:manage')
  @Get('undelivered')
  async list(@Current() principal: Principal, @Query() {page, per_page}: PageQuery): Promise<UndeliveredListResponse> {
    const {items, total} = await this.undelivered.list(principal, page, per_page);
    return {
      items: items.map(({personId, at, ...same}) => ({...same, person_id: personId, at: at.toISOString()})),
      ...{total, page, per_page},
    };
  }

  /** Says how it was dealt with. */
  @Allow('contact:manage')
  @Post('undelivered/:id/settle')
  @HttpCode(204)
  async dealtWith(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {note}: SettleRequest,
  ): Promise<void> {
    await this.settle.withNote(principal, id, note);
  }

  /** Sends the same words on another way, or on the same once its address was changed. */
  @Allow('contact:manage')
  @Post('undelivered/:id/send-on')
  @HttpCode(204)
  async sendOn(@Current() principal: Principal, @IdParam() id: string, @Body() {way}: SendOnRequest): Promise<void> {
    await this.settle.otherWay(principal, id, way);
  }

  /** Whom to ring and what to say; those who may be rung now come first. */
  @Allow('contact:manage')
  @Get('calls')
  async toCall(@Current() principal: Principal): Promise<CallsResponse> {
    const {now, later} = await this.calls.list(principal);
    return wholeList(
      [...now, ...later].map(({personId, dueAt, tries, ...same}) => ({
        ...same,
        person_id: personId,
        due_at: dueAt.toISOString(),
        tries: tries.map(({calledAt, ...one}) => ({...one, called_at: new Date(calledAt).toISOString()})),
      })),
    );
  }

  /** Says what came of a call; after three without reaching them it is among what did not reach somebody. */
  @Allow('contact:manage')
  @Post('calls/:id/outcome')
  @HttpCode(204)
  called(@Current() principal: Principal, @IdParam() id: string, @Body() {outcome, note}: CallRequest): Promise<void> {
    return this.calls.record(principal, id, outcome, note ?? null);
  }
}
