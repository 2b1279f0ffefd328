export {RESOURCE_KINDS, type ResourceKind} from './area/area.entity.js';
export {
  AreaCharges,
  isOwing,
  isToRepay,
  type AreaChargeBook,
  type AreaChargeLine,
  type AreaChargeOf,
} from './area/area-charges.js';
export {AreaFacts} from './area/area-facts.js';
export {ChangeArea, COURSE_MOVED} from './area/change-area.js';
export type {CourseWords, NewResource} from './area/check-area.js';
export {COURSE_CANCELLED, KeepArea, type NewMemberCourse} from './area/keep-area.js';
export {COURSE_PLACE_OFFERED} from './area/offer-places.js';
export {PriceArea} from './area/price-area.js';
export {
  ReadArea,
  type AreaView,
  type CourseView,
  type CourseWithPeople,
  type OwnCharge,
  type ResourceView,
} from './area/read-area.js';
export {ResourceFiles} from './area/resource-files.js';
export {SendResource} from './area/send-resource.js';
export {TakePlace} from './area/take-place.js';
export {TakeResource} from './area/take-resource.js';
export {WaitForCourse} from './area/wait-for-course.js';
export {BringIn, type BringingIn, type BroughtIn, type FeedSource} from './bringing-in/bring-in.js';
export {ROW_OUTCOMES, type ImportTotals, type RowOutcome} from './bringing-in/directory-import.entity.js';
export {FeedClient, isPublicAddress} from './bringing-in/feed-client.js';
export {FEED_FORMATS, type FeedFormat} from './bringing-in/incoming.js';
export {readFeedFile} from './bringing-in/read-file.js';
export {ReadDirectoryImports, type DirectoryImportLine, type DirectoryImportView} from './bringing-in/read-imports.js';
export {
  COMMUNITY_ASKED,
  COMMUNITY_DECIDED,
  COMMUNITY_INVITED,
  COMMUNITY_WAITING,
  CommunityFacts,
} from './community/community-facts.js';
export {CommunityNightly} from './community/community-nightly.js';
export {
  COMMUNITY_ACTIONS,
  COMMUNITY_STATES,
  type CommunityAction,
  type CommunityState,
} from './community/community-listing.state.js';
export {LONGEST_COMMUNITY, type CommunityText} from './community/community-text.js';
export {CLAIM_WAYS, COMMUNITY_SORTS, type ClaimWay, type CommunitySort} from './community/community-words.js';
export {KeepCommunity} from './community/keep-community.js';
export {ManageCommunity, type ManagedCommunity} from './community/manage-community.js';
export {PublicCommunity, type CommunityProfile} from './community/public-community.js';
export {
  A_PAGE,
  COMMUNITY_LISTS,
  ReadCommunity,
  type CommunityLine,
  type CommunityList,
  type CommunityView,
} from './community/read-community.js';
export {SendCommunity, type CommunitySender} from './community/send-community.js';
export {DirectoryModule} from './directory.module.js';
export {OpenReferralFeed, type FeedAnswer, type FeedQuery} from './open-referral/open-referral-feed.js';
