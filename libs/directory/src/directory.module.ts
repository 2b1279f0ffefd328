import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {CommunityFacts} from './community/community-facts.js';
import {CommunityNightly} from './community/community-nightly.js';
import {CommunityKey, CommunityListing} from './community/community.entity.js';
import {KeepCommunity} from './community/keep-community.js';
import {ManageCommunity} from './community/manage-community.js';
import {PublicCommunity} from './community/public-community.js';
import {ReadCommunity} from './community/read-community.js';
import {SendCommunity} from './community/send-community.js';

const ENTITIES = [CommunityListing, CommunityKey];
const OFFERED = [
  KeepCommunity,
  SendCommunity,
  ManageCommunity,
  ReadCommunity,
  PublicCommunity,
  CommunityFacts,
  CommunityNightly,
];

@Module({
  imports: [IdentityModule, GeographyModule, ListingsModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: OFFERED,
  exports: OFFERED,
})
export class DirectoryModule {}
