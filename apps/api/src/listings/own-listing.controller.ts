import {Body, Controller, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {
  ArchiveListing,
  ConfirmListing,
  ChangeProfile,
  CreateListing,
  PublishListing,
  ReadOwnListing,
  RestListing,
} from '@app/listings';
import {ownListingAnswer} from './own-listing-answer.js';
import {OwnListingResponse} from './own-listing.dto.js';
import {given, moreOf} from './profile-more.js';
import {CreateListingRequest, OwnListingQuery, ProfileRequest} from './profile.dto.js';

@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings')
export class OwnListingController {
  constructor(
    private readonly createListing: CreateListing,
    private readonly readOwn: ReadOwnListing,
    private readonly changeProfile: ChangeProfile,
    private readonly publishListing: PublishListing,
    private readonly restListing: RestListing,
    private readonly archiveListing: ArchiveListing,
    private readonly confirmListing: ConfirmListing,
  ) {}

  /** Starts your listing, or your organisation's, as a draft that nobody else sees. */
  @Allow('listing:manage')
  @Post()
  async create(@Current() principal: Principal, @Body() body: CreateListingRequest): Promise<OwnListingResponse> {
    const id = await this.createListing.run(principal, {memberId: body.member_id, name: body.name ?? null});
    return this.answer(principal, id);
  }

  /** Your listing, or your organisation's. */
  @Allow('listing:manage')
  @Get('mine')
  read(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    return this.answer(principal, query.listing_id ?? null);
  }

  /** Its words, its place and how far it goes, in one. */
  @Allow('listing:manage')
  @Put('mine/profile')
  async profile(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: ProfileRequest,
  ): Promise<OwnListingResponse> {
    await this.changeProfile.run(principal, query.listing_id ?? null, {
      name: body.name,
      summary: body.summary,
      about: body.about,
      postcode: body.postcode ?? null,
      travelKm: body.travel_km,
      gender: body.gender ?? null,
      languages: body.languages,
      needs: body.needs,
      takingOn: body.taking_on,
      takingOnFrom: body.taking_on_from ?? null,
      drives: body.drives,
      capacity: body.capacity ?? 1,
      waysOfPaying: body.ways_of_paying,
      cqcProviderId: body.cqc_provider_id ?? null,
      ...given(moreOf(body)),
    });
    return this.answer(principal, query.listing_id ?? null);
  }

  /** Lets others see it, for as long as the register lists you. */
  @Allow('listing:manage')
  @Post('mine/publish')
  @HttpCode(200)
  async publish(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    await this.publishListing.run(principal, query.listing_id ?? null);
    return this.answer(principal, query.listing_id ?? null);
  }

  /** Takes it out of sight for a while. What is booked stands. */
  @Allow('listing:manage')
  @Post('mine/rest')
  @HttpCode(200)
  async rest(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    await this.restListing.run(principal, query.listing_id ?? null);
    return this.answer(principal, query.listing_id ?? null);
  }

  /** Says that all of it is still right. A listing that nobody touches for long is asked about, and rests without an answer. */
  @Allow('listing:manage')
  @Post('mine/confirm')
  @HttpCode(200)
  async confirm(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    await this.confirmListing.run(principal, query.listing_id ?? null);
    return this.answer(principal, query.listing_id ?? null);
  }

  /** Takes it out of sight for good. What is booked stands. */
  @Allow('listing:manage')
  @Post('mine/archive')
  @HttpCode(200)
  async archive(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    await this.archiveListing.run(principal, query.listing_id ?? null);
    return this.answer(principal, query.listing_id ?? null);
  }

  private async answer(principal: Principal, listingId: string | null): Promise<OwnListingResponse> {
    return ownListingAnswer(await this.readOwn.run(principal, listingId));
  }
}
