import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerEngagement, ProposeEngagement, ReadEngagements, type EngagementView} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {DeclineRequest, EngagementResponse, EngagementsResponse, ProposeEngagementRequest} from './engagement.dto.js';

@ApiTags('engagements')
@ApiBearerAuth()
@Controller('api/v1/engagements')
export class EngagementsController {
  constructor(
    private readonly propose: ProposeEngagement,
    private readonly answer: AnswerEngagement,
    private readonly engagements: ReadEngagements,
  ) {}

  /** Offers terms to a PA or provider, who has to accept them before the first booking. */
  @Allow('engagement:propose')
  @Post()
  async create(@Current() principal: Principal, @Body() body: ProposeEngagementRequest): Promise<EngagementResponse> {
    const id = await this.propose.run(principal, {
      listingId: body.listing_id,
      status: body.status,
      statusCheck: statusCheck(body),
      startsOn: body.starts_on,
      relation: body.relation,
      rates: body.rates.map((rate) => ({band: rate.band, unit: rate.unit, ratePence: rate.rate_pence})),
    });
    return this.one(principal, id);
  }

  /** Agreements of the caller: as a holder, or with the listings they answer for. */
  @Allow('engagement:read')
  @Get()
  async list(@Current() principal: Principal): Promise<EngagementsResponse> {
    const works = !principal.actingFor && principal.permissions.has('engagement:answer');
    const views = works ? await this.engagements.ofWorker(principal) : await this.engagements.ofHolder(principal);
    return wholeList(views.map(engagementResponse));
  }

  /** One agreement, with its rates. */
  @Allow('engagement:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<EngagementResponse> {
    return engagementResponse(await this.engagements.one(principal, id));
  }

  /** Says yes: from its first day on the holder can book. */
  @Allow('engagement:answer')
  @Post(':id/accept')
  @HttpCode(200)
  async accept(@Current() principal: Principal, @IdParam() id: string): Promise<EngagementResponse> {
    await this.answer.accept(principal, id);
    return this.one(principal, id);
  }

  /** Says no, with a reason or without. */
  @Allow('engagement:answer')
  @Post(':id/decline')
  @HttpCode(200)
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DeclineRequest,
  ): Promise<EngagementResponse> {
    await this.answer.decline(principal, id, body.reason ?? null);
    return this.one(principal, id);
  }
}

/** Half of one is said to be wrong; nothing at all is said later. */
function statusCheck({
  status_reference: reference = null,
  status_checked_on: checkedOn = null,
}: ProposeEngagementRequest) {
  return reference === null && checkedOn === null ? undefined : {reference, checkedOn};
}

function engagementResponse(view: EngagementView): EngagementResponse {
  return {
    id: view.id,
    status: view.state,
    employment: view.status,
    status_reference: view.statusReference,
    status_checked_on: view.statusCheckedOn,
    starts_on: view.startsOn,
    ends_on: view.endsOn,
    listing: {id: view.listing.id, name: view.listing.name},
    holder: view.holder,
    notice_hours: view.noticeHours,
    rates: view.rates.map((rate) => ({band: rate.band, unit: rate.unit, rate_pence: rate.ratePence})),
    decline_reason: view.declineReason,
  };
}
