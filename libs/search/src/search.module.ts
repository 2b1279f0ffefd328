import {Global, Module, type OnModuleInit} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {AllocationsModule} from '@app/allocations';
import {ListingsModule} from '@app/listings';
import {GeographyModule} from '@app/geography';
import {Health} from '@app/platform';
import {SearchDocument, SearchIndex, SearchState, SearchWord} from './document/search-document.entity.js';
import {Engines} from './engines/engines.js';
import {PostgresEngine} from './engines/postgres/postgres-engine.js';
import {CompareListings} from './find/compare-listings.js';
import {FindPlace} from './find/find-place.js';
import {LookAgain} from './find/look-again.js';
import {ReadPage} from './find/read-page.js';
import {SearchListings} from './find/search-listings.js';
import {SuggestWords} from './find/suggest-words.js';
import {MissedSearches} from './missed/missed-searches.js';
import {NoteMissed} from './missed/note-missed.js';
import {SearchMissed, SearchMissedOnce, SearchMissedSalt} from './missed/search-missed.entity.js';
import {MeilisearchIndexes} from './projection/meilisearch-indexes.js';
import {Projector} from './projection/projector.js';
import {RebuildSearch} from './projection/rebuild-search.js';
import {SearchWriter} from './projection/search-writer.js';
import {VerifySearch} from './projection/verify-search.js';
import {AddSearchTerm} from './terms/add-search-term.js';
import {EndSearchTerm} from './terms/end-search-term.js';
import {SearchTerm} from './terms/search-term.entity.js';
import {SearchTerms} from './terms/search-terms.js';
import {ThesauriWatch} from './terms/thesauri-watch.js';

const ENTITIES = [
  SearchDocument,
  SearchWord,
  SearchState,
  SearchIndex,
  SearchTerm,
  SearchMissed,
  SearchMissedSalt,
  SearchMissedOnce,
];
const USE_CASES = [SearchListings, SuggestWords, CompareListings, LookAgain, SearchTerms, AddSearchTerm, EndSearchTerm];

/** For processes that answer searches. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AllocationsModule, ListingsModule, GeographyModule],
  providers: [PostgresEngine, Engines, ThesauriWatch, FindPlace, ReadPage, NoteMissed, ...USE_CASES],
  exports: [...USE_CASES, Engines],
})
export class SearchModule implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly engines: Engines,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'search',
      needed: false, // PostgreSQL answers in its place
      check: () =>
        this.engines.well ? Promise.resolve() : Promise.reject(new Error('Meilisearch does not answer, or is behind')),
    });
  }
}

const WRITING = [Projector, MeilisearchIndexes, VerifySearch, RebuildSearch];

/** For commands that put projection and index right. */
@Module({imports: [TypeOrmModule.forFeature(ENTITIES)], providers: WRITING, exports: WRITING})
export class SearchIndexModule {}

/** For whoever asks again without a search engine. */
@Module({
  imports: [GeographyModule],
  providers: [PostgresEngine, ThesauriWatch, FindPlace, LookAgain],
  exports: [LookAgain],
})
export class LookAgainModule {}

/** For figures: what was missed, without a search. */
@Module({providers: [MissedSearches], exports: [MissedSearches]})
export class SearchFiguresModule {}

/** For the worker, which keeps them so. */
@Module({imports: [SearchIndexModule], providers: [SearchWriter]})
export class SearchWorkerModule {}
