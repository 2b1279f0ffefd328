import {Injectable} from '@nestjs/common';
import {ReadEngagements} from '@app/bookings';
import {holderFor, type Power, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {PublicListings, type PublicProfile} from '@app/listings';

/** The listing that somebody wants to agree terms with or book: one of their own council's. */
@Injectable()
export class ListingForHolder {
  constructor(
    private readonly listings: PublicListings,
    private readonly engagements: ReadEngagements,
  ) {}

  /** @throws NOT_FOUND; NOT_LISTED when they know each other but it is not listed now; FORBIDDEN without the power */
  async find(principal: Principal, listingId: string, power: Power): Promise<PublicProfile> {
    holderFor(principal, power);
    const profile = await this.listings.profile(listingId, principal);
    if (profile?.councilId === principal.councilId) return profile;
    const known = (await this.engagements.ofHolder(principal)).find((each) => each.listing.id === listingId);
    if (!known) throw notFound('listing');
    throw new DomainError(
      'refused',
      'NOT_LISTED',
      `${known.listing.name} is not listed here now, so you cannot book them here. What you booked before stands unless you are told otherwise.`,
    );
  }
}
