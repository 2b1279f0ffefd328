import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ReadShortlist, ShareShortlist} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {shortlistItem, supporterOf} from './shortlist-answer.js';
import {ShareRequest, SharedShortlistResponse, SharedShortlistsResponse, SupportersResponse} from './shortlist.dto.js';

@ApiTags('shortlist')
@ApiBearerAuth()
@Controller('api/v1')
export class ShortlistSharesController {
  constructor(
    private readonly reads: ReadShortlist,
    private readonly shares: ShareShortlist,
  ) {}

  /** Who helps the person, and which of them may read the shortlist. */
  @Allow('shortlist:keep')
  @Get('shortlist/supporters')
  async supporters(@Current() principal: Principal): Promise<SupportersResponse> {
    return {items: (await this.shares.supporters(principal)).map(supporterOf)};
  }

  /** Lets one of them read it. */
  @Allow('shortlist:keep')
  @Post('shortlist/supporters')
  @HttpCode(200)
  async share(@Current() principal: Principal, @Body() {person_id}: ShareRequest): Promise<SupportersResponse> {
    await this.shares.share(principal, person_id);
    return this.supporters(principal);
  }

  /** Ends that at once; the id is that of the share. */
  @Allow('shortlist:keep')
  @Delete('shortlist/shares/:id')
  @HttpCode(204)
  end(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.shares.end(principal, id);
  }

  /** Those that people share with the caller. */
  @Allow('session:use')
  @Get('shared-shortlists')
  async shared(@Current() principal: Principal): Promise<SharedShortlistsResponse> {
    const items = await this.reads.sharedWithMe(principal);
    return {items: items.map(({holderId, holderName}) => ({holder_id: holderId, holder_name: holderName}))};
  }

  /** One of them, by the id of whose it is. */
  @Allow('session:use')
  @Get('shared-shortlists/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<SharedShortlistResponse> {
    const {holderId, holderName, entries} = await this.reads.ofHolder(principal, id);
    return {holder_id: holderId, holder_name: holderName, items: entries.map(shortlistItem)};
  }
}
