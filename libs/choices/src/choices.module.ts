import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {LookAgainModule, SearchModule} from '@app/search';
import {Feedback} from './feedback/feedback.entity.js';
import {FeedbackFacts} from './feedback/feedback-facts.js';
import {GiveFeedback} from './feedback/give-feedback.js';
import {ModerateFeedback} from './feedback/moderate-feedback.js';
import {PublicFeedback} from './feedback/public-feedback.js';
import {ReplyToFeedback} from './feedback/reply-to-feedback.js';
import {KeepSearches} from './searches/keep-searches.js';
import {LookAgainDaily} from './searches/look-again-daily.js';
import {ReadSearches} from './searches/read-searches.js';
import {SavedSearch, SavedSearchSeen} from './searches/saved-search.entity.js';
import {SearchFacts} from './searches/search-facts.js';
import {CompareShortlist} from './shortlist/compare-shortlist.js';
import {KeepShortlist} from './shortlist/keep-shortlist.js';
import {ReadShortlist} from './shortlist/read-shortlist.js';
import {ShareShortlist} from './shortlist/share-shortlist.js';
import {ShortlistEntry, ShortlistShare} from './shortlist/shortlist.entity.js';
import {ShortlistFacts} from './shortlist/shortlist-facts.js';

const OFFERED = [
  ReadShortlist,
  KeepShortlist,
  ShareShortlist,
  CompareShortlist,
  ReadSearches,
  KeepSearches,
  GiveFeedback,
  ReplyToFeedback,
  ModerateFeedback,
  PublicFeedback,
];
const ENTITIES = [ShortlistEntry, ShortlistShare, SavedSearch, SavedSearchSeen, Feedback];

/** For processes that answer people. */
@Module({
  imports: [IdentityModule, ListingsModule, SearchModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: OFFERED,
  exports: OFFERED,
})
export class ChoicesModule {}

/** For the worker, which tells of it and asks saved searches again. */
@Module({
  imports: [IdentityModule, ListingsModule, LookAgainModule],
  providers: [ShortlistFacts, SearchFacts, FeedbackFacts, LookAgainDaily],
  exports: [ShortlistFacts, SearchFacts, FeedbackFacts, LookAgainDaily],
})
export class ChoicesWorkerModule {}
