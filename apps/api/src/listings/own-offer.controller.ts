import {Body, Controller, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Rate} from '@app/kernel';
import {ReadOwnListing, SetAvailability, SetRates, SetServices} from '@app/listings';
import {AvailabilityRequest, type ListingRateDto, RatesRequest, ServicesRequest} from './offer.dto.js';
import {ownListingAnswer} from './own-listing-answer.js';
import {OwnListingResponse} from './own-listing.dto.js';
import {OwnListingQuery} from './profile.dto.js';

/** What a listing offers, for how much and when. */
@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings/mine')
export class OwnOfferController {
  constructor(
    private readonly setServices: SetServices,
    private readonly setRates: SetRates,
    private readonly setAvailability: SetAvailability,
    private readonly readOwn: ReadOwnListing,
    private readonly clock: Clock,
  ) {}

  /** All the services you offer. */
  @Allow('listing:manage')
  @Put('services')
  async services(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: ServicesRequest,
  ): Promise<OwnListingResponse> {
    await this.setServices.run(principal, query.listing_id ?? null, body.services);
    return this.answer(principal, query);
  }

  /** All your rates from a day on. What counted before stands, and so does every price already booked. */
  @Allow('listing:manage')
  @Put('rates')
  async rates(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: RatesRequest,
  ): Promise<OwnListingResponse> {
    await this.setRates.run(principal, query.listing_id ?? null, {
      startsOn: body.starts_on,
      rates: body.rates.map(rateOf),
      ...(body.wages && {wages: body.wages.map(rateOf)}),
      ...(body.mile_pence !== undefined && {milePence: body.mile_pence}),
    });
    return this.answer(principal, query);
  }

  /** When you work: all your weekly hours, and all days that differ. */
  @Allow('listing:manage')
  @Put('availability')
  async availability(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: AvailabilityRequest,
  ): Promise<OwnListingResponse> {
    const today = londonDay(this.clock.now());
    await this.setAvailability.run(principal, query.listing_id ?? null, {
      patterns: body.patterns.map(({weekday, from, to, starts_on: startsOn, ends_on: endsOn}) => ({
        weekday,
        from,
        to,
        startsOn: startsOn ?? today,
        endsOn: endsOn ?? null,
      })),
      exceptions: body.exceptions.map(({starts_on: startsOn, ends_on: endsOn, available, from, to}) => ({
        startsOn,
        endsOn: endsOn ?? startsOn,
        available,
        from: from ?? null,
        to: to ?? null,
      })),
    });
    return this.answer(principal, query);
  }

  private async answer(principal: Principal, {listing_id: id}: OwnListingQuery): Promise<OwnListingResponse> {
    return ownListingAnswer(await this.readOwn.run(principal, id ?? null));
  }
}

function rateOf({band, unit, rate_pence: ratePence}: ListingRateDto): Rate {
  return {band, unit, ratePence};
}
