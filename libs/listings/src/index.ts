export type {Exception, Pattern} from './availability/availability.js';
export {openHours} from './availability/open-hours.js';
export {OpenHours} from './availability/read-hours.js';
export {SetAvailability, type Availability} from './availability/set-availability.js';
export {ListingFigures} from './figures/listing-figures.js';
export {CHANGE_DECIDED, DecideChange} from './changes/decide-change.js';
export {CHANGE_WAITING, HoldChanges} from './changes/hold-changes.js';
export {ChangeFacts, type ChangeFact} from './changes/change-facts.js';
export {ReadChanges, type ChangeToCheck, type WaitingChange} from './changes/read-changes.js';
export {ListingVersions, type ShownVersion} from './changes/versions.js';
export {regulatedService} from './listings.errors.js';
export {ListingsModule} from './listings.module.js';
export {ChangeDraft} from './drafts/change-draft.js';
export type {Draft, DraftProfile} from './drafts/draft.js';
export {ChangeOffers} from './offers/change-offers.js';
export {ChangeSessions, type NewSessions} from './offers/change-sessions.js';
export {LONGEST_DESCRIPTION, LONGEST_TITLE, MOST_PLACES, type OfferText} from './offers/check-offer.js';
export {OFFER_KINDS, type DatedPrice, type Offer, type OfferKind, type OfferSession} from './offers/offer.js';
export {ReadOffers, type MoreOffered} from './offers/read-offers.js';
export {Offers, type BookableSession} from './offers/offers.js';
export {Bookable, type BookableListing} from './owners/bookable.js';
export {ListingOwners} from './owners/listing-owners.js';
export {ReadMemberListing} from './owners/read-member-listing.js';
export {ReadOwnListings, type OwnListings} from './owners/read-own-listings.js';
export {cutByBand, type BandRule, type BandStretch} from './pricing/bands.js';
export {priceStretches, priceVisit, type PricedPart, type PricedVisit} from './pricing/price-visit.js';
export {DEFAULT_BANDS, RateBands, type NewBandRule} from './pricing/rate-bands.js';
export {FALLBACK, inForce, TIMED_BANDS, UNITS_OF, type DatedRate, type TimedBand} from './pricing/rates.js';
export {MAX_RATE_PENCE, SetRates, type NewRates} from './pricing/set-rates.js';
export {cardRate, weeklyCost} from './pricing/weekly-cost.js';
export {OpenPicture, type OpenedPicture} from './pictures/open-picture.js';
export {LARGE_PIXELS, SMALL_PIXELS} from './pictures/picture-sizes.js';
export {PictureFacts} from './pictures/picture-facts.js';
export {LONGEST_ALTERNATIVE, SetPicture} from './pictures/set-picture.js';
export {PICTURE_TAKEN_DOWN, TakeDownPicture, type PictureToJudge} from './pictures/take-down-picture.js';
export {ArchiveListing} from './profile/archive-listing.js';
export {ChangeProfile, type Profile} from './profile/change-profile.js';
export type {ProfileMore} from './profile/check-more.js';
export {LONGEST} from './profile/check-profile.js';
export {CreateListing, type NewListing} from './profile/create-listing.js';
export {languageName} from './profile/languages.js';
export * from './profile/listing-words.js';
export {LISTING_STATES, listingMachine, type ListingState} from './profile/listing.state.js';
export {publicName} from './profile/public-name.js';
export {PublishListing} from './profile/publish-listing.js';
export {ReadOwnListing, type OwnListingView} from './profile/read-own-listing.js';
export {RestListing} from './profile/rest-listing.js';
export {councilOfLive, ProfileParts, type ProfileRest} from './public/profile-parts.js';
export {ListingReach} from './public/listing-reach.js';
export {ListingSubjects, type ListingSubject} from './public/listing-subject.js';
export {PreviewListing, type ListingPreview} from './public/preview-listing.js';
export {PublicListings, type PublicPicture, type PublicProfile, type PublicStanding} from './public/public-listings.js';
export {RecordCareRegistration, type CareFacts, type CareView} from './services/record-care-registration.js';
export {RegulationRules, type RegulationRuleView} from './services/regulation-rules.js';
export {RegulatedTasks, type NotTheirs} from './services/regulated-tasks.js';
export {CouncilServices, type CouncilService, type ServiceType} from './services/council-services.js';
export {Services, type OpenService, type ServiceWords} from './services/services.js';
export {SetServices} from './services/set-services.js';
export {isClockTime, minuteOf, type ClockTime} from './time/clock-time.js';
export {
  clockInstant,
  dayNumber,
  londonDayNumber,
  MINUTES_IN_DAY,
  weekdayOf,
  type DayNumber,
} from './time/london-days.js';
export {ConfirmListing} from './still/confirm-listing.js';
export {
  CancellationRules,
  cancellationTerms,
  type CancellationRuleView,
  type CancellationTerms,
} from './terms/cancellation-rules.js';
export {stillRightDays} from './still/still-right.js';
export {StillRightRules, type StillRightRuleView} from './still/still-right-rules.js';
export {StillRightFacts} from './still/still-right-facts.js';
export {RESTS_UNANSWERED, STILL_RIGHT_ASKED, StillRightNightly} from './still/still-right-nightly.js';
export {SERVICES_TAKEN_OFF, TakeOffUnregistered} from './services/take-off-unregistered.js';
