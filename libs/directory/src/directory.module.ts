import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {AreaCharge, AreaPrice} from './area/area-charge.entity.js';
import {AreaCharges} from './area/area-charges.js';
import {AreaFacts} from './area/area-facts.js';
import {CoursePlace, CourseWaiting, MemberCourse, MemberResource, ResourceFile} from './area/area.entity.js';
import {ChangeArea} from './area/change-area.js';
import {KeepArea} from './area/keep-area.js';
import {OfferPlaces} from './area/offer-places.js';
import {PriceArea} from './area/price-area.js';
import {ReadArea} from './area/read-area.js';
import {ResourceFiles} from './area/resource-files.js';
import {SendResource} from './area/send-resource.js';
import {TakePlace} from './area/take-place.js';
import {TakeResource} from './area/take-resource.js';
import {WaitForCourse} from './area/wait-for-course.js';
import {BringIn} from './bringing-in/bring-in.js';
import {
  CommunitySource,
  DirectoryFeed,
  DirectoryImport,
  DirectoryImportRow,
} from './bringing-in/directory-import.entity.js';
import {ReadDirectoryImports} from './bringing-in/read-imports.js';
import {CommunityFacts} from './community/community-facts.js';
import {CommunityNightly} from './community/community-nightly.js';
import {CommunityKey, CommunityListing} from './community/community.entity.js';
import {KeepCommunity} from './community/keep-community.js';
import {ManageCommunity} from './community/manage-community.js';
import {PublicCommunity} from './community/public-community.js';
import {ReadCommunity} from './community/read-community.js';
import {SendCommunity} from './community/send-community.js';
import {OpenReferralFeed} from './open-referral/open-referral-feed.js';

const ENTITIES = [
  CommunityListing,
  CommunityKey,
  DirectoryFeed,
  DirectoryImport,
  DirectoryImportRow,
  CommunitySource,
  MemberResource,
  ResourceFile,
  MemberCourse,
  CoursePlace,
  CourseWaiting,
  AreaPrice,
  AreaCharge,
];
const OFFERED = [
  KeepCommunity,
  SendCommunity,
  ManageCommunity,
  ReadCommunity,
  PublicCommunity,
  CommunityFacts,
  CommunityNightly,
  BringIn,
  ReadDirectoryImports,
  OpenReferralFeed,
  KeepArea,
  ReadArea,
  ResourceFiles,
  ChangeArea,
  OfferPlaces,
  WaitForCourse,
  TakePlace,
  TakeResource,
  PriceArea,
  AreaCharges,
  AreaFacts,
  SendResource,
];

@Module({
  imports: [IdentityModule, GeographyModule, ListingsModule, RegisterModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: OFFERED,
  exports: OFFERED,
})
export class DirectoryModule {}
