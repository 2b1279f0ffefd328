import {Body, Controller, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {A_PAGE, KeepCommunity, ReadCommunity} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import {keptAnswer, lineAnswer, textOfRequest} from './community-answer.js';
import {
  CommunityActionRequest,
  CommunityCheckRequest,
  CommunityClaimRequest,
  CommunityKeptResponse,
  CommunityListQuery,
  CommunityListResponse,
  CommunityRequest,
} from './community.dto.js';

@ApiTags('community')
@ApiBearerAuth()
@Controller('api/v1/council/community')
export class CouncilCommunityController {
  constructor(
    private readonly read: ReadCommunity,
    private readonly keep: KeepCommunity,
  ) {}

  /** Entries by what becomes of them: what waits first. */
  @Allow('community:manage')
  @Get()
  async list(
    @Current() principal: Principal,
    @Query() {status, page}: CommunityListQuery,
  ): Promise<CommunityListResponse> {
    const number = page === undefined ? 1 : /^\d{1,4}$/.test(page) ? Number(page) : 0;
    if (number < 1) throw invalid({field: 'page', message: 'Give a page from 1 on.'});
    const {items, total} = await this.read.list(principal, status ?? 'waiting', number);
    return {items: items.map(lineAnswer), total, page: number, per_page: A_PAGE};
  }

  /** Lists one at once. */
  @Allow('community:manage')
  @Post()
  async add(@Current() principal: Principal, @Body() body: CommunityRequest): Promise<CommunityKeptResponse> {
    return this.one(principal, await this.keep.list(principal, textOfRequest(body)));
  }

  /** One, with what somebody proposes for it. */
  @Allow('community:manage')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<CommunityKeptResponse> {
    return keptAnswer(await this.read.one(principal, id));
  }

  /** Says all of it anew. */
  @Allow('community:manage')
  @Put(':id')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: CommunityRequest,
  ): Promise<CommunityKeptResponse> {
    await this.read.one(principal, id);
    await this.keep.change(principal, id, textOfRequest(body));
    return this.one(principal, id);
  }

  /** Shows it, refuses it with what to change, lets it rest, puts it away. */
  @Allow('community:manage')
  @Post(':id/act')
  @HttpCode(200)
  async act(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {action, reason}: CommunityActionRequest,
  ): Promise<CommunityKeptResponse> {
    await this.keep.act(principal, id, action, reason ?? null);
    return this.one(principal, id);
  }

  /** What was checked, and when. */
  @Allow('community:manage')
  @Put(':id/checked')
  async check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {what, on}: CommunityCheckRequest,
  ): Promise<CommunityKeptResponse> {
    await this.keep.check(principal, id, {what, on});
    return this.one(principal, id);
  }

  /** Writes to its address: whoever opens the link speaks for it. */
  @Allow('community:manage')
  @Post(':id/invite')
  @HttpCode(200)
  async invite(@Current() principal: Principal, @IdParam() id: string): Promise<CommunityKeptResponse> {
    await this.keep.invite(principal, id);
    return this.one(principal, id);
  }

  /** Somebody speaks for it, and the council knows how. */
  @Allow('community:manage')
  @Put(':id/claim')
  async claim(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {how, name, email}: CommunityClaimRequest,
  ): Promise<CommunityKeptResponse> {
    await this.keep.claimed(principal, id, how, {name, email});
    return this.one(principal, id);
  }
}
