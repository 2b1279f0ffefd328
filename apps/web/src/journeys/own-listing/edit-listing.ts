import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {ChangeDraft, ChangeProfile, ReadOwnListing, type OwnListingView, type Profile} from '@app/listings';
import {invalid} from '@app/kernel';
import type {FastifyReply} from 'fastify';

/** What every page that changes a part of a listing does. */
@Injectable()
export class EditListing {
  constructor(
    private readonly listings: ReadOwnListing,
    private readonly profiles: ChangeProfile,
    private readonly drafts: ChangeDraft,
  ) {}

  read(principal: Principal, id: string): Promise<OwnListingView> {
    return this.listings.run(principal, id);
  }

  /** With what was changed and is not shown yet: what a page that changes it begins with. */
  async begin(principal: Principal, id: string): Promise<OwnListingView & {later: boolean}> {
    const listing = await this.read(principal, id);
    const draft = await this.drafts.read(principal, id);
    const later = listing.state === 'live';
    if (!draft) return {...listing, later};
    return {...listing, ...draft.profile, services: draft.services ?? listing.services, later};
  }

  /** Some of the profile; the rest stays as it is. */
  async change(
    principal: Principal,
    listing: OwnListingView,
    {postcode = null, ...some}: Partial<Profile>,
    body: unknown = {},
  ): Promise<void> {
    if (keepsBack(body)) {
      if (postcode !== null)
        throw invalid({field: 'postcode', message: 'Where you set out from shows at once: save it by itself.'});
      return this.drafts.save(principal, listing.id, {profile: some});
    }
    return this.profiles.run(principal, listing.id, {
      ...profileOf(await this.read(principal, listing.id)),
      postcode,
      ...some,
    });
  }

  done(reply: FastifyReply, id: string): FastifyReply {
    return reply.redirect(`/listing/${id}?done=saved`, 303);
  }
}

/** The second button of a page: what was typed is kept, and shown when its owner says so. */
export function keepsBack(body: unknown): boolean {
  return (body as {when?: unknown} | null)?.when === 'later';
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
