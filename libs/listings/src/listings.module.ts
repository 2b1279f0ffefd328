import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {GeographyModule} from '@app/geography';
import {RegisterModule} from '@app/register';
import {AvailabilityException, AvailabilityPattern} from './availability/availability.entity.js';
import {OpenHours} from './availability/read-hours.js';
import {SetAvailability} from './availability/set-availability.js';
import {ListingFigures} from './figures/listing-figures.js';
import {ChangeFacts} from './changes/change-facts.js';
import {DecideChange} from './changes/decide-change.js';
import {HoldAtApproval} from './changes/hold-at-approval.js';
import {HoldAtFirst} from './changes/hold-at-first.js';
import {HoldChanges} from './changes/hold-changes.js';
import {ListingChange, ListingVersion} from './changes/listing-change.entity.js';
import {ReadChanges} from './changes/read-changes.js';
import {ListingVersions} from './changes/versions.js';
import {ChangeOffers} from './offers/change-offers.js';
import {ChangeSessions} from './offers/change-sessions.js';
import {GroupSession, ListingOffer, OfferPrice} from './offers/offer.entity.js';
import {ReadOffers} from './offers/read-offers.js';
import {Offers} from './offers/offers.js';
import {ApplyDraft} from './drafts/apply-draft.js';
import {ChangeDraft} from './drafts/change-draft.js';
import {ListingDraft} from './drafts/listing-draft.entity.js';
import {Bookable} from './owners/bookable.js';
import {ListingOwners} from './owners/listing-owners.js';
import {OwnListing} from './owners/own-listing.js';
import {ReadMemberListing} from './owners/read-member-listing.js';
import {ReadOwnListings} from './owners/read-own-listings.js';
import {RateBands} from './pricing/rate-bands.js';
import {ListingRate, MileageRate, RateBandRule, Wage} from './pricing/rate.entity.js';
import {SetRates} from './pricing/set-rates.js';
import {ListingPicture} from './pictures/listing-picture.entity.js';
import {ListingPictureRemoval} from './pictures/listing-picture-removal.entity.js';
import {OpenPicture} from './pictures/open-picture.js';
import {PictureFacts} from './pictures/picture-facts.js';
import {SetPicture} from './pictures/set-picture.js';
import {TakeDownPicture} from './pictures/take-down-picture.js';
import {ArchiveListing} from './profile/archive-listing.js';
import {ChangeProfile} from './profile/change-profile.js';
import {CreateListing} from './profile/create-listing.js';
import {Listing} from './profile/listing.entity.js';
import {PublishListing} from './profile/publish-listing.js';
import {ReadOwnListing} from './profile/read-own-listing.js';
import {RestListing} from './profile/rest-listing.js';
import {PreviewListing} from './public/preview-listing.js';
import {ProfileParts} from './public/profile-parts.js';
import {ListingReach} from './public/listing-reach.js';
import {ListingSubjects} from './public/listing-subject.js';
import {PublicListings} from './public/public-listings.js';
import {ListingService, RegulationRule, Service} from './services/service.entity.js';
import {CancellationRule} from './terms/cancellation-rule.entity.js';
import {CancellationRules} from './terms/cancellation-rules.js';
import {ConfirmListing} from './still/confirm-listing.js';
import {StillRightRules} from './still/still-right-rules.js';
import {StillRightFacts} from './still/still-right-facts.js';
import {StillRightNightly} from './still/still-right-nightly.js';
import {ListingConfirmation, StillRightRule} from './still/still-right.entity.js';
import {CareRegistration} from './services/care-registration.entity.js';
import {RecordCareRegistration} from './services/record-care-registration.js';
import {CouncilServices} from './services/council-services.js';
import {RegulationRules} from './services/regulation-rules.js';
import {RegulatedTasks} from './services/regulated-tasks.js';
import {Services} from './services/services.js';
import {SetServices} from './services/set-services.js';
import {TakeOffUnregistered} from './services/take-off-unregistered.js';

const ENTITIES = [
  Service,
  RegulationRule,
  CareRegistration,
  Listing,
  ListingService,
  ListingRate,
  Wage,
  MileageRate,
  ListingDraft,
  ListingPicture,
  ListingPictureRemoval,
  ListingOffer,
  OfferPrice,
  GroupSession,
  RateBandRule,
  AvailabilityPattern,
  AvailabilityException,
  ListingChange,
  ListingVersion,
  StillRightRule,
  CancellationRule,
  ListingConfirmation,
];
const USE_CASES = [
  CreateListing,
  ReadOwnListing,
  ReadOwnListings,
  ReadMemberListing,
  PreviewListing,
  ChangeProfile,
  SetServices,
  SetRates,
  ChangeDraft,
  ChangeOffers,
  ChangeSessions,
  ReadOffers,
  SetAvailability,
  SetPicture,
  OpenPicture,
  TakeDownPicture,
  PictureFacts,
  PublishListing,
  RestListing,
  ArchiveListing,
  HoldAtFirst,
  HoldChanges,
  ReadChanges,
  DecideChange,
  ListingVersions,
  ChangeFacts,
  ConfirmListing,
  StillRightFacts,
  StillRightRules,
  CancellationRules,
  CouncilServices,
  StillRightNightly,
  TakeOffUnregistered,
];
const FACADES = [
  RecordCareRegistration,
  RegulationRules,
  PublicListings,
  ListingReach,
  ListingSubjects,
  ProfileParts,
  Services,
  RegulatedTasks,
  Bookable,
  OpenHours,
  Offers,
  ListingOwners,
  RateBands,
  ListingFigures,
];

@Module({
  imports: [RegisterModule, GeographyModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: [OwnListing, ApplyDraft, HoldAtApproval, ...USE_CASES, ...FACADES],
  exports: [...USE_CASES, ...FACADES],
})
export class ListingsModule {}
