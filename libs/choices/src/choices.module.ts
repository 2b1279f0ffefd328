import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {SearchModule} from '@app/search';
import {CompareShortlist} from './shortlist/compare-shortlist.js';
import {KeepShortlist} from './shortlist/keep-shortlist.js';
import {ReadShortlist} from './shortlist/read-shortlist.js';
import {ShareShortlist} from './shortlist/share-shortlist.js';
import {ShortlistEntry, ShortlistShare} from './shortlist/shortlist.entity.js';
import {ShortlistFacts} from './shortlist/shortlist-facts.js';

const OFFERED = [ReadShortlist, KeepShortlist, ShareShortlist, CompareShortlist];

/** For processes that answer people. */
@Module({
  imports: [IdentityModule, ListingsModule, SearchModule, TypeOrmModule.forFeature([ShortlistEntry, ShortlistShare])],
  providers: OFFERED,
  exports: OFFERED,
})
export class ChoicesModule {}

/** For the worker, which tells of it. */
@Module({providers: [ShortlistFacts], exports: [ShortlistFacts]})
export class ChoicesWorkerModule {}
