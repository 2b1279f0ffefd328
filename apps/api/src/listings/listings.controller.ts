import {Controller, Get} from '@nestjs/common';
import {ApiTags} from '@nestjs/swagger';
import {Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ProfileParts, PublicListings} from '@app/listings';
import {IdParam, Public} from '@app/platform';
import {listingAnswer} from './listing-answer.js';
import {moreOffered} from './offers-answer.js';
import {ListingResponse} from './listing.dto.js';

@ApiTags('listings')
@Controller('api/v1/listings')
export class ListingsController {
  constructor(
    private readonly listings: PublicListings,
    private readonly parts: ProfileParts,
  ) {}

  /** What a PA or provider offers, at what rates, and what was checked. Never an address. */
  @Public()
  @Get(':id')
  async one(@Current() principal: Principal | null, @IdParam() id: string): Promise<ListingResponse> {
    const profile = await this.listings.profile(id, principal);
    if (!profile) throw notFound('listing');
    const {record, more} = await this.parts.of(profile);
    return listingAnswer(profile, record, moreOffered(more));
  }
}
