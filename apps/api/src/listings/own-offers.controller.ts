import {Body, Controller, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ChangeOffers, ChangeSessions, ReadOffers, type OfferText} from '@app/listings';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {offerAnswer} from './offers-answer.js';
import {OfferChangeRequest, OfferRequest, OffersResponse, SessionsRequest} from './offers.dto.js';
import {OwnListingQuery} from './profile.dto.js';

/** What a listing offers beside its hours. */
@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings/mine/offers')
export class OwnOffersController {
  constructor(
    private readonly offers: ChangeOffers,
    private readonly sessions: ChangeSessions,
    private readonly reads: ReadOffers,
    private readonly clock: Clock,
  ) {}

  /** What you offer beside your hours: by the hour, by the visit, at a fixed price, and groups with places. */
  @Allow('listing:manage')
  @Get()
  list(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OffersResponse> {
    return this.answer(principal, query);
  }

  /** Adds an offer. Others see it at once while the listing shows. */
  @Allow('listing:manage')
  @Post()
  async add(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: OfferRequest,
  ): Promise<OffersResponse> {
    await this.offers.add(principal, query.listing_id ?? null, body.kind, this.textOf(body));
    return this.answer(principal, query);
  }

  /** All that an offer says; its kind stays. What is booked keeps its price. */
  @Allow('listing:manage')
  @Put(':id')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: OwnListingQuery,
    @Body() body: OfferChangeRequest,
  ): Promise<OffersResponse> {
    await this.offers.change(principal, query.listing_id ?? null, id, this.textOf(body));
    return this.answer(principal, query);
  }

  /** Stops offering something. What is booked of it stands. */
  @Allow('listing:manage')
  @Post(':id/end')
  @HttpCode(200)
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: OwnListingQuery,
  ): Promise<OffersResponse> {
    await this.offers.end(principal, query.listing_id ?? null, id);
    return this.answer(principal, query);
  }

  /** Adds days on which a group meets, week by week. */
  @Allow('listing:manage')
  @Post(':id/sessions')
  async addSessions(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: OwnListingQuery,
    @Body() {first_on: firstOn, from, to, place, times, capacity}: SessionsRequest,
  ): Promise<OffersResponse> {
    const sessions = {firstOn, from, to, place, times: times ?? 1, capacity: capacity ?? null};
    await this.sessions.add(principal, query.listing_id ?? null, id, sessions);
    return this.answer(principal, query);
  }

  /** Calls one of a group's days off. */
  @Allow('listing:manage')
  @Post(':id/sessions/:session/cancel')
  @HttpCode(200)
  async cancelSession(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('session') session: string,
    @Query() query: OwnListingQuery,
  ): Promise<OffersResponse> {
    await this.sessions.cancel(principal, query.listing_id ?? null, id, session);
    return this.answer(principal, query);
  }

  private textOf(body: OfferChangeRequest): OfferText {
    return {
      title: body.title,
      description: body.description ?? '',
      minutes: body.minutes ?? null,
      capacity: body.capacity ?? null,
      pricePence: body.price_pence ?? null,
      priceFrom: body.price_from ?? londonDay(this.clock.now()),
    };
  }

  private async answer(principal: Principal, {listing_id: listingId}: OwnListingQuery): Promise<OffersResponse> {
    const {offers} = await this.reads.ofOwn(principal, listingId ?? null);
    return wholeList(offers.map(offerAnswer));
  }
}
