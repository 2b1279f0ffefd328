import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerVersion, ChangePayers, EndEngagement, ProposeVersion, ReadVersions} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {DeclineRequest} from './engagement.dto.js';
import {versionResponse, versionTerms} from './version-answers.js';
import {
  EndingResponse,
  EndRequest,
  PayersRequest,
  PayersResponse,
  VersionRequest,
  VersionResponse,
  VersionsResponse,
} from './version.dto.js';

@ApiTags('engagements')
@ApiBearerAuth()
@Controller('api/v1')
export class EngagementVersionsController {
  constructor(
    private readonly proposes: ProposeVersion,
    private readonly answers: AnswerVersion,
    private readonly versions: ReadVersions,
    private readonly ends: EndEngagement,
    private readonly payers: ChangePayers,
  ) {}

  /** Versions of the terms after what was agreed first, newest first. */
  @Allow('engagement:read')
  @Get('engagements/:id/versions')
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<VersionsResponse> {
    return wholeList((await this.versions.ofEngagement(principal, id)).map(versionResponse));
  }

  /** Proposes other terms from a day on, all of them. What was agreed stands until the other side accepts. */
  @Allow('engagement:change')
  @Post('engagements/:id/versions')
  async propose(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: VersionRequest,
  ): Promise<VersionResponse> {
    return this.one(principal, await this.proposes.run(principal, id, versionTerms(body)));
  }

  /** One version. */
  @Allow('engagement:read')
  @Get('engagement-versions/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<VersionResponse> {
    return versionResponse(await this.versions.one(principal, id));
  }

  /** The other side says yes. */
  @Allow('engagement:change')
  @Post('engagement-versions/:id/accept')
  @HttpCode(200)
  async accept(@Current() principal: Principal, @IdParam() id: string): Promise<VersionResponse> {
    await this.answers.accept(principal, id);
    return this.one(principal, id);
  }

  /** The other side says no: what was agreed stands. */
  @Allow('engagement:change')
  @Post('engagement-versions/:id/decline')
  @HttpCode(200)
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DeclineRequest,
  ): Promise<VersionResponse> {
    await this.answers.decline(principal, id, body.reason ?? null);
    return this.one(principal, id);
  }

  /** Whoever proposed it takes it back. */
  @Allow('engagement:change')
  @Post('engagement-versions/:id/withdraw')
  @HttpCode(200)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<VersionResponse> {
    await this.answers.withdraw(principal, id);
    return this.one(principal, id);
  }

  /** How soon it could end by the notice that was agreed. */
  @Allow('engagement:change')
  @Get('engagements/:id/ending')
  async ending(@Current() principal: Principal, @IdParam() id: string): Promise<EndingResponse> {
    const {earliest, inTrial, visits} = await this.ends.preview(principal, id, null);
    return {earliest, visits, in_trial: inTrial};
  }

  /** Gives notice: the last day is set, and visits after it are called off at no cost. */
  @Allow('engagement:change')
  @Post('engagements/:id/end')
  @HttpCode(204)
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: EndRequest): Promise<void> {
    await this.ends.run(principal, id, body.last_day, body.reason ?? null);
  }

  /** Other lines pay from a day on, as when another funder takes over. Who comes and when stays the same. */
  @Allow('booking:request')
  @Post('engagements/:id/payers')
  @HttpCode(200)
  async pay(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: PayersRequest,
  ): Promise<PayersResponse> {
    const splits = body.splits.map((split) => ({lineId: split.budget_line_id, shareBp: split.share_bp}));
    const {visits, planned, pence} = await this.payers.run(principal, id, {fromDay: body.from_day, splits});
    return {visits, planned, price_pence: pence};
  }
}
