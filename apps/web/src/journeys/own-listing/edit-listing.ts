import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {ChangeProfile, ReadOwnListing, type OwnListingView, type Profile} from '@app/listings';
import type {FastifyReply} from 'fastify';

/** What every page that changes a part of a listing does. */
@Injectable()
export class EditListing {
  constructor(
    private readonly listings: ReadOwnListing,
    private readonly profiles: ChangeProfile,
  ) {}

  read(principal: Principal, id: string): Promise<OwnListingView> {
    return this.listings.run(principal, id);
  }

  /** Some of the profile; the rest stays as it is. */
  change(principal: Principal, listing: OwnListingView, some: Partial<Profile>): Promise<void> {
    return this.profiles.run(principal, listing.id, {...profileOf(listing), ...some});
  }

  done(reply: FastifyReply, id: string): FastifyReply {
    return reply.redirect(`/listing/${id}?done=saved`, 303);
  }
}

/** The boxes of fields that a use case names otherwise. */
export const PROFILE_BOXES = {
  travel_km: 'miles',
  taking_on: 'takingOn',
  taking_on_from: 'from-day',
  ways_of_paying: 'waysOfPaying',
  cqc_provider_id: 'cqcProviderId',
  POSTCODE_UNKNOWN: 'postcode',
};

function profileOf(listing: OwnListingView): Profile {
  return {
    name: listing.name,
    summary: listing.summary,
    about: listing.about,
    postcode: null,
    travelKm: listing.travelKm,
    gender: listing.gender,
    languages: listing.languages,
    needs: listing.needs,
    takingOn: listing.takingOn,
    takingOnFrom: listing.takingOnFrom,
    drives: listing.drives,
    capacity: listing.capacity,
    waysOfPaying: listing.waysOfPaying,
    cqcProviderId: listing.cqcProviderId,
  };
}
